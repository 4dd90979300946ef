package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.config.SyncConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Endpoints that resemble each other, and paths on and beside them, written in all ways. */
final class RandomPaths {
  private static final String[] ENDPOINTS = {
    "/spotfire/api/rest/scim/v2/ACME",
    "/spotfire/api/scim/v2/acme",
    "/spotfire/api/scim/v2/OTHER",
    "/spotfire/api/scim",
    "/spotfire/api",
    "/scim",
    "/scim/v2",
    "/scim/v2/Users/special",
    "/provisioning/t1",
    "/Provisioning/T1"
  };
  private static final String[] ENDS = {
    "", "/", "/Users", "/Users/", "/Users/42", "/users/.search", "/Users/special", "/Groups/a/b",
    "/Schemas", "/Schemas/x", "/Me", "/v2/ACME/Users/1", "/v2", "/scim/v2/Users", "x", "/special"
  };

  private RandomPaths() {}

  static List<SyncConfig> syncs(Random random) {
    List<SyncConfig> syncs = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      syncs.add(
          Syncs.sync("sync" + i, "http://host" + ENDPOINTS[random.nextInt(ENDPOINTS.length)]));
    }
    return syncs;
  }

  static String path(Random random, List<SyncConfig> syncs) {
    String start =
        random.nextBoolean()
            ? syncs.get(random.nextInt(syncs.size())).endpoint().getPath()
            : ENDPOINTS[random.nextInt(ENDPOINTS.length)];
    String path = start + ENDS[random.nextInt(ENDS.length)];
    return switch (random.nextInt(8)) {
      case 0 -> encode(path, random.nextInt(path.length()));
      case 1 -> path.replaceFirst("/", "//");
      case 2 -> path.replace("/v2", ";a=b/v2");
      case 3 -> path.toLowerCase(Locale.ROOT);
      case 4 -> path.replace("/rest/", "/");
      default -> path;
    };
  }

  private static String encode(String path, int at) {
    return path.charAt(at) == '/'
        ? path
        : path.substring(0, at)
            + String.format(Locale.ROOT, "%%%02x", (int) path.charAt(at))
            + path.substring(at + 1);
  }
}
