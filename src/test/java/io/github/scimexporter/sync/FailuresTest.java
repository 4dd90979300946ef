package io.github.scimexporter.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.scimexporter.Seed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private static final Instant FIRST = Instant.parse("2025-11-21T10:56:40Z");

  @Test
  void countsThoseFromATimeOn() {
    Failures failures = failures(secondsApart(10));
    assertThat(failures.countFrom(FIRST)).isEqualTo(10);
    assertThat(failures.countFrom(FIRST.plusMillis(1))).isEqualTo(9);
    assertThat(failures.countFrom(FIRST.plusSeconds(9))).isEqualTo(1);
    assertThat(failures.countFrom(FIRST.plusSeconds(10))).isZero();
  }

  @Test
  void keepsUpToThatManyTimesApart() {
    Failures failures = failures(secondsApart(Failures.MAX_ENTRIES));
    assertThat(failures.stepMillis()).isEqualTo(1);
    assertThat(failures.countByTime()).hasSize(Failures.MAX_ENTRIES);
    assertThat(failures.count()).isEqualTo(Failures.MAX_ENTRIES);
  }

  @Test
  void beyondThatCountAndEarliestTimeStayExactInAnyOrder() {
    Seed seed = Seed.get();
    for (int number = 0; number < 5; number++) {
      List<Instant> times = secondsApart(3 * Failures.MAX_ENTRIES);
      Collections.shuffle(times, seed.random(number));
      Failures failures = failures(times);
      assertThat(failures.count()).as(seed.describe(number)).isEqualTo(times.size());
      assertThat(failures.first()).as(seed.describe(number)).contains(FIRST);
      assertThat(failures.countByTime()).hasSizeLessThanOrEqualTo(Failures.MAX_ENTRIES);
    }
  }

  @Test
  void staysBoundedOverAYearOfFailures() {
    Failures.Tally tally = Failures.NONE.tally();
    for (int i = 0; i < 100_000; i++) {
      tally.add(FIRST.plusSeconds(315L * i));
    }
    assertThat(tally.failures().countByTime()).hasSizeLessThanOrEqualTo(Failures.MAX_ENTRIES);
    assertThat(tally.failures().count()).isEqualTo(100_000);
    assertThat(tally.failures().first()).contains(FIRST);
  }

  @Test
  void aSuccessBetweenStepsTakesExactlyWhatCameBeforeIt() {
    // Two bursts an hour apart: no step reaches over the hour between them.
    Failures.Tally tally = Failures.NONE.tally();
    Instant second = FIRST.plusSeconds(3600);
    for (int i = 0; i < Failures.MAX_ENTRIES; i++) {
      tally.add(FIRST.plusMillis(i));
      tally.add(second.plusMillis(i));
    }
    tally.forgetUpTo(FIRST.plusSeconds(1800));
    assertThat(tally.failures().count()).isEqualTo(Failures.MAX_ENTRIES);
    assertThat(tally.failures().first()).contains(second);
  }

  @Test
  void keepsTimesApartAgainOnceASuccessHasEndedThemAll() {
    Failures.Tally tally = failures(secondsApart(2 * Failures.MAX_ENTRIES)).tally();
    tally.forgetUpTo(FIRST.plusSeconds(1_000_000));
    assertThat(tally.failures()).isEqualTo(Failures.NONE);
    tally.add(FIRST);
    assertThat(tally.failures().stepMillis()).isEqualTo(1);
  }

  @Test
  void severalAtOneTimeTakeOneEntry() {
    assertThat(failures(List.of(FIRST, FIRST, FIRST)).countByTime())
        .isEqualTo(new TreeMap<>(Map.of(FIRST.toEpochMilli(), 3L)));
  }

  @Test
  void refusesAStepOfNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Failures(0, new TreeMap<>()))
        .withMessage("stepMillis is 0, must be 1 or more");
  }

  private static Failures failures(List<Instant> times) {
    Failures.Tally tally = Failures.NONE.tally();
    times.forEach(tally::add);
    return tally.failures();
  }

  private static List<Instant> secondsApart(int count) {
    List<Instant> times = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      times.add(FIRST.plusSeconds(i));
    }
    return times;
  }
}
