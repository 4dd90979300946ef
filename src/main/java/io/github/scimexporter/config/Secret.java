package io.github.scimexporter.config;

/** A value that nobody may see by accident: it is in no message, log or comparison. */
public final class Secret {
  private final String value;

  /** Keeps that value. */
  public Secret(String value) {
    this.value = value;
  }

  /** The value, for the one place that must send it. */
  public String reveal() {
    return value;
  }

  /** Not the value. */
  @Override
  public String toString() {
    return "(secret)";
  }
}
