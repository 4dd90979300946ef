package io.github.scimexporter.accesslog.format;

/** The parts of one time, as far as a line tells them; used for line after line. */
@SuppressWarnings("EnumOrdinal") // A place in an array that is forgotten with the program.
final class TimeParts {
  private static final TimeField[] FIELDS = TimeField.values();

  private final long[] values = new long[FIELDS.length];

  /** A bit for each field that was told. */
  private int told;

  void clear() {
    told = 0;
  }

  void tell(TimeField field, long value) {
    values[field.ordinal()] = value;
    told |= field.bit();
  }

  boolean tells(TimeField field) {
    return (told & field.bit()) != 0;
  }

  /** What is told of that field, or else {@code otherwise}. */
  long get(TimeField field, long otherwise) {
    return tells(field) ? values[field.ordinal()] : otherwise;
  }

  /** Whether they are a date and a time. */
  boolean areWhole() {
    return TimeField.areWhole(told);
  }

  /** Takes what others tell and these do not. */
  void complete(TimeParts others) {
    for (TimeField field : FIELDS) {
      if (others.tells(field) && !tells(field)) {
        tell(field, others.get(field, 0));
      }
    }
  }
}
