package io.github.scimexporter.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeartbeatHistoryTest {
  private static final Duration INTERVAL = Duration.ofMinutes(40);
  private static final Duration GRACE = Duration.ofMinutes(10);
  private static final Instant START = Instant.parse("2025-11-21T00:00:00Z");

  private final HeartbeatHistory history = new HeartbeatHistory();

  private static Instant at(long minutes) {
    return START.plus(Duration.ofMinutes(minutes));
  }

  @Test
  void aSilenceWithAMissedHeartbeatIsAGap() {
    history.add(at(250));
    history.add(at(0));
    history.add(at(49));
    history.add(at(99));
    assertThat(history.gaps(INTERVAL, GRACE, Optional.empty()))
        .containsExactly(
            new HeartbeatHistory.Gap(at(49), at(99), 1),
            new HeartbeatHistory.Gap(at(99), at(250), 3));
  }

  @Test
  void theSilenceUpToTheEndOfTheLogsIsOneToo() {
    history.add(at(0));
    assertThat(history.gaps(INTERVAL, GRACE, Optional.of(at(90))))
        .containsExactly(new HeartbeatHistory.Gap(at(0), at(90), 2));
    assertThat(history.longestSilence(Optional.of(at(90)))).isEqualTo(Duration.ofMinutes(90));
  }

  @Test
  void anEndBeforeTheLastHeartbeatIsNone() {
    history.add(at(0));
    assertThat(history.longestSilence(Optional.of(at(-90)))).isZero();
  }

  @Test
  void whereHeartbeatsAreOffThereIsNoGap() {
    history.add(at(0));
    history.add(at(9999));
    assertThat(history.gaps(Duration.ZERO, Duration.ZERO, Optional.empty())).isEmpty();
  }

  @Test
  void withoutHeartbeatsThereIsNothingToSay() {
    assertThat(history.gaps(INTERVAL, GRACE, Optional.of(at(90)))).isEmpty();
    assertThat(history.longestSilence(Optional.of(at(90)))).isZero();
    assertThat(history.suggestion()).isEmpty();
  }

  @Test
  void oneHeartbeatSuggestsNothing() {
    history.add(at(0));
    history.add(at(0));
    assertThat(history.suggestion()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, PT5M, PT10M, 3",
    "PT14M59S, PT5M, PT10M, 3",
    "PT15M, PT10M, PT10M, 3",
    "PT49M59S, PT40M, PT10M, 3",
    "PT50M, PT1H, PT10M, 3",
    "PT8H59M59S, PT8H, PT1H, 3",
    "PT12H, PT12H, PT1H, 2",
    "PT24H59M59S, PT24H, PT1H, 2",
    "PT25H, PT48H, PT1H, 2",
    "PT72H, PT96H, PT1H, 2",
  })
  void suggestsTheTightestRoundHeartbeatThatWouldHaveBeenQuiet(
      Duration longest, Duration interval, Duration grace, int threshold) {
    history.add(START);
    history.add(START.plus(longest).plusMillis(longest.isZero() ? 1 : 0));
    assertThat(history.suggestion())
        .contains(new HeartbeatHistory.Suggestion(interval, grace, threshold));
    assertThat(history.gaps(interval, grace, Optional.empty())).isEmpty();
  }
}
