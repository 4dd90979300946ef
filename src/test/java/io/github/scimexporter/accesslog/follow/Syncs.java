package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.config.ClientRule;
import io.github.scimexporter.config.HeartbeatConfig;
import io.github.scimexporter.config.LogFormat;
import io.github.scimexporter.config.ProvisionedFrom;
import io.github.scimexporter.config.SyncConfig;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Configurations for tests. */
public final class Syncs {
  private Syncs() {}

  /** A sync of the log {@code log}. */
  public static SyncConfig sync(String name, String endpoint, String... clients) {
    return new SyncConfig(
        name,
        URI.create(endpoint),
        List.of("log"),
        Stream.of(clients).map(ClientRule::parse).toList(),
        ProvisionedFrom.UNKNOWN,
        HeartbeatConfig.OFF,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The log {@code log}. */
  public static AccessLogConfig log(LogFormat format, String... globs) {
    return AccessLogConfig.of("log", List.of(globs), format);
  }
}
