package io.github.scimexporter.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How long before a token's expiry to warn, by severity: a graver step comes later. */
public final class WarningSteps {
  /** What a sync warns of that says nothing else. */
  static final Map<Severity, Duration> DEFAULT =
      Map.of(Severity.WARNING, Duration.ofDays(30), Severity.CRITICAL, Duration.ofDays(7));

  /** What holds of a step that is {@link #misplaced}. */
  public static final String RULE = "must be shorter than the lighter step before it";

  private WarningSteps() {}

  /** The step that is not shorter than the lighter one before it, where there is such a step. */
  public static Optional<Severity> misplaced(Map<Severity, Duration> steps) {
    Duration lighter = null;
    for (Map.Entry<Severity, Duration> step : new TreeMap<>(steps).entrySet()) {
      if (lighter != null && step.getValue().compareTo(lighter) >= 0) {
        return Optional.of(step.getKey());
      }
      lighter = step.getValue();
    }
    return Optional.empty();
  }
}
