package io.github.scimexporter.sync;

import java.time.Instant;

/**
 * The heartbeats in the access log while a token was in use.
 *
 * @param first the first one
 * @param last the last one
 */
public record TokenHeartbeats(Instant first, Instant last) {
  TokenHeartbeats with(Instant time) {
    if (!time.isBefore(first) && !time.isAfter(last)) {
      return this;
    }
    return new TokenHeartbeats(
        time.isBefore(first) ? time : first, time.isAfter(last) ? time : last);
  }
}
