package io.github.scimexporter.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** All heartbeats of a sync's past: how long it was silent, and what would have been too long. */
public final class HeartbeatHistory {
  /**
   * A silence that was longer than allowed.
   *
   * @param from the heartbeat before it
   * @param to the heartbeat after it, or the end of the logs
   * @param missed how many heartbeats were missed in it
   */
  public record Gap(Instant from, Instant to, long missed) {}

  /**
   * A heartbeat that would have raised no alarm in this past.
   *
   * @param interval how often
   * @param grace how much later
   * @param missedThreshold how many missed
   */
  public record Suggestion(Duration interval, Duration grace, int missedThreshold) {}

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

  private final NavigableSet<Instant> heartbeats = new TreeSet<>();

  /** Adds a heartbeat, in any order. */
  public void add(Instant heartbeat) {
    heartbeats.add(heartbeat);
  }

  /**
   * The silences with at least one missed heartbeat.
   *
   * @param end the time of the newest line of any kind: up to there the sync is known to be silent
   */
  public List<Gap> gaps(Duration interval, Duration grace, Optional<Instant> end) {
    List<Gap> gaps = new ArrayList<>();
    for (Gap silence : silences(end)) {
      long missed =
          Heartbeats.missedIn(Duration.between(silence.from(), silence.to()), interval, grace);
      if (missed > 0) {
        gaps.add(new Gap(silence.from(), silence.to(), missed));
      }
    }
    return gaps;
  }

  /** The longest time without a heartbeat, zero if there were not two. */
  public Duration longestSilence(Optional<Instant> end) {
    return silences(end).stream()
        .map(silence -> Duration.between(silence.from(), silence.to()))
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /**
   * The tightest round heartbeat that would have raised no alarm between the first and the last
   * heartbeat; empty if there were not two. What came after the last is left out: it may be the
   * trouble that is looked for.
   */
  public Optional<Suggestion> suggestion() {
    if (heartbeats.size() < 2) {
      return Optional.empty();
    }
    Duration longest = longestSilence(Optional.empty());
    for (Duration interval : ROUND_INTERVALS) {
      Duration grace = grace(interval);
      if (interval.plus(grace).compareTo(longest) > 0) {
        return Optional.of(new Suggestion(interval, grace, threshold(interval)));
      }
    }
    Duration days = Duration.ofDays(longest.toDays() + 1);
    return Optional.of(new Suggestion(days, grace(days), threshold(days)));
  }

  /** The time between the first and the last heartbeat; zero if there were not two. */
  public Duration span() {
    return heartbeats.isEmpty()
        ? Duration.ZERO
        : Duration.between(heartbeats.first(), heartbeats.last());
  }

  private List<Gap> silences(Optional<Instant> end) {
    List<Gap> silences = new ArrayList<>();
    Instant before = null;
    for (Instant heartbeat : heartbeats) {
      if (before != null) {
        silences.add(new Gap(before, heartbeat, 0));
      }
      before = heartbeat;
    }
    if (before != null && end.isPresent() && end.get().isAfter(before)) {
      silences.add(new Gap(before, end.get(), 0));
    }
    return silences;
  }

  private static Duration grace(Duration interval) {
    return interval.compareTo(Duration.ofHours(1)) <= 0
        ? Duration.ofMinutes(10)
        : Duration.ofHours(1);
  }

  private static int threshold(Duration interval) {
    return interval.compareTo(Duration.ofHours(8)) <= 0 ? 3 : 2;
  }
}
