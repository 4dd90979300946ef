package io.github.scimexporter.metrics;

import io.github.scimexporter.config.HeartbeatConfig;
import io.github.scimexporter.config.ProvisionedFrom;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.EntraApplication;
import io.github.scimexporter.sync.EntraReading;
import io.github.scimexporter.sync.Failures;
import io.github.scimexporter.sync.Heartbeats;
import io.github.scimexporter.sync.LedgerState;
import io.github.scimexporter.sync.Method;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.RequestKey;
import io.github.scimexporter.sync.SyncState;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The metrics of the syncs: what is configured, what was seen, what is missing. */
final class SyncMetrics {
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
  private final Family watchStart =
      sync("scim_sync_watch_start_timestamp_seconds", "When this exporter first watched the sync.");
  private final Family pausedUntil =
      sync(
          "scim_sync_paused_until_timestamp_seconds",
          "Until when work is planned, as configured; 0 when not.");
  private final Family requests =
      new Family("scim_requests", "Requests of the sync.", "sync", "method", "code");
  private final Family foreign =
      new Family("scim_foreign_requests", "Requests on the sync's path by others.", "sync", "code");
  private final DurationMetric durations = new DurationMetric();
  private final Family lastSuccess =
      new Family(
          "scim_sync_last_success_timestamp_seconds",
          "Last heartbeat; absent until the first.",
          "sync",
          "source");
  private final Family lastUnauthorized =
      sync(
          "scim_sync_last_unauthorized_timestamp_seconds",
          "Last request that was answered 401; absent until the first.");
  private final Family lastFailure =
      new Family(
          "scim_sync_last_failure_timestamp_seconds",
          "Last request that failed that way; absent until the first.",
          "sync",
          "outcome");
  private final Family failures =
      new Family(
          "scim_sync_failures_since_success",
          "Requests that failed that way since the last heartbeat in the access log and the end of a"
              + " pause.",
          "sync",
          "outcome");
  private final Family rejectedSince =
      sync(
          "scim_sync_rejected_since_timestamp_seconds",
          "The first 401 later than the last heartbeat in the access log; 0 when there is none.");
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
  private final Family missed =
      sync("scim_heartbeats_missed", "Missed heartbeats by this exporter's own evidence.");

  private SyncMetrics() {}

  static List<MetricSnapshot> of(
      List<SyncConfig> syncs, LedgerState ledger, Map<String, EntraReading> graph, Instant now) {
    SyncMetrics metrics = new SyncMetrics();
    for (SyncConfig sync : syncs) {
      SyncState state = ledger.syncs().get(sync.name());
      if (state == null) {
        throw new IllegalStateException("sync " + sync.name() + " is configured, but not watched");
      }
      metrics.addConfiguration(sync, graph.getOrDefault(sync.name(), EntraReading.NONE));
      metrics.addRequests(sync.name(), state);
      metrics.addMeaning(sync, state, now);
    }
    return metrics.snapshots();
  }

  private void addConfiguration(SyncConfig sync, EntraReading graph) {
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

  private void addRequests(String name, SyncState state) {
    SortedMap<RequestKey, Long> all = new TreeMap<>();
    for (Method method : Method.values()) {
      // A series that begins at 0 lets increase() see its first request.
      all.put(new RequestKey(method, 200), 0L);
      all.put(new RequestKey(method, 401), 0L);
    }
    all.putAll(state.requests());
    all.forEach(
        (key, count) ->
            requests.add(count, name, key.method().label(), Integer.toString(key.code())));
    state
        .foreignRequests()
        .forEach((code, count) -> foreign.add(count, name, Integer.toString(code)));
    // Also without any duration, so that rate() sees the first one.
    durations.add(name, state.durations());
  }

  private void addMeaning(SyncConfig sync, SyncState state, Instant now) {
    String name = sync.name();
    watchStart.add(state.watchStart(), name);
    state.lastSuccess().forEach((source, time) -> lastSuccess.add(time, name, source.label()));
    for (Outcome outcome : Outcome.values()) {
      if (outcome.isFailure()) {
        Failures since = state.failures(outcome);
        failures.add(
            sync.pausedUntil().map(since::countFrom).orElseGet(since::count),
            name,
            outcome.label());
        Family last = outcome == Outcome.UNAUTHORIZED ? lastUnauthorized : lastFailure;
        String[] labels =
            outcome == Outcome.UNAUTHORIZED
                ? new String[] {name}
                : new String[] {name, outcome.label()};
        state.lastFailure(outcome).ifPresent(time -> last.add(time, labels));
      }
    }
    rejectedSince.add(state.failingSince(Outcome.UNAUTHORIZED).orElse(Instant.EPOCH), name);
    missed.add(
        Heartbeats.missed(
            now,
            state.lastHeartbeat(),
            sync.pausedUntil(),
            sync.heartbeat().interval(),
            sync.heartbeat().grace()),
        name);
  }

  private List<MetricSnapshot> snapshots() {
    return List.of(
        info.info(),
        logInfo.info(),
        watchStart.gauge(),
        pausedUntil.gauge(),
        requests.counter(),
        foreign.counter(),
        durations.histogram(),
        lastSuccess.gauge(),
        lastUnauthorized.gauge(),
        lastFailure.gauge(),
        failures.gauge(),
        rejectedSince.gauge(),
        interval.gauge(),
        grace.gauge(),
        threshold.gauge(),
        missed.gauge());
  }

  private static Family sync(String name, String help) {
    return new Family(name, help, "sync");
  }
}
