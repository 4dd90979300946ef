package io.github.scimexporter.metrics;

import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.Failures;
import io.github.scimexporter.sync.Heartbeats;
import io.github.scimexporter.sync.Method;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.RequestKey;
import io.github.scimexporter.sync.SyncState;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The metrics of the syncs: what was seen, what is missing. */
final class SyncMetrics {
  /**
   * What they are made of.
   *
   * @param states what is known of each sync, by its name
   */
  record Seen(List<SyncConfig> syncs, SortedMap<String, SyncState> states) {}

  private final Family watchStart =
      sync("scim_sync_watch_start_timestamp_seconds", "When this exporter first watched the sync.");
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

  private SyncMetrics() {}

  static List<MetricSnapshot> of(Seen seen) {
    SyncMetrics metrics = new SyncMetrics();
    for (SyncConfig sync : seen.syncs()) {
      SyncState state = state(sync, seen.states());
      metrics.addRequests(sync.name(), state);
      metrics.addMeaning(sync, state);
    }
    return metrics.snapshots();
  }

  /** How many heartbeats each sync has missed, by its name: that changes as time passes. */
  static Map<String, Long> missed(Seen seen, Instant now) {
    Map<String, Long> missed = new LinkedHashMap<>();
    for (SyncConfig sync : seen.syncs()) {
      missed.put(
          sync.name(),
          Heartbeats.missed(
              now,
              state(sync, seen.states()).lastHeartbeat(),
              sync.pausedUntil(),
              sync.heartbeat().interval(),
              sync.heartbeat().grace()));
    }
    return missed;
  }

  static MetricSnapshot missed(Map<String, Long> heartbeats) {
    Family missed =
        sync("scim_heartbeats_missed", "Missed heartbeats by this exporter's own evidence.");
    heartbeats.forEach((sync, count) -> missed.add(count, sync));
    return missed.gauge();
  }

  private static SyncState state(SyncConfig sync, Map<String, SyncState> states) {
    SyncState state = states.get(sync.name());
    if (state == null) {
      throw new IllegalStateException("sync " + sync.name() + " is configured, but not watched");
    }
    return state;
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

  private void addMeaning(SyncConfig sync, SyncState state) {
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
  }

  private List<MetricSnapshot> snapshots() {
    return List.of(
        watchStart.gauge(),
        requests.counter(),
        foreign.counter(),
        durations.histogram(),
        lastSuccess.gauge(),
        lastUnauthorized.gauge(),
        lastFailure.gauge(),
        failures.gauge(),
        rejectedSince.gauge());
  }

  private static Family sync(String name, String help) {
    return new Family(name, help, "sync");
  }
}
