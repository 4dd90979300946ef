package io.github.scimexporter.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the configuration of how to ask Microsoft Graph of what is written. */
final class EntraBuilder {
  private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(5);
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  /** Graph is shared by all that the tenant runs; nothing changes faster than this. */
  private static final Duration SHORTEST_INTERVAL = Duration.ofMinutes(1);

  /** Of one's own servers. */
  private static final Duration SHORTEST_INTERVAL_OWN = Duration.ofSeconds(1);

  /** An id, or a tenant's domain; nothing that would change the meaning of a URL. */
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.-]{0,127}");

  private static final String GUID = "e.g. 00000000-0000-0000-0000-000000000000";

  private final Path directory;
  private final Checks checks;
  private final BiConsumer<String, String> warnings;

  /**
   * Makes a builder.
   *
   * @param directory what relative paths are relative to
   * @param warnings takes what is not wrong, but should be known, after its key
   */
  EntraBuilder(Path directory, Checks checks, BiConsumer<String, String> warnings) {
    this.directory = directory;
    this.checks = checks;
    this.warnings = warnings;
  }

  /**
   * Makes one.
   *
   * @param origin what is written of where the provisioning runs, which need not be written twice
   */
  Optional<EntraConfig> build(
      String key, ConfigDocument.@Nullable Entra entra, ProvisionedFrom origin)
      throws ConfigException {
    if (entra == null) {
      return Optional.empty();
    }
    GraphCredential credential = credential(key, entra);
    EntraCloud cloud = Optional.ofNullable(entra.cloud()).orElse(EntraCloud.GLOBAL);
    boolean own = entra.graphUrl() != null && entra.loginUrl() != null;
    Duration interval =
        atLeast(
            key + ".interval",
            Optional.ofNullable(entra.interval()).orElse(DEFAULT_INTERVAL),
            own ? SHORTEST_INTERVAL_OWN : SHORTEST_INTERVAL);
    return Optional.of(
        new EntraConfig(
            tenant(key, entra, origin, credential),
            id(
                key + ".service_principal_id",
                either(key, "service_principal_id", entra.servicePrincipalId(), origin),
                "the object id of the enterprise application, " + GUID),
            credential,
            cloud,
            https(key + ".graph_url", entra.graphUrl(), cloud.graph(), true),
            https(key + ".login_url", entra.loginUrl(), cloud.login(), false),
            interval,
            timeout(key + ".timeout", entra.timeout(), interval),
            checks.proxy(key + ".proxy_url", entra.proxyUrl()),
            entra.tlsConfig() == null
                ? Optional.empty()
                : Optional.of(file(key + ".tls_config.ca_file", entra.tlsConfig().caFile()))));
  }

  /** Warns of what does not go well with the rest of the sync. */
  void warnOf(String sync, EntraConfig graph, Provider provider, HeartbeatConfig heartbeat) {
    if (provider != Provider.ENTRA) {
      warnings.accept(
          sync + ".provisioned_from.provider",
          "is "
              + provider.label()
              + ", but Microsoft Graph is asked, which knows Entra only; write entra, or remove the"
              + " key entra");
    }
    if (!heartbeat.isOff() && graph.interval().compareTo(heartbeat.grace()) > 0) {
      warnings.accept(
          sync + ".entra.interval",
          "is longer than the grace of its heartbeat, so that one may seem missed only because"
              + " Graph was not asked yet; write at most "
              + PrometheusDuration.format(heartbeat.grace()));
    }
  }

  private String tenant(
      String key, ConfigDocument.Entra entra, ProvisionedFrom origin, GraphCredential credential)
      throws ConfigException {
    String tenant = either(key, "tenant_id", entra.tenantId(), origin);
    return tenant.isEmpty() && credential instanceof GraphCredential.ManagedIdentity
        ? tenant
        : id(key + ".tenant_id", tenant, "the directory (tenant) id, " + GUID);
  }

  /** What stands here, or else in provisioned_from; that they differ is said. */
  private String either(String key, String name, @Nullable String here, ProvisionedFrom origin) {
    String there = name.equals("tenant_id") ? origin.tenantId() : origin.servicePrincipalId();
    if (here == null) {
      return there;
    }
    if (!there.isEmpty() && !there.equalsIgnoreCase(here)) {
      warnings.accept(
          key + "." + name,
          "is not what provisioned_from says; Microsoft Graph is asked about this one, remove the"
              + " other");
    }
    return here;
  }

  private GraphCredential credential(String key, ConfigDocument.Entra entra)
      throws ConfigException {
    boolean managed = Boolean.TRUE.equals(entra.managedIdentity());
    List<String> given = new ArrayList<>();
    addIf(given, entra.clientSecretFile() != null, "client_secret_file");
    addIf(
        given,
        entra.clientCertificateFile() != null || entra.clientKeyFile() != null,
        "client_certificate_file");
    addIf(given, managed, "managed_identity");
    addIf(given, entra.federatedTokenFile() != null, "federated_token_file");
    if (given.size() != 1) {
      throw checks.wrong(
          key,
          (given.isEmpty() ? "has no credential" : "has " + String.join(" and ", given))
              + "; write one of client_secret_file, client_certificate_file with client_key_file,"
              + " managed_identity: true, federated_token_file");
    }
    if (managed) {
      return new GraphCredential.ManagedIdentity(
          entra.clientId() == null ? Optional.empty() : Optional.of(client(key, entra)));
    }
    String client = client(key, entra);
    if (entra.clientSecretFile() != null) {
      return new GraphCredential.ClientSecret(
          client, file(key + ".client_secret_file", entra.clientSecretFile()));
    }
    if (entra.federatedTokenFile() != null) {
      return new GraphCredential.FederatedToken(
          client, file(key + ".federated_token_file", entra.federatedTokenFile()));
    }
    return new GraphCredential.ClientCertificate(
        client,
        file(key + ".client_certificate_file", entra.clientCertificateFile()),
        file(key + ".client_key_file", entra.clientKeyFile()));
  }

  private String client(String key, ConfigDocument.Entra entra) throws ConfigException {
    return id(
        key + ".client_id",
        entra.clientId() == null ? "" : entra.clientId(),
        "the application (client) id of the exporter's own registration, " + GUID);
  }

  private String id(String key, String id, String right) throws ConfigException {
    if (!ID.matcher(id).matches()) {
      throw checks.wrong(
          key, (id.isEmpty() ? "is missing" : "'" + id + "' is no id") + "; write " + right);
    }
    return id;
  }

  private Path file(String key, @Nullable String written) throws ConfigException {
    Optional<Path> file = checks.file(directory, key, written);
    if (file.isEmpty()) {
      throw checks.wrong(key, "is missing; write a file name");
    }
    return file.get();
  }

  private URI https(String key, @Nullable URI written, URI usual, boolean pathAllowed)
      throws ConfigException {
    if (written == null) {
      return usual;
    }
    if (!"https".equals(written.getScheme())
        || written.getRawQuery() != null
        || written.getRawFragment() != null) {
      throw checks.wrong(
          key,
          "must begin with https:// and have no ? and #, e.g. " + usual + "; secrets go there");
    }
    String path = written.getRawPath().replaceFirst("/+$", "");
    if (!pathAllowed && !path.isEmpty()) {
      throw checks.wrong(key, "must have no path, e.g. " + usual);
    }
    return URI.create("https://" + written.getRawAuthority() + path);
  }

  private Duration atLeast(String key, Duration interval, Duration shortest)
      throws ConfigException {
    if (interval.compareTo(shortest) < 0) {
      throw checks.wrong(
          key, "must be " + PrometheusDuration.format(shortest) + " or more, e.g. 5m");
    }
    return interval;
  }

  private Duration timeout(String key, @Nullable Duration written, Duration interval)
      throws ConfigException {
    if (written == null) {
      return DEFAULT_TIMEOUT.compareTo(interval) < 0 ? DEFAULT_TIMEOUT : interval;
    }
    if (written.isZero() || written.compareTo(interval) > 0) {
      throw checks.wrong(
          key,
          "must be more than 0 and at most the interval of "
              + PrometheusDuration.format(interval)
              + ", e.g. 30s");
    }
    return written;
  }

  private static void addIf(List<String> list, boolean condition, String text) {
    if (condition) {
      list.add(text);
    }
  }
}
