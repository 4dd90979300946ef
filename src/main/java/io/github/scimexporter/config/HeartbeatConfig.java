package io.github.scimexporter.config;

import java.time.Duration;

/**
 * How often a heartbeat is due.
 *
 * @param interval how often; zero where heartbeats are off
 * @param grace how much later than that it may come
 * @param missedThreshold how many missed ones make the sync count as down, 1 or more
 */
public record HeartbeatConfig(Duration interval, Duration grace, int missedThreshold) {
  /** No heartbeat is expected. */
  public static final HeartbeatConfig OFF = new HeartbeatConfig(Duration.ZERO, Duration.ZERO, 1);

  /** Checks the threshold. */
  public HeartbeatConfig {
    if (missedThreshold < 1) {
      throw new IllegalArgumentException(
          "missed_threshold is " + missedThreshold + "; it must be 1 or more");
    }
  }

  /** Whether no heartbeat is expected. */
  public boolean isOff() {
    return interval.isZero();
  }
}
