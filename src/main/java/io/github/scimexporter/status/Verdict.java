package io.github.scimexporter.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is to be said of a sync, or of the exporter itself.
 *
 * @param level how urgent it is
 * @param alert the name of the alert that tells the same, e.g. {@code ScimTokenExpired}; empty
 *     where none does
 * @param sentence what is so, in plain words: {@code Working. Last sync 12 minutes ago.}
 * @param since since when, where that is known
 * @param reasons what that is concluded from, a sentence each
 * @param steps what to do next; empty where nothing is to be done
 */
public record Verdict(
    Level level,
    Optional<String> alert,
    String sentence,
    Optional<Instant> since,
    List<String> reasons,
    List<Step> steps) {
  /** Copies the lists. */
  public Verdict {
    reasons = List.copyOf(reasons);
    steps = List.copyOf(steps);
  }
}
