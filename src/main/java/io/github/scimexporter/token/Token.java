package io.github.scimexporter.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A token that was given out.
 *
 * @param id the first 12 hex digits of the SHA-256 of its value
 * @param name what people call it
 * @param sync the sync that it is used by
 * @param purpose what it is for
 * @param clientId the OAuth client that it was issued to; empty if not known
 * @param scopes what it allows; empty if not known
 * @param issued when it was issued, where that is known
 * @param expiry when its validity ends
 * @param registered when it was entered here
 * @param state what became of it
 */
public record Token(
    String id,
    String name,
    String sync,
    Purpose purpose,
    String clientId,
    List<String> scopes,
    Optional<Instant> issued,
    Instant expiry,
    Instant registered,
    TokenState state) {
  private static final int ID_BYTES = 6;

  /** Copies the scopes. */
  public Token {
    scopes = List.copyOf(scopes);
  }

  /** The id of the token with that value. */
  public static String idOf(String value) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whether it has not been declared out of use. */
  public boolean isInUse() {
    return state != TokenState.RETIRED;
  }

  /** The same token in another state. */
  public Token in(TokenState newState) {
    return new Token(
        id, name, sync, purpose, clientId, scopes, issued, expiry, registered, newState);
  }
}
