package io.github.scimexporter.token;

import java.util.Locale;

/** What became of a token. */
public enum TokenState {
  ACTIVE,
  /** A newer one is registered for the same use, but a client may still present this one. */
  REPLACED,
  /** Declared out of use: no alerts. */
  RETIRED;

  /** As in the registry and in the label {@code state}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
