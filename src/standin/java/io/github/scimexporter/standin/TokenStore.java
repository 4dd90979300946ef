package io.github.scimexporter.standin;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that the stand-in accepts, all of one API client. As in Spotfire, a token that has
 * expired, was revoked or never existed cannot be told apart from outside.
 */
final class TokenStore {
  /** May read Users, Groups and Schemas. */
  static final String READ = "user-directory.read.all";

  /** May create, change and delete Users and Groups. */
  static final String WRITE = "user-directory.write.all";

  /** 130 bits are 26 characters of five bits each, the shape of the public sample. */
  private static final int HALF_TOKEN_BITS = 130;

  private static final int HALF_TOKEN_CHARS = HALF_TOKEN_BITS / 5;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, IssuedToken> tokens = new ConcurrentHashMap<>();
  private final String clientId;

  TokenStore() {
    byte[] id = new byte[16];
    random.nextBytes(id);
    clientId = HexFormat.of().formatHex(id) + ".oauth-clients.spotfire.tibco.com";
  }

  /** Issues a token; a fraction of a second in its expiry is cut off, as the tool prints none. */
  IssuedToken issue(Instant validUntil, Set<String> scopes) {
    IssuedToken token =
        new IssuedToken(
            half() + ":" + half(), clientId, scopes, validUntil.truncatedTo(ChronoUnit.SECONDS));
    tokens.put(token.value(), token);
    return token;
  }

  /** Forgets the token; silently ignores an unknown one, as revoke-token does. */
  void revoke(IssuedToken token) {
    tokens.remove(token.value());
  }

  /** Leaves a known token no other scopes than these. */
  void limit(IssuedToken token, Set<String> scopes) {
    tokens.computeIfPresent(
        token.value(),
        (value, known) -> new IssuedToken(value, known.clientId(), scopes, known.validUntil()));
  }

  /** Returns the token of this value if it is valid at that time, else null. */
  @Nullable IssuedToken find(String value, Instant now) {
    IssuedToken token = tokens.get(value);
    return token != null && now.isBefore(token.validUntil()) ? token : null;
  }

  private String half() {
    String digits = new BigInteger(HALF_TOKEN_BITS, random).toString(32);
    return "0".repeat(HALF_TOKEN_CHARS - digits.length()) + digits;
  }
}
