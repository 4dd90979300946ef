package io.github.scimexporter.entra;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration INTERVAL = Duration.ofMinutes(5);

  private static List<Long> minutes(int count, boolean throttled) {
    return IntStream.range(0, count)
        .mapToObj(failures -> Backoff.next(INTERVAL, failures, throttled, Optional.empty()))
        .map(Duration::toMinutes)
        .toList();
  }

  @Test
  void afterFailuresTheWaitDoublesUpToSixIntervals() {
    assertThat(minutes(6, false)).containsExactly(5L, 5L, 10L, 20L, 30L, 30L);
    assertThat(Backoff.next(INTERVAL, 1_000_000, false, Optional.empty()))
        .isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void whoIsThrottledWaitsLongerAtOnce() {
    assertThat(minutes(5, true)).containsExactly(5L, 10L, 20L, 30L, 30L);
  }

  @Test
  void whatTheServerAsksForIsKeptUpToAnHour() {
    assertThat(next(Duration.ofMinutes(45))).isEqualTo(Duration.ofMinutes(45));
    assertThat(next(Duration.ofDays(1))).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aServerThatAsksForLessThanTheOwnWaitDoesNotShortenIt() {
    assertThat(next(Duration.ofSeconds(1))).isEqualTo(Duration.ofMinutes(10));
  }

  private static Duration next(Duration retryAfter) {
    return Backoff.next(INTERVAL, 1, true, Optional.of(retryAfter));
  }
}
