package io.github.scimexporter.sync;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the evidence of one sync means. It does not care about order: the same evidence in any
 * order gives the same state. Not safe for use by several threads.
 */
public final class SyncLedger {
  private final Instant watchStart;
  private final Map<RequestKey, Count> requests = new HashMap<>();
  private final SortedMap<Integer, Long> foreignRequests;
  private @Nullable Instant firstRequest;
  private final Map<Source, Instant> lastSuccess = new EnumMap<>(Source.class);
  private final Map<Outcome, Instant> lastFailure = new EnumMap<>(Outcome.class);
  private final Map<Outcome, Failures.Tally> failures = new EnumMap<>(Outcome.class);

  /** Whether there is any of these failures: most successes find none. */
  private boolean failing;

  private final TokenLedger tokens;
  private final DurationHistogram.Tally durations;
  private final HistoryLedger history;

  /** What was known last; null once there is more. Of many syncs few have news at each scrape. */
  private @Nullable SyncState known;

  /** Goes on from what is known already. */
  public SyncLedger(SyncState start) {
    watchStart = start.watchStart();
    start.requests().forEach((key, seen) -> count(key).count = seen);
    foreignRequests = new TreeMap<>(start.foreignRequests());
    firstRequest = start.firstRequest().orElse(null);
    lastSuccess.putAll(start.lastSuccess());
    lastFailure.putAll(start.lastFailure());
    start.failuresSinceSuccess().forEach((outcome, known) -> failures.put(outcome, known.tally()));
    failing = !failures.isEmpty();
    tokens = new TokenLedger(start.tokenHeartbeats());
    durations = start.durations().tally();
    history = new HistoryLedger(start.history());
  }

  /**
   * Takes in one piece of evidence.
   *
   * @param evidence what was seen
   * @param now the time of reading: what is dated too far ahead of it is counted, but moves no
   *     timestamp
   */
  public void apply(Evidence evidence, Instant now) {
    known = null;
    if (evidence instanceof Evidence.Request request) {
      count(new RequestKey(request.method(), request.code())).count++;
      if (request.durationMicros().isPresent()) {
        durations.add(request.durationMicros().getAsLong());
      }
      if (EventTime.isCredible(request.time(), now)) {
        applyTime(request.outcome(), request.time());
        history.request(request.outcome(), request.code(), request.time());
      }
    } else if (evidence instanceof Evidence.ForeignRequest foreign) {
      foreignRequests.merge(foreign.code(), 1L, Long::sum);
    } else if (evidence instanceof Evidence.Execution execution
        && EventTime.isCredible(execution.ended(), now)) {
      keepLater(lastSuccess, Source.ENTRA, execution.ended());
      history.execution(execution.ended());
    }
  }

  /**
   * From now on these tokens are watched.
   *
   * @param windows when each was in use; what is known of other tokens is forgotten
   */
  void watch(List<TokenWindow> windows) {
    known = null;
    tokens.watch(windows);
  }

  /** What is known now; the same object as long as nothing was taken in. */
  public SyncState state() {
    SyncState state = known;
    if (state == null) {
      state = newState();
      known = state;
    }
    return state;
  }

  private SyncState newState() {
    Map<Outcome, Failures> failing = new EnumMap<>(Outcome.class);
    failures.forEach(
        (outcome, tally) -> {
          Failures since = tally.failures();
          if (since.count() > 0) {
            failing.put(outcome, since);
          }
        });
    SortedMap<RequestKey, Long> counts = new TreeMap<>();
    requests.forEach((key, seen) -> counts.put(key, seen.count));
    return new SyncState(
        watchStart,
        counts,
        foreignRequests,
        Optional.ofNullable(firstRequest),
        lastSuccess,
        lastFailure,
        failing,
        tokens.heartbeats(),
        durations.histogram(),
        history.history());
  }

  private Count count(RequestKey key) {
    Count seen = requests.get(key);
    if (seen == null) {
      seen = new Count();
      requests.put(key, seen);
    }
    return seen;
  }

  private void applyTime(Outcome outcome, Instant time) {
    if (firstRequest == null || time.isBefore(firstRequest)) {
      firstRequest = time;
    }
    if (outcome == Outcome.SUCCESS) {
      keepLater(lastSuccess, Source.ACCESS_LOG, time);
      if (failing) {
        endFailures(time);
      }
      tokens.heartbeat(time);
    } else if (outcome.isFailure()) {
      keepLater(lastFailure, outcome, time);
      Instant success = lastSuccess.get(Source.ACCESS_LOG);
      if (success == null || time.isAfter(success)) {
        failures.computeIfAbsent(outcome, none -> Failures.NONE.tally()).add(time);
        failing = true;
      }
    }
  }

  private void endFailures(Instant success) {
    failing = false;
    for (Failures.Tally tally : failures.values()) {
      tally.forgetUpTo(success);
      failing |= tally.isAny();
    }
  }

  /** A number that grows. */
  private static final class Count {
    private long count;
  }

  private static <K> void keepLater(Map<K, Instant> times, K key, Instant time) {
    Instant known = times.get(key);
    if (known == null || time.isAfter(known)) {
      times.put(key, time);
    }
  }
}
