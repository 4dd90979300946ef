package io.github.scimexporter.token;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What was done to a token.
 *
 * @param time when
 * @param kind what
 * @param by who did it
 * @param other the id of the token that took its place, where one did
 */
public record TokenEvent(Instant time, Kind kind, Actor by, Optional<String> other) {
  /** What can be done to a token. */
  public enum Kind {
    REGISTERED,
    /** Another one was registered in its place. */
    REPLACED,
    /** Declared out of use. */
    RETIRED,
    /** The server was seen to accept it before, and to refuse it after, it was revoked. */
    REVOKED;

    /** As in the registry. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Something that involves no other token. */
  public TokenEvent(Instant time, Kind kind, Actor by) {
    this(time, kind, by, Optional.empty());
  }
}
