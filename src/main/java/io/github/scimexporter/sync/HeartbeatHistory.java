package io.github.scimexporter.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
    return last()
        .map(last -> Duration.between(Instant.ofEpochMilli(heartbeats.first(0)), last))
        .orElse(Duration.ZERO);
  }

  /**
   * The silences between heartbeats, in the order of time.
   *
   * @param least how long one is at least to be among them
   */
  public List<Silence> silences(Duration least) {
    List<Silence> silences = new ArrayList<>();
    Map<Outcome, Bursts.Walk> walks = walks();
    int bursts = heartbeats.count();
    long leastMillis = least.toMillis();
    for (int next = 1; next < bursts; next++) {
      if (length(next) >= leastMillis) {
        silences.add(silence(next, walks));
      }
    }
    return silences;
  }

  /** The silences between heartbeats in which requests failed, in the order of time. */
  public List<Silence> outages() {
    List<Silence> outages = new ArrayList<>();
    Map<Outcome, Bursts.Walk> walks = walks();
    int bursts = heartbeats.count();
    long failure = Long.MIN_VALUE;
    for (int next = 1; next < bursts; next++) {
      long from = heartbeats.last(next - 1);
      if (failure <= from) {
        failure = firstAfter(from, walks);
      }
      if (failure < heartbeats.first(next)) {
        outages.add(silence(next, walks));
      }
    }
    return outages;
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
    if (interval.isZero()) {
      return List.of();
    }
    List<Silence> gaps = new ArrayList<>(silences(Heartbeats.silenceOf(1, interval, grace)));
    end.flatMap(this::silenceUpTo).ifPresent(gaps::add);
    gaps.removeIf(silence -> silence.missed(interval, grace) == 0);
    return gaps;
  }

  /**
   * The longest time without a heartbeat, up to the end of the logs: {@link #resolution()} at
   * least.
   */
  public Duration longestSilence(Optional<Instant> end) {
    int bursts = heartbeats.count();
    long longest = heartbeats.resolution().toMillis();
    for (int next = 1; next < bursts; next++) {
      longest = Math.max(longest, length(next));
    }
    Duration between = Duration.ofMillis(longest);
    return end.flatMap(this::silenceUpTo)
        .map(Silence::length)
        .filter(last -> last.compareTo(between) > 0)
        .orElse(between);
  }

  /** The longest silence between heartbeats in which no request failed, the first of several. */
  public Optional<Silence> longestNormalSilence() {
    Map<Outcome, Bursts.Walk> walks = walks();
    int bursts = heartbeats.count();
    long most = -1;
    Optional<Silence> longest = Optional.empty();
    for (int next = 1; next < bursts; next++) {
      if (length(next) > most) {
        Silence silence = silence(next, walks);
        if (!silence.isOutage()) {
          most = length(next);
          longest = Optional.of(silence);
        }
      }
    }
    return longest;
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
    return bursts == 0
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(heartbeats.last(bursts - 1)));
  }

  /** How long the silence before a burst was, in ms: most are too short to be looked at further. */
  private long length(int next) {
    return heartbeats.first(next) - heartbeats.last(next - 1);
  }

  private Silence silence(int next, Map<Outcome, Bursts.Walk> walks) {
    Instant from = Instant.ofEpochMilli(heartbeats.last(next - 1));
    Instant to = Instant.ofEpochMilli(heartbeats.first(next));
    return new Silence(from, to, failuresBetween(from, to, walks));
  }

  private Map<Outcome, Bursts.Walk> walks() {
    Map<Outcome, Bursts.Walk> walks = new EnumMap<>(Outcome.class);
    failures.forEach((outcome, times) -> walks.put(outcome, times.walk()));
    return walks;
  }

  private static Set<Outcome> failuresBetween(
      Instant from, Instant to, Map<Outcome, Bursts.Walk> walks) {
    Set<Outcome> failed = EnumSet.noneOf(Outcome.class);
    walks.forEach(
        (outcome, walk) -> {
          if (walk.firstAfter(from.toEpochMilli()) < to.toEpochMilli()) {
            failed.add(outcome);
          }
        });
    return failed;
  }

  private static long firstAfter(long millis, Map<Outcome, Bursts.Walk> walks) {
    long first = Long.MAX_VALUE;
    for (Bursts.Walk walk : walks.values()) {
      first = Math.min(first, walk.firstAfter(millis));
    }
    return first;
  }
}
