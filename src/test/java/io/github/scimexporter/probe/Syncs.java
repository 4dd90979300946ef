package io.github.scimexporter.probe;

import io.github.scimexporter.config.HeartbeatConfig;
import io.github.scimexporter.config.ProbeConfig;
import io.github.scimexporter.config.ProvisionedFrom;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.config.TlsConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Syncs whose endpoint is asked. */
final class Syncs {
  private Syncs() {}

  static SyncConfig at(URI endpoint) {
    return at(endpoint, ProbeConfig.DEFAULT);
  }

  static SyncConfig at(URI endpoint, ProbeConfig probe) {
    return new SyncConfig(
        "entra-prod",
        endpoint,
        List.of("tss1"),
        List.of(),
        ProvisionedFrom.UNKNOWN,
        HeartbeatConfig.OFF,
        Map.of(),
        Optional.empty(),
        Optional.of(probe),
        Optional.empty());
  }

  static ProbeConfig within(Duration timeout) {
    return new ProbeConfig(
        Duration.ofMinutes(5), timeout, Optional.empty(), TlsConfig.DEFAULT, Optional.empty());
  }

  static ProbeConfig trusting(Path authorities) {
    return secured(new TlsConfig(Optional.of(authorities), Optional.empty(), Optional.empty()));
  }

  static ProbeConfig secured(TlsConfig tls) {
    return new ProbeConfig(
        Duration.ofMinutes(5), Duration.ofSeconds(30), Optional.empty(), tls, Optional.empty());
  }

  static ProbeConfig through(URI proxy) {
    return new ProbeConfig(
        Duration.ofMinutes(5),
        Duration.ofSeconds(30),
        Optional.empty(),
        TlsConfig.DEFAULT,
        Optional.of(proxy));
  }
}
