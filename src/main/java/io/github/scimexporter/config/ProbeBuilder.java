package io.github.scimexporter.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the configuration of a probe of what is written. */
final class ProbeBuilder {
  /** More often than this would be load, not a probe. */
  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);

  private final Path directory;
  private final Checks checks;

  /**
   * Makes a builder.
   *
   * @param directory what relative paths are relative to
   */
  ProbeBuilder(Path directory, Checks checks) {
    this.directory = directory;
    this.checks = checks;
  }

  Optional<ProbeConfig> build(String key, ConfigDocument.@Nullable Probe probe)
      throws ConfigException {
    if (probe == null) {
      return Optional.empty();
    }
    Duration interval =
        Optional.ofNullable(probe.interval()).orElse(ProbeConfig.DEFAULT.interval());
    if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
      throw checks.wrong(
          key + ".interval",
          "must be 1s or more, e.g. 5m; to probe nothing, leave out " + lastOf(key));
    }
    Duration timeout =
        Optional.ofNullable(probe.timeout()).orElse(shorter(ProbeConfig.DEFAULT, interval));
    if (timeout.isZero() || timeout.compareTo(interval) > 0) {
      throw checks.wrong(
          key + ".timeout",
          "must be more than 0 and at most the interval of "
              + PrometheusDuration.format(interval)
              + ", e.g. 10s");
    }
    return Optional.of(
        new ProbeConfig(
            interval,
            timeout,
            checks.file(directory, key + ".token_file", probe.tokenFile()),
            tls(key + ".tls_config", probe.tlsConfig()),
            checks.proxy(key + ".proxy_url", probe.proxyUrl())));
  }

  private TlsConfig tls(String key, ConfigDocument.@Nullable Tls tls) throws ConfigException {
    if (tls == null) {
      return TlsConfig.DEFAULT;
    }
    Optional<Path> certificate = checks.file(directory, key + ".cert_file", tls.certFile());
    Optional<Path> privateKey = checks.file(directory, key + ".key_file", tls.keyFile());
    if (certificate.isPresent() != privateKey.isPresent()) {
      throw checks.wrong(
          key,
          "has "
              + (certificate.isPresent()
                  ? "cert_file, but no key_file"
                  : "key_file, but no cert_file")
              + "; a client certificate needs both");
    }
    return new TlsConfig(
        checks.file(directory, key + ".ca_file", tls.caFile()), certificate, privateKey);
  }

  private static Duration shorter(ProbeConfig defaults, Duration interval) {
    return defaults.timeout().compareTo(interval) < 0 ? defaults.timeout() : interval;
  }

  private static String lastOf(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }
}
