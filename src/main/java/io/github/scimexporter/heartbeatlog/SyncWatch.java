package io.github.scimexporter.heartbeatlog;

import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.heartbeatlog.HeartbeatEvent.Kind;
import io.github.scimexporter.sync.Heartbeats;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.Source;
import io.github.scimexporter.sync.SyncState;
import io.github.scimexporter.token.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells what changes for one sync, from one look to the next. */
final class SyncWatch {
  /** A single failure at the end of a burst is none: as in the alert's rule. */
  private static final int FAILING_COUNT = 3;

  private static final Set<Outcome> FAILING =
      EnumSet.of(Outcome.FORBIDDEN, Outcome.NOT_FOUND, Outcome.SERVER_ERROR);

  /** What is compared. */
  private record View(
      Optional<Instant> lastHeartbeat,
      Optional<Instant> lastInLog,
      long missed,
      boolean rejected,
      Set<Outcome> failing,
      boolean paused) {}

  private SyncConfig sync;
  private final BurstWatch bursts;
  private View view;

  /** Goes on from what is known; it is not told. */
  SyncWatch(SyncConfig sync, SyncState start, Instant now) {
    this.sync = sync;
    bursts = new BurstWatch(start);
    view = view(start, now);
  }

  /** Goes on by another configuration of the same sync. */
  void configure(SyncConfig next) {
    sync = next;
  }

  /**
   * What has happened since.
   *
   * @param cause why the server may answer 401
   */
  List<HeartbeatEvent> update(SyncState state, Rejection.Cause cause, Instant now) {
    View before = view;
    view = view(state, now);
    List<HeartbeatEvent> events = new ArrayList<>();
    if (view.paused() != before.paused()) {
      Map<String, Object> until = new LinkedHashMap<>();
      sync.pausedUntil().ifPresent(end -> until.put("until", HeartbeatEvent.text(end)));
      events.add(event(now, view.paused() ? Kind.PAUSED : Kind.RESUMED, until));
    }
    rejection(before, state, cause, now, events);
    failures(before, state, now, events);
    missing(before, now, events);
    bursts.update(sync.name(), state, now).ifPresent(events::add);
    return events;
  }

  /** What is to be told at the end. */
  List<HeartbeatEvent> end() {
    return bursts.end(sync.name()).stream().toList();
  }

  private void missing(View before, Instant now, List<HeartbeatEvent> events) {
    long threshold = sync.heartbeat().missedThreshold();
    if (view.missed() > before.missed() && before.missed() < threshold) {
      events.add(event(now, Kind.MISSED, missedDetails(view, threshold)));
      if (view.missed() >= threshold) {
        events.add(event(now, Kind.DOWN, missedDetails(view, threshold)));
      }
    }
    if (before.missed() > 0 && view.missed() < before.missed()) {
      boolean heartbeat = !view.lastHeartbeat().equals(before.lastHeartbeat());
      Map<String, Object> details = missedDetails(before, threshold);
      details.put("by", by(heartbeat));
      events.add(
          event(heartbeat ? view.lastHeartbeat().orElse(now) : now, Kind.RECOVERED, details));
    }
  }

  private static Map<String, Object> missedDetails(View view, long threshold) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("missed", view.missed());
    details.put("threshold", threshold);
    view.lastHeartbeat()
        .ifPresent(last -> details.put("last_heartbeat", HeartbeatEvent.text(last)));
    return details;
  }

  private void rejection(
      View before,
      SyncState state,
      Rejection.Cause cause,
      Instant now,
      List<HeartbeatEvent> events) {
    if (view.rejected() && !before.rejected()) {
      Instant since = state.failingSince(Outcome.UNAUTHORIZED).orElse(now);
      events.add(event(since, Kind.REJECTED, Map.of("cause", cause.label())));
    } else if (before.rejected() && !view.rejected()) {
      events.add(ended(before, now, Kind.REJECTION_ENDED, Map.of()));
    }
  }

  private void failures(View before, SyncState state, Instant now, List<HeartbeatEvent> events) {
    for (Outcome outcome : FAILING) {
      boolean was = before.failing().contains(outcome);
      boolean is = view.failing().contains(outcome);
      Map<String, Object> details = Map.of("outcome", outcome.label());
      if (is && !was) {
        events.add(event(state.failingSince(outcome).orElse(now), Kind.FAILING, details));
      } else if (was && !is) {
        events.add(ended(before, now, Kind.FAILING_ENDED, details));
      }
    }
  }

  /** Ended by a heartbeat in the access log, at its time, or by what was configured. */
  private HeartbeatEvent ended(View before, Instant now, Kind kind, Map<String, Object> details) {
    boolean heartbeat = !view.lastInLog().equals(before.lastInLog());
    Map<String, Object> more = new LinkedHashMap<>(details);
    more.put("by", by(heartbeat));
    return event(heartbeat ? view.lastInLog().orElse(now) : now, kind, more);
  }

  private String by(boolean heartbeat) {
    return heartbeat ? "heartbeat" : view.paused() ? "pause" : "configuration";
  }

  private HeartbeatEvent event(Instant time, Kind kind, Map<String, Object> details) {
    return HeartbeatEvent.of(time, sync.name(), kind, details);
  }

  private View view(SyncState state, Instant now) {
    Set<Outcome> failing = EnumSet.noneOf(Outcome.class);
    for (Outcome outcome : FAILING) {
      if (count(state, outcome) >= FAILING_COUNT) {
        failing.add(outcome);
      }
    }
    return new View(
        state.lastHeartbeat(),
        state.lastSuccess(Source.ACCESS_LOG),
        Heartbeats.missed(
            now,
            state.lastHeartbeat(),
            sync.pausedUntil(),
            sync.heartbeat().interval(),
            sync.heartbeat().grace()),
        count(state, Outcome.UNAUTHORIZED) > 0,
        failing,
        sync.pausedUntil().map(now::isBefore).orElse(false));
  }

  /** What failed before the end of a pause counts no more. */
  private long count(SyncState state, Outcome outcome) {
    return sync.pausedUntil()
        .map(state.failures(outcome)::countFrom)
        .orElseGet(state.failures(outcome)::count);
  }
}
