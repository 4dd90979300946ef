package io.github.scimexporter.sync;

import java.time.Duration;
import java.time.Instant;

/** Which event times can be believed. */
public final class EventTime {
  /** How far a server's clock may run ahead of ours before a line moves no timestamp. */
  public static final Duration MAX_AHEAD = Duration.ofMinutes(2);

  private static final long EARLIEST_MILLIS = Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

  private EventTime() {}

  /** Whether an event dated {@code time} and read at {@code now} may move a timestamp. */
  public static boolean isCredible(Instant time, Instant now) {
    return isCredible(time.toEpochMilli(), now.toEpochMilli());
  }

  /** The same in ms since 1970. */
  public static boolean isCredible(long timeMillis, long nowMillis) {
    return timeMillis >= EARLIEST_MILLIS && timeMillis <= nowMillis + MAX_AHEAD.toMillis();
  }
}
