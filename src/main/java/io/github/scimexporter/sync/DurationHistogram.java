package io.github.scimexporter.sync;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * How long answers took, counted in two sets of buckets: few with round bounds, as a classic
 * histogram has them, and many whose bounds grow by the same factor, as a native one has them. Both
 * are fixed, so that counts only ever grow.
 *
 * @param sumMicros all durations together in microseconds; stays at {@link Long#MAX_VALUE} should
 *     they be more
 * @param classic how many took no longer than each of {@link #classicBoundsMicros()} and longer
 *     than the one before; the last: longer than all of them
 * @param exponential how many by the index of their exponential bucket, those without any left out:
 *     bucket {@code i} holds what took longer than {@code 2^((i-1)/8)} s and no longer than {@code
 *     2^(i/8)} s; {@link #MIN_INDEX} holds all that is shorter, {@link #MAX_INDEX} all that is
 *     longer
 */
public record DurationHistogram(
    long sumMicros, List<Long> classic, SortedMap<Integer, Long> exponential) {
  /**
   * The native schema: bounds grow by 2^(1/8), so that a quantile is at most 9 % away from the
   * truth.
   */
  public static final int SCHEMA = 3;

  /** The bucket of what took no longer than {@link #zeroThresholdSeconds()}: 2^-10 s. */
  public static final int MIN_INDEX = -80;

  /** The bucket of all that took longer than an hour: 2^12 s is its bound. */
  public static final int MAX_INDEX = 96;

  private static final int STEPS_PER_DOUBLING = 1 << SCHEMA;
  private static final int MICROS_PER_SECOND = 1_000_000;

  private static final long[] CLASSIC_BOUNDS = {
    5_000,
    10_000,
    25_000,
    50_000,
    100_000,
    250_000,
    500_000,
    1_000_000,
    2_500_000,
    5_000_000,
    10_000_000,
    30_000_000,
    60_000_000
  };

  private static final Buckets CLASSIC = new Buckets(CLASSIC_BOUNDS);
  private static final Buckets EXPONENTIAL = new Buckets(exponentialBounds());

  /** No answer. */
  public static final DurationHistogram NONE =
      new DurationHistogram(
          0,
          Collections.nCopies(CLASSIC_BOUNDS.length + 1, 0L),
          Collections.<Integer, Long>emptySortedMap());

  /** Checks and copies both sets of buckets. */
  public DurationHistogram {
    classic = List.copyOf(classic);
    exponential = Collections.unmodifiableSortedMap(new TreeMap<>(exponential));
    if (sumMicros < 0 || classic.size() != CLASSIC_BOUNDS.length + 1) {
      throw new IllegalArgumentException(
          "not a sum and " + (CLASSIC_BOUNDS.length + 1) + " counts");
    }
    if (!exponential.isEmpty()
        && (exponential.firstKey() < MIN_INDEX || exponential.lastKey() > MAX_INDEX)) {
      throw new IllegalArgumentException(
          "a bucket is not one of " + MIN_INDEX + " to " + MAX_INDEX);
    }
    long[] counts = classic.stream().mapToLong(Long::longValue).toArray();
    long[] others = exponential.values().stream().mapToLong(Long::longValue).toArray();
    if (LongStream.concat(Arrays.stream(counts), Arrays.stream(others)).anyMatch(n -> n < 0)
        || Arrays.stream(counts).sum() != Arrays.stream(others).sum()) {
      throw new IllegalArgumentException("the two sets of buckets do not hold the same");
    }
  }

  /** How many answers there were. */
  public long count() {
    return classic.stream().mapToLong(Long::longValue).sum();
  }

  /** The upper bounds of the classic buckets but the last, in microseconds. */
  public static long[] classicBoundsMicros() {
    return CLASSIC_BOUNDS.clone();
  }

  /** The bound of the exponential bucket {@link #MIN_INDEX}, in seconds. */
  public static double zeroThresholdSeconds() {
    return StrictMath.pow(2, (double) MIN_INDEX / STEPS_PER_DOUBLING);
  }

  /** The same histogram, open to change. */
  Tally tally() {
    return new Tally(this);
  }

  /** The largest whole microseconds that belong to each bucket but the last. */
  private static long[] exponentialBounds() {
    long[] bounds = new long[MAX_INDEX - MIN_INDEX];
    for (int i = 0; i < bounds.length; i++) {
      double seconds = StrictMath.pow(2, (double) (MIN_INDEX + i) / STEPS_PER_DOUBLING);
      bounds[i] = (long) (seconds * MICROS_PER_SECOND);
    }
    return bounds;
  }

  /** Collects durations in any order. */
  static final class Tally {
    private final long[] classic;
    private final long[] exponential = new long[MAX_INDEX - MIN_INDEX + 1];
    private long sumMicros;

    private Tally(DurationHistogram start) {
      classic = start.classic.stream().mapToLong(Long::longValue).toArray();
      start.exponential.forEach((index, count) -> exponential[index - MIN_INDEX] = count);
      sumMicros = start.sumMicros;
    }

    void add(long micros) {
      classic[CLASSIC.bucket(micros)]++;
      exponential[EXPONENTIAL.bucket(micros)]++;
      // What does not fit any more must not turn the sum around: that would be a counter reset.
      sumMicros = sumMicros > Long.MAX_VALUE - micros ? Long.MAX_VALUE : sumMicros + micros;
    }

    DurationHistogram histogram() {
      SortedMap<Integer, Long> counts = new TreeMap<>();
      for (int i = 0; i < exponential.length; i++) {
        if (exponential[i] > 0) {
          counts.put(MIN_INDEX + i, exponential[i]);
        }
      }
      return new DurationHistogram(sumMicros, Arrays.stream(classic).boxed().toList(), counts);
    }
  }
}
