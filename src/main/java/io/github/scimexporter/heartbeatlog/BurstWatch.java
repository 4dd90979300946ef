package io.github.scimexporter.heartbeatlog;

import io.github.scimexporter.heartbeatlog.HeartbeatEvent.Kind;
import io.github.scimexporter.sync.RequestKey;
import io.github.scimexporter.sync.SyncState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes the heartbeats of one sync together: one line a burst of requests. */
final class BurstWatch {
  /** A burst ends when no heartbeat came for so long. */
  private static final Duration QUIET = Duration.ofMinutes(1);

  /** The longest burst: one that goes on for hours is told in parts. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private record Burst(boolean firstEver, Instant from, SortedMap<RequestKey, Long> before) {}

  private Optional<Instant> last;
  private SortedMap<RequestKey, Long> requests;
  private Optional<Burst> burst = Optional.empty();

  /** Goes on from what is known; it is not told. */
  BurstWatch(SyncState start) {
    last = start.lastHeartbeat();
    requests = start.requests();
  }

  /** The line of a burst that has ended, if one has. */
  Optional<HeartbeatEvent> update(String sync, SyncState state, Instant now) {
    Optional<Instant> beat = state.lastHeartbeat();
    if (beat.isPresent() && last.map(beat.get()::isAfter).orElse(true)) {
      if (burst.isEmpty()) {
        burst = Optional.of(new Burst(last.isEmpty(), beat.get(), requests));
      }
      last = beat;
    }
    requests = state.requests();
    boolean over =
        burst.isPresent()
            && last.isPresent()
            && (!last.get().plus(QUIET).isAfter(now)
                || !burst.get().from().plus(LONGEST).isAfter(last.get()));
    return over ? Optional.of(close(sync)) : Optional.empty();
  }

  /** The line of the burst under way, if there is one. */
  Optional<HeartbeatEvent> end(String sync) {
    return burst.isPresent() ? Optional.of(close(sync)) : Optional.empty();
  }

  private HeartbeatEvent close(String sync) {
    Burst ended = burst.orElseThrow();
    burst = Optional.empty();
    Map<String, Long> answered = new TreeMap<>();
    requests.forEach(
        (key, count) -> {
          long more = count - ended.before().getOrDefault(key, 0L);
          if (more > 0) {
            answered.put(key.toString(), more);
          }
        });
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("count", answered.values().stream().mapToLong(Long::longValue).sum());
    details.put("requests", answered);
    return HeartbeatEvent.of(
        last.orElseThrow(),
        sync,
        ended.firstEver() ? Kind.FIRST_HEARTBEAT : Kind.HEARTBEAT,
        details);
  }
}
