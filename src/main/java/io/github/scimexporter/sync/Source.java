package io.github.scimexporter.sync;

import java.util.Locale;

/** Where a heartbeat was seen. */
public enum Source {
  ACCESS_LOG;

  /** The value of the metric label {@code source}, e.g. {@code access_log}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
