package io.github.scimexporter.heartbeatlog;

import io.github.scimexporter.heartbeatlog.HeartbeatEvent.Kind;
import io.github.scimexporter.sync.EntraJob;
import io.github.scimexporter.sync.EntraReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells when Entra puts a provisioning job of one sync into quarantine, and when it lets it go. */
final class JobWatch {
  private final String sync;

  /** The jobs in quarantine; empty until Graph was read for the first time. */
  private Optional<Set<String>> quarantined;

  /** Goes on from what is known; it is not told. */
  JobWatch(String sync, EntraReading start) {
    this.sync = sync;
    quarantined = known(start);
  }

  /** What has happened since. */
  List<HeartbeatEvent> update(EntraReading reading, Instant now) {
    if (!reading.up()) {
      return List.of();
    }
    if (quarantined.isEmpty()) {
      // What the first reading finds is history as well.
      quarantined = known(reading);
      return List.of();
    }
    Set<String> before = quarantined.get();
    Set<String> after = new HashSet<>();
    List<HeartbeatEvent> events = new ArrayList<>();
    for (EntraJob job : reading.jobs()) {
      boolean was = before.contains(job.id());
      if (job.isQuarantined()) {
        after.add(job.id());
        if (!was) {
          events.add(quarantined(job, now));
        }
      } else if (was && job.code().equals("Active")) {
        events.add(
            HeartbeatEvent.of(
                job.heartbeat().orElse(now), sync, Kind.JOB_RECOVERED, Map.of("job", job.id())));
      } else if (was) {
        // Stopped, which is no recovery.
        after.add(job.id());
      }
    }
    quarantined = Optional.of(after);
    return events;
  }

  private HeartbeatEvent quarantined(EntraJob job, Instant now) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("job", job.id());
    job.quarantine()
        .ifPresent(
            quarantine -> {
              details.put("reason", quarantine.reason());
              details.put("error", quarantine.errorCode());
              quarantine
                  .disabledAt()
                  .ifPresent(time -> details.put("disabled_at", HeartbeatEvent.text(time)));
            });
    return HeartbeatEvent.of(
        job.quarantine().flatMap(EntraJob.Quarantine::since).orElse(now),
        sync,
        Kind.JOB_QUARANTINED,
        details);
  }

  private static Optional<Set<String>> known(EntraReading reading) {
    return reading
        .lastRead()
        .map(
            time ->
                reading.jobs().stream()
                    .filter(EntraJob::isQuarantined)
                    .map(EntraJob::id)
                    .collect(Collectors.toSet()));
  }
}
