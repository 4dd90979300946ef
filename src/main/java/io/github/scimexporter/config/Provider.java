package io.github.scimexporter.config;

import java.time.Duration;
import java.util.Locale;

/** Who provisions, and what is known of how often they send something (docs/configuration.md). */
public enum Provider {
  ENTRA,
  OKTA,
  PING,
  GOOGLE,
  ONELOGIN,
  OTHER;

  private static final HeartbeatConfig DAILY =
      new HeartbeatConfig(Duration.ofHours(24), Duration.ofHours(1), 2);

  /** As in the configuration and in the label {@code provider}, e.g. {@code entra}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The heartbeat to expect where none is configured. Entra may send nothing for a day when nothing
   * changes; event-driven clients may be silent for ever.
   */
  public HeartbeatConfig defaultHeartbeat() {
    return switch (this) {
      case ENTRA, GOOGLE, OTHER -> DAILY;
      case OKTA, PING, ONELOGIN -> HeartbeatConfig.OFF;
    };
  }
}
