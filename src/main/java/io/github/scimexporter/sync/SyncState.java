package io.github.scimexporter.sync;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is known of one sync, at one moment.
 *
 * @param watchStart when this sync was first watched, kept across restarts
 * @param requests requests of the sync
 * @param foreignRequests requests on its path by others, by status
 * @param firstRequest the earliest request of the sync
 * @param lastSuccess the last heartbeat by source
 * @param lastFailure the last failure by outcome
 * @param failuresSinceSuccess the failures later than the last heartbeat in the access log
 * @param tokenHeartbeats the heartbeats while a token was in use, by the token's id
 * @param durations how long the answers took to those requests of the sync whose line tells
 * @param history what happened when
 */
public record SyncState(
    Instant watchStart,
    SortedMap<RequestKey, Long> requests,
    SortedMap<Integer, Long> foreignRequests,
    Optional<Instant> firstRequest,
    Map<Source, Instant> lastSuccess,
    Map<Outcome, Instant> lastFailure,
    Map<Outcome, Failures> failuresSinceSuccess,
    SortedMap<String, TokenHeartbeats> tokenHeartbeats,
    DurationHistogram durations,
    History history) {

  /** Copies every map. */
  public SyncState {
    requests = Collections.unmodifiableSortedMap(new TreeMap<>(requests));
    foreignRequests = Collections.unmodifiableSortedMap(new TreeMap<>(foreignRequests));
    lastSuccess = Map.copyOf(lastSuccess);
    lastFailure = Map.copyOf(lastFailure);
    failuresSinceSuccess = Map.copyOf(failuresSinceSuccess);
    tokenHeartbeats = Collections.unmodifiableSortedMap(new TreeMap<>(tokenHeartbeats));
  }

  /** A sync of which nothing is known yet. */
  public static SyncState watchedSince(Instant watchStart) {
    return new SyncState(
        watchStart,
        Collections.emptySortedMap(),
        Collections.emptySortedMap(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        Map.of(),
        Collections.emptySortedMap(),
        DurationHistogram.NONE,
        History.NONE);
  }

  /** The last heartbeat of any source. */
  public Optional<Instant> lastHeartbeat() {
    return lastSuccess.values().stream().max(Instant::compareTo);
  }

  /** The last heartbeat of one source. */
  public Optional<Instant> lastSuccess(Source source) {
    return Optional.ofNullable(lastSuccess.get(source));
  }

  /** The last failure of that outcome. */
  public Optional<Instant> lastFailure(Outcome outcome) {
    return Optional.ofNullable(lastFailure.get(outcome));
  }

  /** The failures of that outcome since the last heartbeat in the access log. */
  public Failures failures(Outcome outcome) {
    return failuresSinceSuccess.getOrDefault(outcome, Failures.NONE);
  }

  /**
   * Since when requests have failed that way: the earliest such request later than the last
   * heartbeat in the access log; empty while there is none.
   */
  public Optional<Instant> failingSince(Outcome outcome) {
    return failures(outcome).first();
  }
}
