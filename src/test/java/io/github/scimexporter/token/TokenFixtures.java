package io.github.scimexporter.token;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens that never were any. */
final class TokenFixtures {
  /** The shape of Spotfire's tokens, and visibly not one. */
  static final String VALUE = "invented-for-a-test:not-a-token";

  static final Instant EXPIRY = Instant.parse("2025-11-21T10:56:39Z");

  static final TokenEvent REGISTERED =
      new TokenEvent(
          Instant.parse("2023-11-22T11:00:00Z"),
          TokenEvent.Kind.REGISTERED,
          new Actor("tss1", "spotfire"));

  private TokenFixtures() {}

  static Token token(String id, TokenState state) {
    return new Token(
        id,
        "name of " + id,
        "entra-prod",
        Purpose.PROVISIONING,
        "client-1",
        List.of("user-directory.read.all", "user-directory.write.all"),
        Optional.of(Instant.parse("2023-11-22T10:56:39Z")),
        EXPIRY,
        Map.of(),
        state,
        List.of(REGISTERED));
  }

  static Token active(String id) {
    return token(id, TokenState.ACTIVE);
  }
}
