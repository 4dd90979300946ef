package io.github.scimexporter.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scimexporter.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long answers took. */
class DurationHistogramTest {
  private static final int PLACES = 14;

  private static DurationHistogram of(long... micros) {
    DurationHistogram.Tally tally = DurationHistogram.NONE.tally();
    for (long one : micros) {
      tally.add(one);
    }
    return tally.histogram();
  }

  private static List<Long> counts(long... counts) {
    List<Long> list = new ArrayList<>();
    for (int i = 0; i < PLACES; i++) {
      list.add(i < counts.length ? counts[i] : 0L);
    }
    return list;
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "5000, 0",
    "5001, 1",
    "10000, 1",
    "25000, 2",
    "1000000, 7",
    "1000001, 8",
    "60000000, 12",
    "60000001, 13",
    "9223372036854775807, 13",
  })
  void aClassicBucketHoldsWhatTookNoLongerThanItsBound(long micros, int place) {
    assertThat(of(micros).classic().get(place)).isEqualTo(1);
    assertThat(of(micros).count()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "0, -80",
    "976, -80",
    "977, -79",
    "1953, -72",
    "1954, -71",
    "500000, -8",
    "500001, -7",
    "1000000, 0",
    "1000001, 1",
    "1090507, 1",
    "1090508, 2",
    "2000000, 8",
    "2048000000, 88",
    "3756000000, 95",
    "3757000000, 96",
    "4096000000, 96",
    "9223372036854775807, 96",
  })
  void anExponentialBucketHoldsWhatTookNoLongerThanItsBoundAndBothEndsTakeTheRest(
      long micros, int index) {
    assertThat(of(micros).exponential()).containsOnlyKeys(index).containsEntry(index, 1L);
  }

  @Test
  void theZeroBucketEndsAtItsThreshold() {
    assertThat(DurationHistogram.zeroThresholdSeconds()).isEqualTo(1.0 / 1024);
  }

  @Test
  void everyBucketIsAsWideAsTheSchemaSays() {
    Seed seed = Seed.get();
    for (int number = 0; number < 2000; number++) {
      double exact = Math.exp(seed.random(number).nextDouble() * 14.5 + 7.5);
      long micros = (long) exact;
      int index = of(micros).exponential().firstKey();
      double seconds = micros / 1e6;
      assertThat(seconds)
          .as(seed.describe(number))
          .isLessThanOrEqualTo(Math.pow(2, index / 8.0) * (1 + 1e-12))
          .isGreaterThan(Math.pow(2, (index - 1) / 8.0) * (1 - 1e-12));
    }
  }

  @Test
  void noMoreBucketsThanStated() {
    DurationHistogram.Tally tally = DurationHistogram.NONE.tally();
    for (long micros = 1; micros > 0; micros += Math.max(1, micros / 100)) {
      tally.add(micros);
    }
    assertThat(tally.histogram().exponential())
        .hasSize(DurationHistogram.MAX_INDEX - DurationHistogram.MIN_INDEX + 1)
        .hasSize(177);
  }

  @Test
  void theSumIsExact() {
    assertThat(of(1, 10, 30_000, 4).sumMicros()).isEqualTo(30_015);
  }

  @Test
  void aSumThatIsTooLargeStaysAndNeverTurnsAround() {
    assertThat(of(Long.MAX_VALUE).sumMicros()).isEqualTo(Long.MAX_VALUE);
    assertThat(of(Long.MAX_VALUE - 1, 1).sumMicros()).isEqualTo(Long.MAX_VALUE);
    assertThat(of(Long.MAX_VALUE, 7, Long.MAX_VALUE).sumMicros()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void theOrderDoesNotMatterNorHowOftenItIsKeptInBetween() {
    Seed seed = Seed.get();
    for (int number = 0; number < 200; number++) {
      Random random = seed.random(number);
      List<Long> durations = new ArrayList<>();
      for (int i = random.nextInt(40); i > 0; i--) {
        durations.add(random.nextLong(1L << (1 + random.nextInt(62))));
      }
      DurationHistogram first = read(durations, random);
      Collections.shuffle(durations, random);
      assertThat(read(durations, random)).as(seed.describe(number)).isEqualTo(first);
    }
  }

  private static DurationHistogram read(List<Long> durations, Random random) {
    DurationHistogram.Tally tally = DurationHistogram.NONE.tally();
    for (long micros : durations) {
      if (random.nextInt(5) == 0) {
        tally = tally.histogram().tally();
      }
      tally.add(micros);
    }
    return tally.histogram();
  }

  @Test
  void whatWasGivenOutDoesNotChange() {
    DurationHistogram.Tally tally = DurationHistogram.NONE.tally();
    DurationHistogram before = tally.histogram();
    tally.add(1);
    assertThat(before).isEqualTo(DurationHistogram.NONE);
    long[] bounds = DurationHistogram.classicBoundsMicros();
    bounds[0] = 0;
    assertThat(DurationHistogram.classicBoundsMicros()).startsWith(5_000).endsWith(60_000_000);
  }

  @Test
  void refusesWhatCannotBe() {
    SortedMap<Integer, Long> none = new TreeMap<>();
    refuses(-1, counts(), none, "not a sum and 14 counts");
    refuses(0, counts().subList(1, PLACES), none, "not a sum and 14 counts");
    SortedMap<Integer, Long> below = new TreeMap<>();
    below.put(-81, 1L);
    refuses(0, counts(1), below, "a bucket is not one of -80 to 96");
    SortedMap<Integer, Long> above = new TreeMap<>();
    above.put(97, 1L);
    refuses(0, counts(1), above, "a bucket is not one of -80 to 96");
    refuses(0, counts(1), none, "the two sets of buckets do not hold the same");
    refuses(0, counts(1, -1), none, "the two sets of buckets do not hold the same");
    SortedMap<Integer, Long> ends = new TreeMap<>();
    ends.put(-80, 1L);
    ends.put(96, 1L);
    assertThat(new DurationHistogram(0, counts(1, 1), ends).count()).isEqualTo(2);
  }

  private static void refuses(
      long sum, List<Long> classic, SortedMap<Integer, Long> exponential, String message) {
    assertThatThrownBy(() -> new DurationHistogram(sum, classic, exponential))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
