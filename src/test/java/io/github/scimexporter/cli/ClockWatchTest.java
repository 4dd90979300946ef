package io.github.scimexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.accesslog.follow.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A clock that is set differs from the time that passes. */
class ClockWatchTest {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-24T12:00:00Z"));
  private final AtomicLong nanos = new AtomicLong(-5);
  private final ClockWatch watch = new ClockWatch(clock, nanos::get);

  private void pass(Duration time) {
    clock.advance(time);
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void timeThatPassesIsNoStep() {
    pass(Duration.ofDays(2));

    assertThat(watch.step()).isEmpty();
  }

  @Test
  void whatKeepsAClockRightIsNoStep() {
    clock.advance(Duration.ofSeconds(30));

    assertThat(watch.step()).isEmpty();
  }

  @Test
  void aClockThatIsSetAheadIsToldOnce() {
    pass(Duration.ofSeconds(1));
    clock.advance(Duration.ofHours(1));

    assertThat(watch.step()).contains(Duration.ofHours(1));
    pass(Duration.ofSeconds(1));
    assertThat(watch.step()).isEmpty();
  }

  @Test
  void aClockThatIsSetBackIsTold() {
    clock.advance(Duration.ofHours(-1));

    assertThat(watch.step()).contains(Duration.ofHours(-1));
  }
}
