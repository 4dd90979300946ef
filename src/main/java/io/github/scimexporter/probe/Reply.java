package io.github.scimexporter.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An answer, and what was seen on the way to it.
 *
 * @param answer what came of it
 * @param certificateExpiry when the server's certificate ends, or ended; empty where none was seen
 * @param duration from the beginning to the end of asking
 */
public record Reply(Answer answer, Optional<Instant> certificateExpiry, Duration duration) {}
