package io.github.scimexporter.sync;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The failures of one outcome since the last success, by event time, so that a success that is read
 * late takes away just those that came before it.
 *
 * <p>At most {@value #MAX_ENTRIES} distinct times are kept. Beyond that, times are taken together
 * in steps of 2, 4, 8 ... ms, each step known by its earliest time: the count and the earliest time
 * stay exact, and only a success that falls inside a step takes the rest of that step with it.
 *
 * @param stepMillis the width of the steps, 1 as long as all times are kept apart
 * @param countByTime how many failures, by the earliest time of their step in ms since 1970
 */
public record Failures(long stepMillis, SortedMap<Long, Long> countByTime) {
  static final int MAX_ENTRIES = 4096;

  /** No failure. */
  public static final Failures NONE = new Failures(1, Collections.emptySortedMap());

  /** Checks the step and copies the map. */
  public Failures {
    if (stepMillis < 1) {
      throw new IllegalArgumentException("stepMillis is " + stepMillis + ", must be 1 or more");
    }
    countByTime = Collections.unmodifiableSortedMap(new TreeMap<>(countByTime));
  }

  /** How many there were. */
  public long count() {
    return countByTime.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many of them were at that time or later. */
  public long countFrom(Instant time) {
    return countByTime.tailMap(time.toEpochMilli()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  /** When the first one was. */
  public Optional<Instant> first() {
    return countByTime.isEmpty()
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(countByTime.firstKey()));
  }

  /** The same failures, open to change. */
  Tally tally() {
    return new Tally(this);
  }

  /** Collects failures in any order. */
  static final class Tally {
    private final TreeMap<Long, Long> countByTime;
    private long stepMillis;

    private Tally(Failures start) {
      countByTime = new TreeMap<>(start.countByTime);
      stepMillis = start.stepMillis;
    }

    void add(Instant time) {
      put(time.toEpochMilli(), 1);
      while (countByTime.size() > MAX_ENTRIES) {
        widen();
      }
    }

    /** Forgets those at or before a success. */
    void forgetUpTo(Instant success) {
      if (countByTime.isEmpty() || countByTime.firstKey() > success.toEpochMilli()) {
        return;
      }
      countByTime.headMap(success.toEpochMilli(), true).clear();
      if (countByTime.isEmpty()) {
        stepMillis = 1;
      }
    }

    /** Whether there is one that was not forgotten. */
    boolean isAny() {
      return !countByTime.isEmpty();
    }

    Failures failures() {
      return countByTime.isEmpty() ? NONE : new Failures(stepMillis, countByTime);
    }

    private void widen() {
      Map<Long, Long> narrow = new TreeMap<>(countByTime);
      countByTime.clear();
      stepMillis *= 2;
      narrow.forEach(this::put);
    }

    private void put(long time, long count) {
      long step = Math.floorDiv(time, stepMillis);
      Map.Entry<Long, Long> inStep = countByTime.ceilingEntry(step * stepMillis);
      if (inStep != null && Math.floorDiv(inStep.getKey(), stepMillis) == step) {
        countByTime.remove(inStep.getKey());
        countByTime.put(Math.min(time, inStep.getKey()), inStep.getValue() + count);
      } else {
        countByTime.put(time, count);
      }
    }
  }
}
