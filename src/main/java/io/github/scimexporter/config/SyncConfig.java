package io.github.scimexporter.config;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One SCIM client provisioning into one SCIM service provider.
 *
 * @param name the label {@code sync}
 * @param endpoint the base URL of the SCIM endpoint
 * @param logs the names of the logs that its evidence comes from
 * @param clients who the provisioning client is; empty: anyone
 * @param provisionedFrom where the provisioning runs
 * @param heartbeat how often a heartbeat is due
 * @param tokenWarnings how long before a token's expiry to warn, by severity
 * @param pausedUntil the end of planned work
 * @param probe how the exporter asks the endpoint by itself; empty: it does not
 * @param entra how to ask Microsoft Graph about its provisioning job; empty: not at all
 */
public record SyncConfig(
    String name,
    URI endpoint,
    List<String> logs,
    List<ClientRule> clients,
    ProvisionedFrom provisionedFrom,
    HeartbeatConfig heartbeat,
    Map<Severity, Duration> tokenWarnings,
    Optional<Instant> pausedUntil,
    Optional<ProbeConfig> probe,
    Optional<EntraConfig> entra) {
  /** Copies lists and map. */
  public SyncConfig {
    logs = List.copyOf(logs);
    clients = List.copyOf(clients);
    tokenWarnings = Map.copyOf(tokenWarnings);
  }

  /**
   * How much older the last heartbeat of one source may be than another's before that is worth a
   * word.
   */
  public Duration tolerance() {
    HeartbeatConfig expected = heartbeat.isOff() ? Provider.ENTRA.heartbeatByCycle() : heartbeat;
    return expected.interval().plus(expected.grace());
  }

  /**
   * Where the provisioning runs, as it is shown: completed by what follows from it, and by what
   * Microsoft Graph tells.
   *
   * @param told the application id that Graph tells; empty if it does not
   */
  public ProvisionedFrom origin(String told) {
    return provisionedFrom.completedBy(
        told, entra.map(EntraConfig::cloud).orElse(EntraCloud.GLOBAL));
  }
}
