package io.github.scimexporter.web;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.scimexporter.status.Board;
import io.github.scimexporter.status.Step;
import io.github.scimexporter.status.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A board in the shape of its JSON: docs/api/syncs.schema.json. Times are RFC 3339 in UTC, or null.
 */
record BoardJson(
    String time,
    String zone,
    String version,
    boolean ready,
    List<Said> exporter,
    List<SyncJson> syncs) {
  static BoardJson of(Board board) {
    return new BoardJson(
        board.time().toString(),
        board.zone().getId(),
        board.version(),
        board.ready(),
        Said.of(board.exporter()),
        board.syncs().stream().map(SyncJson::of).toList());
  }

  /** A time, or null. */
  static @Nullable String time(Optional<Instant> time) {
    return time.map(Instant::toString).orElse(null);
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Said(
      String level,
      @Nullable String alert,
      String sentence,
      @Nullable String since,
      List<String> reasons,
      List<Todo> steps) {
    static List<Said> of(List<Verdict> verdicts) {
      return verdicts.stream().map(Said::of).toList();
    }

    static Said of(Verdict verdict) {
      return new Said(
          verdict.level().label(),
          verdict.alert().orElse(null),
          verdict.sentence(),
          time(verdict.since()),
          verdict.reasons(),
          verdict.steps().stream().map(Todo::of).toList());
    }
  }

  record Todo(String text, @Nullable String command) {
    private static Todo of(Step step) {
      return new Todo(step.text(), step.command().orElse(null));
    }
  }
}
