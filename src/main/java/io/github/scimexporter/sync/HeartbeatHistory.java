package io.github.scimexporter.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The heartbeats of a sync's past and its failures: how long it was silent, and whether that was
 * normal. Years of them fit into some megabytes: heartbeats that come in such numbers are taken
 * together as far as they lie within a few seconds or minutes ({@link Bursts}), by which only
 * shorter silences are lost.
 */
public final class HeartbeatHistory {
  /**
   * A time without heartbeat.
   *
   * @param from the heartbeat before it
   * @param to the heartbeat after it, or the end of the logs
   * @param failures how requests failed in it; where none did, that is a normal silence
   */
  public record Silence(Instant from, Instant to, Set<Outcome> failures) {
    /** Copies the set. */
    public Silence {
      failures =
          failures.isEmpty() ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(failures));
    }

    /** How long it was. */
    public Duration length() {
      return Duration.between(from, to);
    }

    /** Whether the sync tried and failed. */
    public boolean isOutage() {
      return !failures.isEmpty();
    }

    /** How many heartbeats are missed in it. */
    public long missed(Duration interval, Duration grace) {
      return Heartbeats.missedIn(length(), interval, grace);
    }
  }

  private final Bursts heartbeats = new Bursts();
  private final Map<Outcome, Bursts> failures = new EnumMap<>(Outcome.class);
  private long count;

  /** Adds a request that says something of the sync, in any order. */
  public void add(Outcome outcome, Instant time) {
    if (outcome == Outcome.SUCCESS) {
      heartbeats.add(time);
      count++;
    } else if (outcome.isFailure()) {
      failures.computeIfAbsent(outcome, none -> new Bursts()).add(time);
    }
  }

  /** How many heartbeats there were. */
  public long count() {
    return count;
  }

  /** Silences that are not longer than this may be missing: zero as long as all are known. */
  public Duration resolution() {
    return heartbeats.resolution();
  }

  /** The time between the first and the last heartbeat; zero if there were not two. */
  public Duration span() {
    return last().map(last -> Duration.between(heartbeats.first(0), last)).orElse(Duration.ZERO);
  }

  /**
   * The silences between heartbeats, in the order of time: one after the other, since there can be
   * a hundred thousand. To be gone through before more is added.
   */
  public Stream<Silence> silences() {
    Map<Outcome, Bursts.Walk> walks = walks();
    return IntStream.range(1, heartbeats.count())
        .mapToObj(
            next -> {
              Instant from = heartbeats.last(next - 1);
              Instant to = heartbeats.first(next);
              return new Silence(from, to, failuresBetween(from, to, walks));
            });
  }

  /**
   * The silence from the last heartbeat to the end of the logs, and what failed at that end.
   *
   * @param end the time of the newest line of any kind: up to there the sync is known to be silent
   */
  public Optional<Silence> silenceUpTo(Instant end) {
    return last()
        .filter(end::isAfter)
        .map(last -> new Silence(last, end, failuresBetween(last, end.plusMillis(1), walks())));
  }

  /** The silences in which a heartbeat was missed, up to the end of the logs. */
  public List<Silence> gaps(Duration interval, Duration grace, Optional<Instant> end) {
    return silences(end).filter(silence -> silence.missed(interval, grace) > 0).toList();
  }

  /** The longest time without a heartbeat, up to the end of the logs; zero if there is none. */
  public Duration longestSilence(Optional<Instant> end) {
    return silences(end)
        .map(Silence::length)
        .max(Duration::compareTo)
        .orElse(heartbeats.resolution());
  }

  /** The longest silence between heartbeats in which no request failed. */
  public Optional<Silence> longestNormalSilence() {
    return silences()
        .filter(silence -> !silence.isOutage())
        .max(Comparator.comparing(Silence::length));
  }

  /**
   * The tightest heartbeat that would have raised no false alarm between the first and the last
   * heartbeat; empty if there was no normal silence in between. What came after the last is left
   * out: it may be the trouble that is looked for.
   */
  public Optional<Suggestion> suggestion() {
    // Within a burst there may have been silences of any length up to the resolution.
    Duration least = heartbeats.resolution();
    return longestNormalSilence()
        .map(Silence::length)
        .or(() -> Optional.of(least).filter(length -> !length.isZero()))
        .map(longest -> Suggestion.quietIn(longest.compareTo(least) > 0 ? longest : least));
  }

  private Optional<Instant> last() {
    int bursts = heartbeats.count();
    return bursts == 0 ? Optional.empty() : Optional.of(heartbeats.last(bursts - 1));
  }

  private Stream<Silence> silences(Optional<Instant> end) {
    return Stream.concat(silences(), end.flatMap(this::silenceUpTo).stream());
  }

  private Map<Outcome, Bursts.Walk> walks() {
    Map<Outcome, Bursts.Walk> walks = new EnumMap<>(Outcome.class);
    failures.forEach((outcome, times) -> walks.put(outcome, times.walk()));
    return walks;
  }

  private static Set<Outcome> failuresBetween(
      Instant from, Instant to, Map<Outcome, Bursts.Walk> walks) {
    Set<Outcome> failed = Set.of();
    for (Map.Entry<Outcome, Bursts.Walk> walk : walks.entrySet()) {
      if (walk.getValue().anyBetween(from, to)) {
        failed = failed.isEmpty() ? EnumSet.noneOf(Outcome.class) : failed;
        failed.add(walk.getKey());
      }
    }
    return failed;
  }
}
