package io.github.scimexporter.heartbeatlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One line of the heartbeat log.
 *
 * @param time when it happened
 * @param sync to which sync; empty: to the exporter
 * @param kind what happened
 * @param details what else is known, by JSON key
 */
record HeartbeatEvent(Instant time, Optional<String> sync, Kind kind, Map<String, Object> details) {
  private static final JsonMapper JSON = new JsonMapper();

  /** What can happen. */
  enum Kind {
    FIRST_HEARTBEAT,
    HEARTBEAT,
    MISSED,
    DOWN,
    RECOVERED,
    REJECTED,
    REJECTION_ENDED,
    FAILING,
    FAILING_ENDED,
    TOKEN_WARNING,
    TOKEN_EXPIRED,
    JOB_QUARANTINED,
    JOB_RECOVERED,
    PAUSED,
    RESUMED,
    EXPORTER_STARTED,
    EXPORTER_STOPPED;

    /** As in the file. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Copies the details, in their order. */
  HeartbeatEvent {
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  /** Something that happened to a sync. */
  static HeartbeatEvent of(Instant time, String sync, Kind kind, Map<String, Object> details) {
    return new HeartbeatEvent(time, Optional.of(sync), kind, details);
  }

  /** The line, without its end. */
  String json() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", text(time));
    sync.ifPresent(name -> line.put("sync", name));
    line.put("event", kind.label());
    line.putAll(details);
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can be written as JSON", e);
    }
  }

  /** A time as the log writes it: RFC 3339 in UTC, whole seconds, as most logs give no more. */
  static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
