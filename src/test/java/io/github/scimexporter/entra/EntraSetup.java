package io.github.scimexporter.entra;

import io.github.scimexporter.config.EntraCloud;
import io.github.scimexporter.config.EntraConfig;
import io.github.scimexporter.config.GraphCredential;
import io.github.scimexporter.config.HeartbeatConfig;
import io.github.scimexporter.config.Provider;
import io.github.scimexporter.config.ProvisionedFrom;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.standin.CertificateAuthority;
import io.github.scimexporter.standin.GraphStandIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A Graph on loopback, and the files and configurations to ask it with. */
final class EntraSetup implements AutoCloseable {
  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("authority");

  /** Kept here, because loggers that nobody holds are collected together with their level. */
  private static final Logger MSAL = Logger.getLogger("com.microsoft.aad.msal4j");

  private final Path directory;
  private final GraphStandIn graph = GraphStandIn.start(AUTHORITY.issue("127.0.0.1"));
  private final Path authority;

  EntraSetup(Path directory) {
    this.directory = directory;
    MSAL.setLevel(Level.OFF);
    authority = write("ca.pem", AUTHORITY.own().certificatePem());
  }

  GraphStandIn graph() {
    return graph;
  }

  Path directory() {
    return directory;
  }

  /** A file that only its owner may read. */
  Path write(String name, String text) {
    try {
      Path file = Files.writeString(directory.resolve(name), text);
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The secret that the stand-in accepts. */
  GraphCredential secret() {
    return new GraphCredential.ClientSecret(
        GraphStandIn.CLIENT, write("graph.secret", GraphStandIn.SECRET + "\n"));
  }

  EntraConfig config(GraphCredential credential) {
    return config(credential, Duration.ofSeconds(20), Optional.empty());
  }

  EntraConfig config(GraphCredential credential, Duration timeout, Optional<URI> proxy) {
    return new EntraConfig(
        GraphStandIn.TENANT,
        GraphStandIn.PRINCIPAL,
        credential,
        EntraCloud.GLOBAL,
        graph.uri(),
        graph.uri(),
        Duration.ofMinutes(5),
        timeout,
        proxy,
        Optional.of(authority));
  }

  /** The same, trusting whom Java trusts. */
  static EntraConfig withoutAuthority(EntraConfig config) {
    return new EntraConfig(
        config.tenantId(),
        config.servicePrincipalId(),
        config.credential(),
        config.cloud(),
        config.graphUrl(),
        config.loginUrl(),
        config.interval(),
        config.timeout(),
        config.proxyUrl(),
        Optional.empty());
  }

  /** The same, with Graph and the login elsewhere. */
  static EntraConfig at(EntraConfig config, URI url) {
    return new EntraConfig(
        config.tenantId(),
        config.servicePrincipalId(),
        config.credential(),
        config.cloud(),
        url,
        url,
        config.interval(),
        config.timeout(),
        config.proxyUrl(),
        config.caFile());
  }

  /** A sync that is asked about so. */
  static SyncConfig sync(EntraConfig config, String applicationId) {
    return new SyncConfig(
        "entra-prod",
        URI.create("http://localhost/scim"),
        List.of(),
        List.of(),
        new ProvisionedFrom(
            Provider.ENTRA,
            config.tenantId(),
            applicationId,
            config.servicePrincipalId(),
            "",
            "",
            ""),
        HeartbeatConfig.OFF,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(config));
  }

  @Override
  public void close() {
    graph.close();
  }
}
