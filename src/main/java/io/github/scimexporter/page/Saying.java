package io.github.scimexporter.page;

import io.github.scimexporter.status.Step;
import io.github.scimexporter.status.Times;
import io.github.scimexporter.status.Verdict;
import io.github.scimexporter.status.Words;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A verdict as it is shown.
 *
 * @param mark how it looks
 * @param sentence what is so
 * @param lasting for how long, where that is known: {@code for 12 minutes 3 seconds}
 * @param reasons what that is concluded from
 * @param steps what to do
 * @param runbook what the documentation says of it
 */
public record Saying(
    Mark mark,
    String sentence,
    Optional<String> lasting,
    List<String> reasons,
    List<Step> steps,
    Optional<Link> runbook) {
  /** Copies the lists. */
  public Saying {
    reasons = List.copyOf(reasons);
    steps = List.copyOf(steps);
  }

  static Saying of(Verdict verdict, Times times) {
    return new Saying(
        Mark.of(verdict.level()),
        verdict.sentence(),
        verdict
            .since()
            .filter(since -> since.isBefore(times.now()))
            .map(since -> "for " + Words.duration(Duration.between(since, times.now()))),
        verdict.reasons(),
        verdict.steps(),
        verdict.alert().map(alert -> new Link(alert, Links.runbook(alert))));
  }
}
