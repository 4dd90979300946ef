package io.github.scimexporter.metrics;

import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.Failures;
import io.github.scimexporter.sync.Heartbeats;
import io.github.scimexporter.sync.Method;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.RequestKey;
import io.github.scimexporter.sync.Source;
import io.github.scimexporter.sync.SyncState;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The metrics of the syncs: what was seen, what is missing. */
final class SyncMetrics {
  /**
   * What they are made of.
   *
   * @param states what is known of each sync, by its name
   */
  record Seen(List<SyncConfig> syncs, SortedMap<String, SyncState> states) {}

  private record Watched(SyncConfig config, SyncState state) {
    String name() {
      return config.name();
    }
  }

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

  private final List<Family> families =
      List.of(
          watchStart,
          requests,
          foreign,
          lastSuccess,
          lastUnauthorized,
          lastFailure,
          failures,
          rejectedSince);
  private List<MetricSnapshot> snapshots = List.of();

  private SyncMetrics() {}

  /**
   * Adds series in the order in which a scrape tells them, by their labels in the order of their
   * names: the Prometheus client sorts them, and the thousands of requests would take it long.
   */
  static SyncMetrics of(Seen seen, Optional<SyncMetrics> before) {
    SyncMetrics metrics = new SyncMetrics();
    before.ifPresent(metrics::follow);
    List<Watched> syncs =
        seen.syncs().stream()
            .map(sync -> new Watched(sync, state(sync, seen.states())))
            .sorted(Comparator.comparing(Watched::name))
            .toList();
    metrics.addRequests(syncs);
    metrics.addForeignRequests(syncs);
    syncs.forEach(metrics::addMeaning);
    Stream.of(Outcome.values())
        .filter(Outcome::isFailure)
        .sorted(Comparator.comparing(Outcome::label))
        .forEach(outcome -> metrics.addFailures(outcome, syncs));
    Stream.of(Source.values())
        .sorted(Comparator.comparing(Source::label))
        .forEach(source -> metrics.addLastSuccess(source, syncs));
    metrics.snapshots = metrics.make();
    return metrics;
  }

  /** What they tell. */
  List<MetricSnapshot> snapshots() {
    return snapshots;
  }

  private void follow(SyncMetrics before) {
    durations.follow(before.durations);
    for (int i = 0; i < families.size(); i++) {
      families.get(i).follow(before.families.get(i));
    }
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

  private void addRequests(List<Watched> syncs) {
    Set<RequestKey> keys = new HashSet<>();
    for (Method method : Method.values()) {
      // A series that begins at 0 lets increase() see its first request.
      keys.add(new RequestKey(method, 200));
      keys.add(new RequestKey(method, 401));
    }
    Set<RequestKey> always = Set.copyOf(keys);
    syncs.forEach(sync -> keys.addAll(sync.state().requests().keySet()));
    List<RequestKey> inOrder =
        keys.stream()
            .sorted(
                Comparator.comparingInt(RequestKey::code)
                    .thenComparing(key -> key.method().label()))
            .toList();
    for (RequestKey key : inOrder) {
      String code = Integer.toString(key.code());
      for (Watched sync : syncs) {
        Long count = sync.state().requests().get(key);
        if (count != null || always.contains(key)) {
          requests.add(count == null ? 0 : count, sync.name(), key.method().label(), code);
        }
      }
    }
  }

  private void addForeignRequests(List<Watched> syncs) {
    SortedSet<Integer> codes = new TreeSet<>();
    syncs.forEach(sync -> codes.addAll(sync.state().foreignRequests().keySet()));
    for (Integer code : codes) {
      for (Watched sync : syncs) {
        Long count = sync.state().foreignRequests().get(code);
        if (count != null) {
          foreign.add(count, sync.name(), code.toString());
        }
      }
    }
  }

  private void addMeaning(Watched sync) {
    SyncState state = sync.state();
    // Also without any duration, so that rate() sees the first one.
    durations.add(sync.name(), state.durations());
    watchStart.add(state.watchStart(), sync.name());
    state
        .lastFailure(Outcome.UNAUTHORIZED)
        .ifPresent(time -> lastUnauthorized.add(time, sync.name()));
    rejectedSince.add(state.failingSince(Outcome.UNAUTHORIZED).orElse(Instant.EPOCH), sync.name());
  }

  private void addFailures(Outcome outcome, List<Watched> syncs) {
    for (Watched sync : syncs) {
      Failures since = sync.state().failures(outcome);
      failures.add(
          sync.config().pausedUntil().map(since::countFrom).orElseGet(since::count),
          sync.name(),
          outcome.label());
      if (outcome != Outcome.UNAUTHORIZED) {
        sync.state()
            .lastFailure(outcome)
            .ifPresent(time -> lastFailure.add(time, sync.name(), outcome.label()));
      }
    }
  }

  private void addLastSuccess(Source source, List<Watched> syncs) {
    for (Watched sync : syncs) {
      sync.state()
          .lastSuccess(source)
          .ifPresent(time -> lastSuccess.add(time, sync.name(), source.label()));
    }
  }

  private List<MetricSnapshot> make() {
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
