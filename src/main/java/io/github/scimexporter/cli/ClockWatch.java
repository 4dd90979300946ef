package io.github.scimexporter.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Notices when the clock is set: it then runs differently from the time that passes. */
final class ClockWatch {
  /** Less than this is how clocks are kept right. */
  private static final Duration STEP = Duration.ofSeconds(30);

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private Instant lastTime;
  private long lastNanos;

  /**
   * Starts to compare.
   *
   * @param nanoTime nanoseconds that pass whatever the clock says
   */
  ClockWatch(InstantSource clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    lastTime = clock.instant();
    lastNanos = nanoTime.getAsLong();
  }

  /** By how much the clock was set since the last call, ahead or back; empty if it was not. */
  Optional<Duration> step() {
    Instant time = clock.instant();
    long nanos = nanoTime.getAsLong();
    Duration step = Duration.between(lastTime, time).minusNanos(nanos - lastNanos);
    lastTime = time;
    lastNanos = nanos;
    return step.abs().compareTo(STEP) > 0 ? Optional.of(step) : Optional.empty();
  }
}
