package io.github.scimexporter.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How many heartbeats are missing. */
public final class Heartbeats {
  private Heartbeats() {}

  /**
   * max(0, floor((now − max(last heartbeat, paused until) − grace) / interval)).
   *
   * @param last the last heartbeat of any source; while there never was one, none is missed
   * @param pausedUntil the end of planned work: what was missed before it does not count
   * @param interval how often a heartbeat is due; zero: heartbeats are off, and none is missed
   * @param grace how much later than that a heartbeat may come
   */
  public static long missed(
      Instant now,
      Optional<Instant> last,
      Optional<Instant> pausedUntil,
      Duration interval,
      Duration grace) {
    if (interval.isZero() || last.isEmpty()) {
      return 0;
    }
    Instant from = pausedUntil.filter(last.get()::isBefore).orElse(last.get());
    return missedIn(Duration.between(from, now), interval, grace);
  }

  /** How many heartbeats a silence of that length is short of. */
  public static long missedIn(Duration silence, Duration interval, Duration grace) {
    // To divide durations is dear, and most silences are short.
    boolean none = interval.isZero() || silence.compareTo(grace.plus(interval)) < 0;
    return none ? 0 : silence.minus(grace).dividedBy(interval);
  }

  /** After how long a silence that many heartbeats are missed. */
  public static Duration silenceOf(int missed, Duration interval, Duration grace) {
    return interval.multipliedBy(missed).plus(grace);
  }
}
