package io.github.scimexporter.bench;

/** How the syncs of made logs and configurations are called, by their number from 0 on. */
final class SyncNames {
  private static final String BASE = "/spotfire/api/rest/scim/v2/";

  private SyncNames() {}

  /** The name of a sync in the configuration. */
  static String name(int number) {
    return "sync-" + number;
  }

  /** The path of its endpoint. */
  static String path(int number) {
    return BASE + (number == 0 ? "SPOTFIRE" : "DOMAIN" + number);
  }
}
