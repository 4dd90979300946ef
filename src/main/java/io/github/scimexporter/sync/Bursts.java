package io.github.scimexporter.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Moments in any order, kept as far as the time between them is of interest: a burst is moments
 * that follow each other within {@link #resolution()}, of which only the first and the last are
 * kept.
 *
 * <p>The resolution is zero, so that nothing is lost, until there are more than {@value
 * #MAX_BURSTS} bursts; then it is 1 s, 2 s, 4 s, ... as coarse as it must be. A year holds at most
 * so many bursts that it stays below 5 minutes, in some 12 MB. The time between two bursts is
 * always exact.
 */
final class Bursts {
  static final int MAX_BURSTS = 1 << 17;

  /** A burst: its first and last moment. */
  record Burst(Instant first, Instant last) {}

  private static final long FIRST_STEP_MILLIS = 1000;

  private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();
  private final int maxBursts;
  private long stepMillis;

  // The burst of the last moment: the next one lies most often within it.
  private long from = Long.MAX_VALUE;
  private long to = Long.MIN_VALUE;

  Bursts() {
    this(MAX_BURSTS);
  }

  Bursts(int maxBursts) {
    this.maxBursts = maxBursts;
  }

  void add(Instant moment) {
    long millis = moment.toEpochMilli();
    if (millis >= from && millis <= to) {
      return;
    }
    put(millis, millis);
    while (lastByFirst.size() > maxBursts) {
      stepMillis = Math.max(FIRST_STEP_MILLIS, 2 * stepMillis);
      Map<Long, Long> finer = new TreeMap<>(lastByFirst);
      lastByFirst.clear();
      finer.forEach(this::put);
    }
  }

  /** How far apart the moments of one burst can be. */
  Duration resolution() {
    return Duration.ofMillis(stepMillis);
  }

  /** The bursts in the order of time. */
  List<Burst> all() {
    List<Burst> bursts = new ArrayList<>();
    lastByFirst.forEach(
        (first, last) ->
            bursts.add(new Burst(Instant.ofEpochMilli(first), Instant.ofEpochMilli(last))));
    return bursts;
  }

  Optional<Instant> first() {
    return Optional.ofNullable(lastByFirst.firstEntry())
        .map(burst -> Instant.ofEpochMilli(burst.getKey()));
  }

  Optional<Instant> last() {
    return Optional.ofNullable(lastByFirst.lastEntry())
        .map(burst -> Instant.ofEpochMilli(burst.getValue()));
  }

  /**
   * Whether a moment lies between two others. Exact where those are further apart than the
   * resolution.
   */
  boolean anyBetween(Instant from, Instant to) {
    Map.Entry<Long, Long> burst = lastByFirst.lowerEntry(to.toEpochMilli());
    return burst != null && burst.getValue() > from.toEpochMilli();
  }

  private void put(long begin, long end) {
    long first = begin;
    long last = end;
    Map.Entry<Long, Long> before = lastByFirst.floorEntry(begin);
    if (before != null && begin - before.getValue() <= stepMillis) {
      first = before.getKey();
      last = Math.max(last, before.getValue());
    }
    Map.Entry<Long, Long> after = lastByFirst.higherEntry(begin);
    if (after != null && after.getKey() - last <= stepMillis) {
      last = after.getValue();
      lastByFirst.remove(after.getKey());
    }
    lastByFirst.put(first, last);
    from = first;
    to = last;
  }
}
