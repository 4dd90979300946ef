package io.github.scimexporter.status;

import io.github.scimexporter.config.PrometheusDuration;
import io.github.scimexporter.sync.Diagnosis;
import io.github.scimexporter.sync.ProbeResult;
import io.github.scimexporter.sync.Source;
import java.util.ArrayList;
import java.util.List;

/** What is concluded from: the evidence of one sync, a sentence each. */
final class Reasons {
  private Reasons() {}

  static List<String> of(SyncFacts facts, Times times) {
    List<String> reasons = new ArrayList<>();
    facts
        .sync()
        .pausedUntil()
        .filter(end -> !facts.isPaused())
        .ifPresent(
            end ->
                reasons.add(
                    "Planned work ended "
                        + times.at(end)
                        + ": what failed or was missed before does not count."));
    if (!facts.sync().logs().isEmpty()) {
      reasons.addAll(Diagnosis.of(facts.state(), times::point));
    }
    facts
        .state()
        .lastSuccess(Source.ENTRA)
        .ifPresent(
            ended ->
                reasons.add("Entra's last cycle that finished ended " + times.at(ended) + "."));
    if (!facts.sync().logs().isEmpty()) {
      Diagnosis.ofEntraAlone(facts.state(), facts.sync().tolerance(), times::point)
          .ifPresent(sentence -> reasons.add(sentence + "."));
    }
    reasons.add(expectation(facts));
    return reasons;
  }

  /** What came of a probe: {@code connection refused}. */
  static String outcome(ProbeResult last) {
    return last.outcome().label().replace('_', ' ');
  }

  private static String expectation(SyncFacts facts) {
    if (facts.heartbeat().isOff()) {
      return "No heartbeat is expected, so that a silence means nothing.";
    }
    return "A heartbeat is expected every "
        + PrometheusDuration.format(facts.heartbeat().interval())
        + ", with "
        + PrometheusDuration.format(facts.heartbeat().grace())
        + " of grace. Missed: "
        + facts.missed()
        + "; the sync counts as down at "
        + facts.heartbeat().missedThreshold()
        + ".";
  }
}
