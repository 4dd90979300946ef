package io.github.scimexporter.config;

import java.net.URI;
import java.nio.file.InvalidPathException;
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
            file(key + ".token_file", probe.tokenFile()),
            tls(key + ".tls_config", probe.tlsConfig()),
            proxy(key + ".proxy_url", probe.proxyUrl())));
  }

  private TlsConfig tls(String key, ConfigDocument.@Nullable Tls tls) throws ConfigException {
    if (tls == null) {
      return TlsConfig.DEFAULT;
    }
    Optional<Path> certificate = file(key + ".cert_file", tls.certFile());
    Optional<Path> privateKey = file(key + ".key_file", tls.keyFile());
    if (certificate.isPresent() != privateKey.isPresent()) {
      throw checks.wrong(
          key,
          "has "
              + (certificate.isPresent()
                  ? "cert_file, but no key_file"
                  : "key_file, but no cert_file")
              + "; a client certificate needs both");
    }
    return new TlsConfig(file(key + ".ca_file", tls.caFile()), certificate, privateKey);
  }

  private Optional<Path> file(String key, @Nullable String written) throws ConfigException {
    if (written == null) {
      return Optional.empty();
    }
    try {
      if (!written.isBlank()) {
        return Optional.of(directory.resolve(written));
      }
    } catch (InvalidPathException e) {
      throw checks.wrong(key, "is no file name (" + e.getReason() + ")");
    }
    throw checks.wrong(key, "is empty; write a file name, or leave it out");
  }

  private Optional<URI> proxy(String key, @Nullable URI written) throws ConfigException {
    // Java speaks to proxies in clear only; through one, TLS reaches from end to end all the same.
    if (written != null && !"http".equals(written.getScheme())) {
      throw checks.wrong(key, "must begin with http://, e.g. http://proxy.example.com:3128");
    }
    return Optional.ofNullable(written);
  }

  private static Duration shorter(ProbeConfig defaults, Duration interval) {
    return defaults.timeout().compareTo(interval) < 0 ? defaults.timeout() : interval;
  }

  private static String lastOf(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }
}
