package io.github.scimexporter.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Moments, as far as the time between them is of interest. */
class BurstsTest {
  private static final Instant START = Instant.parse("2025-11-21T00:00:00Z");

  private static Instant at(long millis) {
    return START.plusMillis(millis);
  }

  private static Bursts of(int max, long... millis) {
    Bursts bursts = new Bursts(max);
    for (long one : millis) {
      bursts.add(at(one));
    }
    return bursts;
  }

  private record Burst(Instant first, Instant last) {}

  private static List<Burst> all(Bursts bursts) {
    return IntStream.range(0, bursts.count())
        .mapToObj(
            i ->
                new Burst(
                    Instant.ofEpochMilli(bursts.first(i)), Instant.ofEpochMilli(bursts.last(i))))
        .toList();
  }

  private static boolean anyBetween(Bursts.Walk walk, long from, long to) {
    return walk.firstAfter(at(from).toEpochMilli()) < at(to).toEpochMilli();
  }

  private static Burst burst(long first, long last) {
    return new Burst(at(first), at(last));
  }

  @Test
  void asLongAsTheyAreFewNothingIsLost() {
    Bursts bursts = of(3, 1, 7, 0, 1);
    assertThat(bursts.resolution()).isZero();
    assertThat(all(bursts)).containsExactly(burst(0, 0), burst(1, 1), burst(7, 7));
  }

  @Test
  void withoutMomentsThereIsNone() {
    Bursts bursts = new Bursts();
    assertThat(all(bursts)).isEmpty();
    assertThat(anyBetween(bursts.walk(), 0, 9)).isFalse();
  }

  @Test
  void beyondThatThoseThatFollowEachOtherWithinASecondAreOne() {
    Bursts bursts = of(3, 0, 5000, 1000, 2001);
    assertThat(bursts.resolution()).isEqualTo(Duration.ofSeconds(1));
    assertThat(all(bursts)).containsExactly(burst(0, 1000), burst(2001, 2001), burst(5000, 5000));
    bursts.add(at(500));
    bursts.add(at(4000));
    bursts.add(at(3000));
    assertThat(all(bursts)).containsExactly(burst(0, 1000), burst(2001, 5000));
  }

  @Test
  void andThenWithinTwiceThatAndSoOn() {
    assertThat(of(2, 0, 2000, 5000).resolution()).isEqualTo(Duration.ofSeconds(2));
    Bursts bursts = of(2, 0, 4000, 8001, 14_000);
    assertThat(bursts.resolution()).isEqualTo(Duration.ofSeconds(8));
    assertThat(all(bursts)).containsExactly(burst(0, 14_000));
  }

  @Test
  void momentsAreAddedAfterTheyWereAskedFor() {
    Bursts bursts = of(3, 0, 5000);
    assertThat(bursts.last(bursts.count() - 1)).isEqualTo(at(5000).toEpochMilli());
    bursts.add(at(2000));
    assertThat(all(bursts)).containsExactly(burst(0, 0), burst(2000, 2000), burst(5000, 5000));
    bursts.add(at(5500));
    bursts.add(at(9000));
    assertThat(bursts.resolution()).isEqualTo(Duration.ofSeconds(2));
    assertThat(all(bursts)).containsExactly(burst(0, 2000), burst(5000, 5500), burst(9000, 9000));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1000, false",
    "-1, 1000, true",
    "0, 1001, true",
    "1000, 2000, false",
    "999, 2000, true",
    "1001, 1999, false",
    "2000, 9000, false",
    "1999, 9000, true",
    "-9, 0, false",
  })
  void tellsWhetherOneLiesBetweenTwoOthers(long from, long to, boolean any) {
    assertThat(anyBetween(of(9, 0, 1000, 2000).walk(), from, to)).isEqualTo(any);
  }

  @Test
  void whatIsFurtherApartThanTheResolutionIsExactInAnyOrder() {
    Seed seed = Seed.get();
    for (int number = 0; number < 300; number++) {
      Random random = seed.random(number);
      List<Long> moments = new ArrayList<>();
      long span = 1L << (1 + random.nextInt(24));
      for (int i = 1 + random.nextInt(60); i > 0; i--) {
        moments.add(random.nextLong(span));
      }
      int max = 1 + random.nextInt(40);
      for (int order = 0; order < 2; order++) {
        Collections.shuffle(moments, random);
        check(moments, max, random, seed.describe(number));
      }
    }
  }

  private static void check(List<Long> moments, int max, Random random, String description) {
    Bursts bursts = of(max, moments.stream().mapToLong(Long::longValue).toArray());
    TreeSet<Long> sorted = new TreeSet<>(moments);
    long step = bursts.resolution().toMillis();
    List<Burst> expected = new ArrayList<>();
    long first = sorted.first();
    long last = first;
    for (long moment : sorted) {
      if (moment - last > step) {
        expected.add(burst(first, last));
        first = moment;
      }
      last = moment;
    }
    expected.add(burst(first, last));
    assertThat(all(bursts)).as(description).isEqualTo(expected).hasSizeLessThanOrEqualTo(max);
    long from = random.nextLong(sorted.last() + 2) - 1;
    long to = from + step + 1 + random.nextLong(sorted.last() + 1);
    assertThat(anyBetween(bursts.walk(), from, to))
        .as("%s: %d to %d", description, from, to)
        .isEqualTo(sorted.subSet(from + 1, to).size() > 0);
    Bursts.Walk walk = bursts.walk();
    for (long end = 0; end < sorted.last(); end += 1 + random.nextLong(sorted.last() + 1)) {
      assertThat(anyBetween(walk, end, end + step + 1))
          .as("%s: %d and a step", description, end)
          .isEqualTo(sorted.subSet(end + 1, end + step + 1).size() > 0);
    }
  }

  @Test
  void aYearOfRequestsStaysSmallAndExactToFiveMinutes() {
    Bursts bursts = new Bursts();
    // As many bursts as a year can hold: each as far from the next as it must be to be one.
    for (long second = 0; second < 365 * 86_400; second += 130) {
      bursts.add(START.plusSeconds(second));
    }
    assertThat(all(bursts)).hasSizeLessThanOrEqualTo(Bursts.MAX_BURSTS);
    assertThat(bursts.resolution()).isLessThan(Duration.ofMinutes(5));
  }
}
