package io.github.scimexporter.status;

import java.util.Locale;

/** How urgent something is, the most urgent first. */
public enum Level {
  CRITICAL,
  WARNING,
  /** Nothing can be said: the logs are still being read, or there was no heartbeat yet. */
  UNKNOWN,
  /** Worth knowing; nothing needs doing now. */
  INFO,
  /** Planned work: nothing is judged. */
  PAUSED,
  OK;

  /** As in the API. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
