package io.github.scimexporter.token;

import java.util.Locale;

/** What a token is for; only provisioning tokens decide causes. */
public enum Purpose {
  /** The provisioning client's. */
  PROVISIONING,
  /** The exporter's own, for probing the endpoint. */
  PROBE,
  /** The exporter's own, for Microsoft Graph. */
  GRAPH;

  /** As on the command line and in the label {@code purpose}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
