package io.github.scimexporter.accesslog.format;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The parts of one time, as far as a line tells them; used for line after line. */
final class TimeParts {
  private static final class Cell {
    private long value;
  }

  private final Set<TimeField> told = EnumSet.noneOf(TimeField.class);
  private final Map<TimeField, Cell> cells = new EnumMap<>(TimeField.class);

  TimeParts() {
    for (TimeField field : TimeField.values()) {
      cells.put(field, new Cell());
    }
  }

  void clear() {
    told.clear();
  }

  void tell(TimeField field, long value) {
    cell(field).value = value;
    told.add(field);
  }

  boolean tells(TimeField field) {
    return told.contains(field);
  }

  /** What is told of that field, or else {@code otherwise}. */
  long get(TimeField field, long otherwise) {
    return tells(field) ? cell(field).value : otherwise;
  }

  /** Whether they are a date and a time. */
  boolean areWhole() {
    return TimeField.areWhole(told);
  }

  /** Takes what others tell and these do not. */
  void complete(TimeParts others) {
    for (TimeField field : others.told) {
      if (!tells(field)) {
        tell(field, others.get(field, 0));
      }
    }
  }

  private Cell cell(TimeField field) {
    return Objects.requireNonNull(cells.get(field));
  }
}
