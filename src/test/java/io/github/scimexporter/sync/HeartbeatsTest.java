package io.github.scimexporter.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeartbeatsTest {
  private static final Duration INTERVAL = Duration.ofMinutes(40);
  private static final Duration GRACE = Duration.ofMinutes(10);
  private static final Instant LAST = Instant.parse("2025-11-21T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2025-11-21T09:00:00Z, 0",
    "2025-11-21T10:00:00Z, 0",
    "2025-11-21T10:10:00Z, 0",
    "2025-11-21T10:49:59Z, 0",
    "2025-11-21T10:50:00Z, 1",
    "2025-11-21T11:29:59Z, 1",
    "2025-11-21T11:30:00Z, 2",
    "2025-11-21T12:09:59Z, 2",
    "2025-11-21T12:10:00Z, 3",
    "2025-11-22T10:10:00Z, 36",
  })
  void oneIsMissedWithEachWholeIntervalBeyondTheGrace(Instant now, long missed) {
    assertThat(Heartbeats.missed(now, Optional.of(LAST), Optional.empty(), INTERVAL, GRACE))
        .isEqualTo(missed);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-11-21T12:00:00Z, 0",
    "2025-11-21T12:49:59Z, 0",
    "2025-11-21T12:50:00Z, 1",
  })
  void whatWasMissedBeforeTheEndOfAPauseDoesNotCount(Instant now, long missed) {
    Optional<Instant> pause = Optional.of(Instant.parse("2025-11-21T12:00:00Z"));
    assertThat(Heartbeats.missed(now, Optional.of(LAST), pause, INTERVAL, GRACE)).isEqualTo(missed);
  }

  @Test
  void noneIsMissedDuringAPause() {
    Optional<Instant> pause = Optional.of(LAST.plus(Duration.ofDays(9)));
    assertThat(
            Heartbeats.missed(
                LAST.plus(Duration.ofDays(8)), Optional.of(LAST), pause, INTERVAL, GRACE))
        .isZero();
  }

  @Test
  void aPauseThatEndedBeforeTheLastHeartbeatChangesNothing() {
    Optional<Instant> pause = Optional.of(LAST.minusSeconds(1));
    assertThat(
            Heartbeats.missed(
                LAST.plus(Duration.ofMinutes(50)), Optional.of(LAST), pause, INTERVAL, GRACE))
        .isEqualTo(1);
  }

  @Test
  void noneIsMissedWhereHeartbeatsAreOff() {
    assertThat(
            Heartbeats.missed(
                LAST.plus(Duration.ofDays(9)),
                Optional.of(LAST),
                Optional.empty(),
                Duration.ZERO,
                Duration.ZERO))
        .isZero();
    assertThat(Heartbeats.missedIn(Duration.ofDays(9), Duration.ZERO, GRACE)).isZero();
  }

  @Test
  void noneIsMissedWhileThereNeverWasOne() {
    assertThat(Heartbeats.missed(LAST, Optional.empty(), Optional.empty(), INTERVAL, GRACE))
        .isZero();
    assertThat(
            Heartbeats.missed(LAST, Optional.empty(), Optional.of(Instant.EPOCH), INTERVAL, GRACE))
        .isZero();
  }

  @Test
  void exactlyAfterThatSilenceSoManyAreMissed() {
    Duration silence = Heartbeats.silenceOf(3, Duration.ofMinutes(40), Duration.ofMinutes(10));
    assertThat(silence).isEqualTo(Duration.ofMinutes(130));
    assertThat(Heartbeats.missedIn(silence, Duration.ofMinutes(40), Duration.ofMinutes(10)))
        .isEqualTo(3);
    assertThat(
            Heartbeats.missedIn(
                silence.minusMillis(1), Duration.ofMinutes(40), Duration.ofMinutes(10)))
        .isEqualTo(2);
  }
}
