package io.github.scimexporter.web;

import io.github.scimexporter.sync.History;
import io.github.scimexporter.sync.Resolution;
import io.github.scimexporter.sync.Series;
import io.github.scimexporter.sync.Source;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a sync when, in the shape of its JSON: the hours and minutes with anything. */
record PastJson(List<Slot> hours, List<Slot> minutes) {
  static PastJson of(History history) {
    return new PastJson(slots(history, Resolution.HOUR), slots(history, Resolution.MINUTE));
  }

  private static List<Slot> slots(History history, Resolution resolution) {
    return history.slots(resolution, Instant.MIN, Instant.MAX).stream().map(Slot::of).toList();
  }

  record Slot(String start, List<Count> counts) {
    private static Slot of(History.Slot slot) {
      return new Slot(
          slot.start().toString(),
          slot.counts().entrySet().stream()
              .map(entry -> Count.of(entry.getKey(), entry.getValue()))
              .toList());
    }
  }

  /**
   * How many of one kind.
   *
   * @param code the HTTP status; null of executions that Entra tells of
   */
  record Count(String source, String outcome, @Nullable Integer code, int count) {
    private static Count of(Series series, int count) {
      return new Count(
          series.source().label(),
          series.outcome().label(),
          series.source() == Source.ENTRA ? null : series.code(),
          count);
    }
  }
}
