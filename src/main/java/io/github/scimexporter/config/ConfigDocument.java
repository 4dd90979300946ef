package io.github.scimexporter.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configuration file as it is written: what is missing is null. */
record ConfigDocument(
    @Nullable HeartbeatLog heartbeatLog,
    @Nullable String tokenRegistry,
    @Nullable List<Log> accessLogs,
    @Nullable List<Sync> syncs) {

  record HeartbeatLog(@Nullable String path, @Nullable ByteSize maxSize, @Nullable Integer keep) {}

  record Log(
      @Nullable String name,
      @Nullable List<String> paths,
      @Nullable Syslog syslog,
      @Nullable Format format,
      @Nullable TomcatVersion tomcatVersion,
      @Nullable Locale locale,
      @Nullable ZoneId timezone,
      @Nullable Duration silence) {}

  record Syslog(@Nullable InetSocketAddress tcp, @Nullable InetSocketAddress udp) {}

  /**
   * A format by its name, or with what belongs to it.
   *
   * @param tomcatVersion as it stands beside the pattern
   */
  record Format(LogFormat format, @Nullable TomcatVersion tomcatVersion) {}

  record Sync(
      @Nullable String name,
      @Nullable URI endpoint,
      @Nullable List<String> logs,
      @Nullable List<ClientRule> clients,
      @Nullable Origin provisionedFrom,
      @Nullable Heartbeat heartbeat,
      @Nullable Map<Severity, Duration> tokenWarnings,
      @Nullable Instant pausedUntil,
      @Nullable Probe probe,
      @Nullable Entra entra) {}

  record Entra(
      @Nullable String tenantId,
      @Nullable String clientId,
      @Nullable String clientSecretFile,
      @Nullable String clientCertificateFile,
      @Nullable String clientKeyFile,
      @Nullable Boolean managedIdentity,
      @Nullable String federatedTokenFile,
      @Nullable String servicePrincipalId,
      @Nullable EntraCloud cloud,
      @Nullable Duration interval,
      @Nullable Duration timeout,
      @Nullable URI graphUrl,
      @Nullable URI loginUrl,
      @Nullable URI proxyUrl,
      @Nullable EntraTls tlsConfig) {}

  record EntraTls(@Nullable String caFile) {}

  record Probe(
      @Nullable Duration interval,
      @Nullable Duration timeout,
      @Nullable String tokenFile,
      @Nullable Tls tlsConfig,
      @Nullable URI proxyUrl) {}

  record Tls(@Nullable String caFile, @Nullable String certFile, @Nullable String keyFile) {}

  record Origin(
      @Nullable Provider provider,
      @Nullable String tenantId,
      @Nullable String applicationId,
      @Nullable String servicePrincipalId,
      @Nullable URI portalUrl,
      @Nullable String owner,
      @Nullable String notes) {}

  record Heartbeat(
      boolean off,
      @Nullable Duration interval,
      @Nullable Duration grace,
      @JsonProperty("missed_threshold") @Nullable Integer missedThreshold) {
    static final Heartbeat OFF = new Heartbeat(true, null, null, null);
  }
}
