package io.github.scimexporter.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to ask a sync's endpoint.
 *
 * @param interval how often the exporter asks
 * @param timeout how long a whole answer may take
 * @param tokenFile the token that the exporter asks with; empty: it asks without one
 * @param tls what secures the connection
 * @param proxyUrl the proxy to ask through
 */
public record ProbeConfig(
    Duration interval,
    Duration timeout,
    Optional<Path> tokenFile,
    TlsConfig tls,
    Optional<URI> proxyUrl) {
  /** What holds where nothing is written. */
  public static final ProbeConfig DEFAULT =
      new ProbeConfig(
          Duration.ofMinutes(5),
          Duration.ofSeconds(10),
          Optional.empty(),
          TlsConfig.DEFAULT,
          Optional.empty());
}
