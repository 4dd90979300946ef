package io.github.scimexporter.status;

import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.config.HeartbeatConfig;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.EntraReading;
import io.github.scimexporter.sync.Failures;
import io.github.scimexporter.sync.Heartbeats;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.ProbeResult;
import io.github.scimexporter.sync.Source;
import io.github.scimexporter.sync.SyncState;
import io.github.scimexporter.token.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the evidence of one sync means, as the rules of the alerts say it.
 *
 * @param sync what is configured
 * @param since when the configuration was read
 * @param state what was seen
 * @param rejection what its 401s and tokens mean
 * @param probe the last probe
 * @param graph what Microsoft Graph says; empty where it is not asked
 * @param logs its logs
 * @param configuredLogs how they are configured, in the same order
 * @param now the moment at which it is so
 */
record SyncFacts(
    SyncConfig sync,
    Instant since,
    SyncState state,
    Rejection rejection,
    Optional<ProbeResult> probe,
    Optional<EntraReading> graph,
    List<LogStatus> logs,
    List<AccessLogConfig> configuredLogs,
    Instant now) {
  /** A stray failure at the end of a burst is none. */
  private static final int FAILING_COUNT = 3;

  private static final int UNREACHABLE_COUNT = 3;
  private static final double TOO_MANY_UNFIT = 0.1;
  private static final Duration GRAPH_PATIENCE = Duration.ofMinutes(15);
  private static final int GRAPH_INTERVALS = 3;

  HeartbeatConfig heartbeat() {
    return sync.heartbeat();
  }

  boolean isPaused() {
    return sync.pausedUntil().filter(now::isBefore).isPresent();
  }

  long missed() {
    return Heartbeats.missed(
        now,
        state.lastHeartbeat(),
        sync.pausedUntil(),
        heartbeat().interval(),
        heartbeat().grace());
  }

  boolean isDown() {
    return missed() >= heartbeat().missedThreshold();
  }

  /** Since when requests have failed that way, if that is the sync's latest word. */
  Optional<Instant> failingSince(Outcome outcome) {
    Failures failures = state.failures(outcome);
    long count = sync.pausedUntil().map(failures::countFrom).orElseGet(failures::count);
    Instant end = rejection.voidUntil();
    return state
        .lastFailure(outcome)
        .filter(last -> last.isAfter(end) && count >= FAILING_COUNT)
        .map(last -> state.failingSince(outcome).filter(end::isBefore).orElse(end));
  }

  boolean isUnreachable() {
    return probe.filter(last -> last.unreachable() >= UNREACHABLE_COUNT).isPresent();
  }

  /** Since when nobody wrote a line of any kind into any log of the sync, if that is too long. */
  Optional<Instant> silentSince() {
    Optional<Instant> latest = Optional.empty();
    for (int i = 0; i < logs.size(); i++) {
      LogStatus log = logs.get(i);
      Duration allowed = configuredLogs.get(i).silence();
      Instant newest = log.state().lastLine().orElse(log.state().watchStart());
      Instant from = sync.pausedUntil().filter(newest::isBefore).orElse(newest);
      boolean silent =
          !allowed.isZero()
              && log.health().up()
              && Duration.between(from, now).compareTo(allowed) > 0;
      if (!silent) {
        return Optional.empty();
      }
      latest = latest.filter(from::isBefore).or(() -> Optional.of(from));
    }
    return latest;
  }

  /** Since when the sync has been watched in vain, if that is too long. */
  Optional<Instant> neverSeenSince() {
    if (heartbeat().isOff() || state.lastHeartbeat().isPresent()) {
      return Optional.empty();
    }
    Duration patience =
        Heartbeats.silenceOf(
            heartbeat().missedThreshold(), heartbeat().interval(), heartbeat().grace());
    return Optional.of(watchedSince())
        .filter(from -> Duration.between(from, now).compareTo(patience) >= 0);
  }

  /** Since when a heartbeat could have been seen. */
  Instant watchedSince() {
    Instant start = state.watchStart();
    return sync.pausedUntil().filter(start::isBefore).filter(now::isAfter).orElse(start);
  }

  List<LogStatus> unreadableLogs() {
    return logs.stream().filter(log -> !log.health().up()).toList();
  }

  List<LogStatus> unparsedLogs() {
    return logs.stream().filter(log -> log.state().recent().unfitRatio() > TOO_MANY_UNFIT).toList();
  }

  /** Since when Microsoft Graph cannot be read, if that is too long. */
  Optional<Instant> graphUnreadableSince() {
    if (sync.entra().isEmpty() || graph.filter(EntraReading::up).isPresent()) {
      return Optional.empty();
    }
    Duration intervals = sync.entra().get().interval().multipliedBy(GRAPH_INTERVALS);
    Duration patience = intervals.compareTo(GRAPH_PATIENCE) > 0 ? intervals : GRAPH_PATIENCE;
    // What was read before the start is not known: it is not older than that.
    Instant from = graph.flatMap(EntraReading::lastRead).orElse(since);
    return Optional.of(from).filter(last -> Duration.between(last, now).compareTo(patience) >= 0);
  }

  /**
   * Whether Microsoft Graph cannot be read, and what it said was the sync's only or, by more than
   * interval and grace, its newest sign of life: its silence since says nothing of the sync.
   */
  boolean isDark() {
    if (sync.entra().isEmpty() || graph.filter(EntraReading::up).isPresent()) {
      return false;
    }
    Optional<Instant> told = state.lastSuccess(Source.ENTRA);
    if (told.isEmpty()) {
      return sync.logs().isEmpty();
    }
    Instant newer = told.get().minus(heartbeat().interval()).minus(heartbeat().grace());
    return state.lastSuccess(Source.ACCESS_LOG).filter(last -> !last.isBefore(newer)).isEmpty();
  }
}
