package io.github.scimexporter.sync;

import java.time.Instant;

/**
 * When a token was the one in use by its sync. The log does not say which token a request carried;
 * a heartbeat within the window counts as made under it.
 *
 * @param token the token's id
 * @param from the first moment
 * @param until the first moment after it; not later than {@code from} where it never was in use
 */
public record TokenWindow(String token, Instant from, Instant until) {
  boolean contains(Instant time) {
    return !time.isBefore(from) && time.isBefore(until);
  }
}
