package io.github.scimexporter.metrics;

import io.github.scimexporter.config.HeartbeatConfig;
import io.github.scimexporter.config.ProvisionedFrom;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.EntraApplication;
import io.github.scimexporter.sync.EntraReading;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The metrics of the syncs that say what is configured. */
final class ConfigMetrics {
  /**
   * What they are made of.
   *
   * @param graph what Microsoft Graph says, by the name of the sync
   */
  record Configured(List<SyncConfig> syncs, Map<String, EntraReading> graph) {}

  private final Family info =
      new Family(
          "scim_sync",
          "The syncs that are watched, and where they are provisioned from.",
          "sync",
          "provider",
          "tenant_id",
          "application_id",
          "application_name",
          "portal_url",
          "owner",
          "endpoint_url");
  private final Family logInfo =
      new Family("scim_sync_log", "The logs that a sync's evidence comes from.", "sync", "log");
  private final Family pausedUntil =
      sync(
          "scim_sync_paused_until_timestamp_seconds",
          "Until when work is planned, as configured; 0 when not.");
  private final Family interval =
      sync(
          "scim_heartbeat_interval_seconds",
          "How often a heartbeat is due, as configured; 0 when off.");
  private final Family grace =
      sync(
          "scim_heartbeat_grace_seconds",
          "How much later than due a heartbeat may come, as configured.");
  private final Family threshold =
      sync(
          "scim_heartbeat_missed_threshold",
          "How many missed heartbeats mean that the sync is down, as configured.");

  private ConfigMetrics() {}

  static List<MetricSnapshot> of(Configured configured) {
    ConfigMetrics metrics = new ConfigMetrics();
    for (SyncConfig sync : configured.syncs()) {
      metrics.add(sync, configured.graph().getOrDefault(sync.name(), EntraReading.NONE));
    }
    return metrics.snapshots();
  }

  private void add(SyncConfig sync, EntraReading graph) {
    String name = sync.name();
    EntraApplication told = graph.application();
    ProvisionedFrom from = sync.origin(told.applicationId());
    info.add(
        1,
        name,
        from.provider().label(),
        from.tenantId(),
        from.applicationId(),
        // The name is that of the application that Graph knows; under another id it would mislead.
        from.contradicts(told.applicationId()) ? "" : told.name(),
        from.portalUrl(),
        from.owner(),
        sync.endpoint().toString());
    sync.logs().forEach(log -> logInfo.add(1, name, log));
    pausedUntil.add(sync.pausedUntil().orElse(Instant.EPOCH), name);
    HeartbeatConfig heartbeat = sync.heartbeat();
    interval.add(heartbeat.interval(), name);
    grace.add(heartbeat.grace(), name);
    threshold.add(heartbeat.missedThreshold(), name);
  }

  private List<MetricSnapshot> snapshots() {
    return List.of(
        info.info(),
        logInfo.info(),
        pausedUntil.gauge(),
        interval.gauge(),
        grace.gauge(),
        threshold.gauge());
  }

  private static Family sync(String name, String help) {
    return new Family(name, help, "sync");
  }
}
