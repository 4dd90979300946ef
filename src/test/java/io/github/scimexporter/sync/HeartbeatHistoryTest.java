package io.github.scimexporter.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.Seed;
import io.github.scimexporter.sync.HeartbeatHistory.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HeartbeatHistoryTest {
  private static final Duration INTERVAL = Duration.ofMinutes(40);
  private static final Duration GRACE = Duration.ofMinutes(10);
  private static final Instant START = Instant.parse("2025-11-21T00:00:00Z");

  private final HeartbeatHistory history = new HeartbeatHistory();

  private static Instant at(long minutes) {
    return START.plus(Duration.ofMinutes(minutes));
  }

  private void heartbeats(long... minutes) {
    for (long one : minutes) {
      history.add(Outcome.SUCCESS, at(one));
    }
  }

  private static Silence silence(long from, long to, Outcome... failures) {
    return new Silence(at(from), at(to), Set.of(failures));
  }

  @Test
  void aSilenceWithAMissedHeartbeatIsAGap() {
    heartbeats(250, 0, 49, 99);
    assertThat(history.span()).isEqualTo(Duration.ofMinutes(250));
    assertThat(history.gaps(INTERVAL, GRACE, Optional.empty()))
        .containsExactly(silence(49, 99), silence(99, 250))
        .extracting(gap -> gap.missed(INTERVAL, GRACE))
        .containsExactly(1L, 3L);
  }

  @Test
  void theSilenceUpToTheEndOfTheLogsIsOneToo() {
    heartbeats(0);
    assertThat(history.gaps(INTERVAL, GRACE, Optional.of(at(90)))).containsExactly(silence(0, 90));
    assertThat(history.silenceUpTo(at(90))).contains(silence(0, 90));
    assertThat(history.longestSilence(Optional.of(at(90)))).isEqualTo(Duration.ofMinutes(90));
  }

  @Test
  void anEndThatIsNotAfterTheLastHeartbeatIsNone() {
    heartbeats(0);
    assertThat(history.longestSilence(Optional.of(at(-90)))).isZero();
    assertThat(history.silenceUpTo(at(0))).isEmpty();
  }

  @Test
  void whereHeartbeatsAreOffThereIsNoGap() {
    heartbeats(0, 9999);
    assertThat(history.gaps(Duration.ZERO, Duration.ZERO, Optional.empty())).isEmpty();
  }

  @Test
  void withoutHeartbeatsThereIsNothingToSay() {
    history.add(Outcome.UNAUTHORIZED, at(0));
    history.add(Outcome.OTHER, at(1));
    assertThat(history.gaps(INTERVAL, GRACE, Optional.of(at(90)))).isEmpty();
    assertThat(history.longestSilence(Optional.of(at(90)))).isZero();
    assertThat(history.suggestion()).isEmpty();
    assertThat(history.longestNormalSilence()).isEmpty();
    assertThat(history.silenceUpTo(at(90))).isEmpty();
    assertThat(history.count()).isZero();
    assertThat(history.span()).isZero();
  }

  @Test
  void oneHeartbeatSuggestsNothing() {
    heartbeats(0, 0);
    assertThat(history.suggestion()).isEmpty();
    assertThat(history.count()).isEqualTo(2);
    assertThat(history.span()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"UNAUTHORIZED", "FORBIDDEN", "NOT_FOUND", "THROTTLED", "SERVER_ERROR"})
  void aSilenceInWhichRequestsFailedIsAnOutageAndSuggestsNothing(Outcome failure) {
    heartbeats(0, 40, 600, 640);
    history.add(failure, at(80));
    history.add(failure, at(41));
    assertThat(history.silences(Duration.ZERO))
        .containsExactly(silence(0, 40), silence(40, 600, failure), silence(600, 640))
        .extracting(Silence::isOutage)
        .containsExactly(false, true, false);
    assertThat(history.longestNormalSilence()).contains(silence(0, 40));
    assertThat(history.suggestion()).contains(new Suggestion(INTERVAL, GRACE, 3));
    assertThat(history.longestSilence(Optional.empty())).isEqualTo(Duration.ofMinutes(560));
  }

  @Test
  void theSilenceUpToTheEndIsTheLongestOnlyIfItIs() {
    heartbeats(0, 90);
    assertThat(history.longestSilence(Optional.of(at(100)))).isEqualTo(Duration.ofMinutes(90));
  }

  @Test
  void ofSilencesThatAreEquallyLongTheFirstIsTheLongest() {
    heartbeats(0, 40, 50, 90);
    assertThat(history.longestNormalSilence()).contains(silence(0, 40));
  }

  @Test
  void theOutagesAreTheSilencesInWhichRequestsFailed() {
    Seed seed = Seed.get();
    Outcome[] outcomes = Outcome.values();
    for (int number = 0; number < 300; number++) {
      Random random = seed.random(number);
      HeartbeatHistory past = new HeartbeatHistory();
      int rare = 1 + random.nextInt(6);
      for (int i = random.nextInt(60); i > 0; i--) {
        Outcome other = outcomes[random.nextInt(outcomes.length)];
        past.add(random.nextInt(rare) == 0 ? other : Outcome.SUCCESS, at(random.nextInt(100)));
      }
      assertThat(past.outages())
          .as(seed.describe(number))
          .isEqualTo(past.silences(Duration.ZERO).stream().filter(Silence::isOutage).toList());
    }
  }

  @Test
  void anAnswerThatSaysNothingMakesNoOutage() {
    heartbeats(0, 600);
    history.add(Outcome.OTHER, at(80));
    assertThat(history.silences(Duration.ZERO)).containsExactly(silence(0, 600));
  }

  @Test
  void aFailureAtTheTimeOfAHeartbeatIsInNoSilence() {
    heartbeats(0, 600);
    history.add(Outcome.UNAUTHORIZED, at(0));
    history.add(Outcome.UNAUTHORIZED, at(600));
    assertThat(history.silences(Duration.ZERO)).containsExactly(silence(0, 600));
  }

  @Test
  void aFailureAtTheVeryEndOfTheLogsIsInTheSilenceUpToThere() {
    heartbeats(0);
    history.add(Outcome.UNAUTHORIZED, at(90));
    assertThat(history.silenceUpTo(at(90))).contains(silence(0, 90, Outcome.UNAUTHORIZED));
    assertThat(history.silenceUpTo(at(89))).contains(silence(0, 89));
  }

  @Test
  void whereEverySilenceIsAnOutageNothingCanBeSuggested() {
    heartbeats(0, 600);
    history.add(Outcome.THROTTLED, at(1));
    assertThat(history.suggestion()).isEmpty();
  }

  @Test
  void theSilenceAfterTheLastHeartbeatDoesNotChangeTheSuggestion() {
    heartbeats(0, 40);
    assertThat(history.silenceUpTo(at(9999)).map(Silence::length))
        .contains(Duration.ofMinutes(9959));
    assertThat(history.suggestion()).contains(new Suggestion(INTERVAL, GRACE, 3));
  }

  @Test
  void aQuietWeekendMakesTheSuggestionThatLong() {
    // From Friday 17:00 to Monday 8:00.
    for (int day = 0; day < 28; day++) {
      if (day % 7 < 5) {
        heartbeats(day * 1440 + 480, day * 1440 + 1020);
      }
    }
    assertThat(history.suggestion())
        .contains(new Suggestion(Duration.ofDays(3), Duration.ofHours(1), 2));
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.001S, PT5M, PT10M, 3",
    "PT14M59S, PT5M, PT10M, 3",
    "PT15M, PT10M, PT10M, 3",
    "PT49M59S, PT40M, PT10M, 3",
    "PT50M, PT1H, PT10M, 3",
    "PT70M, PT2H, PT1H, 3",
    "PT8H59M59S, PT8H, PT1H, 3",
    "PT12H, PT12H, PT1H, 2",
    "PT24H59M59S, PT24H, PT1H, 2",
    "PT25H, PT48H, PT1H, 2",
    "PT72H, PT96H, PT1H, 2",
  })
  void suggestsTheTightestRoundHeartbeatThatWouldHaveBeenQuiet(
      Duration longest, Duration interval, Duration grace, int threshold) {
    history.add(Outcome.SUCCESS, START);
    history.add(Outcome.SUCCESS, START.plus(longest));
    assertThat(history.suggestion()).contains(new Suggestion(interval, grace, threshold));
    assertThat(history.gaps(interval, grace, Optional.empty())).isEmpty();
  }

  /** At each moment of the past, by the words of the contract, which know no silences. */
  @Test
  void theSuggestionMissesNothingAtAnyMomentInWhichTheSyncDidNotFail() {
    Seed seed = Seed.get();
    for (int number = 0; number < 200; number++) {
      Random random = seed.random(number);
      TreeMap<Instant, Outcome> past = new TreeMap<>();
      long spread = 1L << (2 + random.nextInt(16));
      Instant time = START;
      for (int i = 2 + random.nextInt(30); i > 0; i--) {
        past.put(time, random.nextInt(6) == 0 ? Outcome.SERVER_ERROR : Outcome.SUCCESS);
        time = time.plusSeconds(1 + random.nextLong(spread));
      }
      HeartbeatHistory shuffled = new HeartbeatHistory();
      List<Instant> times = new ArrayList<>(past.keySet());
      Collections.shuffle(times, random);
      times.forEach(one -> shuffled.add(past.getOrDefault(one, Outcome.OTHER), one));
      Optional<Suggestion> suggestion = shuffled.suggestion();
      if (suggestion.isPresent()) {
        check(suggestion.get(), past, seed.describe(number));
      }
    }
  }

  private static void check(
      Suggestion suggestion, SortedMap<Instant, Outcome> past, String description) {
    Instant last = null;
    boolean failed = false;
    for (Instant time : past.keySet()) {
      if (past.get(time) != Outcome.SUCCESS) {
        failed = true;
        continue;
      }
      if (last != null && !failed) {
        long missed =
            Heartbeats.missed(
                time,
                Optional.of(last),
                Optional.empty(),
                suggestion.interval(),
                suggestion.grace());
        assertThat(missed).as(description).isZero().isLessThan(suggestion.missedThreshold());
      }
      last = time;
      failed = false;
    }
  }

  /** Two requests a second in bursts that lie closer than the history's resolution then is. */
  @Test
  void aPastOfMillionsOfRequestsIsKeptSmallAndStillTellsItsSilences() {
    long end = 2L * 86_400 * 1000;
    for (long millis = 0; millis < end; millis += 500) {
      history.add(Outcome.SUCCESS, START.plusMillis(millis));
    }
    assertThat(history.count()).isEqualTo(345_600);
    assertThat(history.silences(Duration.ZERO)).isEmpty();
    assertThat(history.suggestion())
        .contains(new Suggestion(Duration.ofMinutes(5), Duration.ofMinutes(10), 3));
    assertThat(history.longestSilence(Optional.empty())).isEqualTo(Duration.ofSeconds(1));
    assertThat(history.longestNormalSilence()).isEmpty();
    assertThat(history.resolution()).isEqualTo(Duration.ofSeconds(1));
    Instant back = START.plusMillis(end).plus(Duration.ofHours(5));
    history.add(Outcome.SUCCESS, back);
    assertThat(history.silences(Duration.ZERO))
        .containsExactly(new Silence(START.plusMillis(end - 500), back, Set.of()));
    assertThat(history.suggestion())
        .contains(new Suggestion(Duration.ofHours(8), Duration.ofHours(1), 3));
  }
}
