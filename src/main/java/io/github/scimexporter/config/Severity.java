package io.github.scimexporter.config;

import java.util.Locale;

/** How grave an alert is. */
public enum Severity {
  INFO,
  WARNING,
  CRITICAL;

  /** As in the configuration and in the label {@code severity}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
