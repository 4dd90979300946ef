package io.github.scimexporter.sync;

import java.time.Duration;
import java.util.List;

/**
 * A heartbeat that would have raised no alarm in a sync's past.
 *
 * @param interval how often
 * @param grace how much later
 * @param missedThreshold how many missed
 */
public record Suggestion(Duration interval, Duration grace, int missedThreshold) {
  private static final List<Duration> ROUND_INTERVALS =
      List.of(
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(20),
          Duration.ofMinutes(40),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(4),
          Duration.ofHours(8),
          Duration.ofHours(12),
          Duration.ofDays(1));

  /**
   * The tightest with a round interval by which no heartbeat is missed in a silence of that length:
   * no warning, and all the less the critical alert.
   */
  static Suggestion quietIn(Duration silence) {
    for (Duration interval : ROUND_INTERVALS) {
      Suggestion candidate = every(interval);
      if (candidate.isQuietIn(silence)) {
        return candidate;
      }
    }
    return every(Duration.ofDays(silence.toDays() + 1));
  }

  /** Whether no heartbeat is missed in a silence of that length. */
  public boolean isQuietIn(Duration silence) {
    return Heartbeats.missedIn(silence, interval, grace) == 0;
  }

  private static Suggestion every(Duration interval) {
    Duration grace =
        interval.compareTo(Duration.ofHours(1)) <= 0 ? Duration.ofMinutes(10) : Duration.ofHours(1);
    return new Suggestion(interval, grace, interval.compareTo(Duration.ofHours(8)) <= 0 ? 3 : 2);
  }
}
