package io.github.scimexporter.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the exporter's last probe of an endpoint found. It is no evidence of the sync: never a
 * heartbeat.
 *
 * @param time when it ended
 * @param outcome what came of it
 * @param status the HTTP status; 0 if there was no answer
 * @param duration how long it took
 * @param certificateExpiry when the server's certificate ends, where one was seen
 * @param unreachable how many probes in a row, this one last, got no HTTP answer, or a 5xx
 */
public record ProbeResult(
    Instant time,
    ProbeOutcome outcome,
    int status,
    Duration duration,
    Optional<Instant> certificateExpiry,
    int unreachable) {}
