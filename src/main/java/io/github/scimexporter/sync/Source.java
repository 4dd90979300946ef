package io.github.scimexporter.sync;

import java.util.Locale;

/** Where a heartbeat was seen. */
public enum Source {
  /** A request in an access log. */
  ACCESS_LOG,
  /** A finished execution of a provisioning job, told by Microsoft Graph. */
  ENTRA;

  /** The value of the metric label {@code source}, e.g. {@code access_log}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
