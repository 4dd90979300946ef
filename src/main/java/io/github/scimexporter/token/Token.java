package io.github.scimexporter.token;

import io.github.scimexporter.config.Severity;
import io.github.scimexporter.sync.EventTime;
import io.github.scimexporter.sync.TokenWindow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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
 * @param warnings how long before its expiry to warn, by severity; empty: as its sync says
 * @param state what became of it
 * @param history what was done to it, the oldest first; never empty
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
    Map<Severity, Duration> warnings,
    TokenState state,
    List<TokenEvent> history) {
  private static final int ID_BYTES = 6;

  /** Copies lists and map. */
  public Token {
    scopes = List.copyOf(scopes);
    warnings = Map.copyOf(warnings);
    history = List.copyOf(history);
    if (history.isEmpty()) {
      throw new IllegalArgumentException("a token was registered once");
    }
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

  /** The steps that warn of it: its own where it has any, else those of its sync. */
  public Map<Severity, Duration> warningsOr(Map<Severity, Duration> ofSync) {
    return warnings.isEmpty() ? ofSync : warnings;
  }

  /** When it was entered in the registry. */
  public Instant registered() {
    return history.get(0).time();
  }

  /**
   * When it was the one in use: from its registration until it was replaced or declared out of use,
   * or until a little after its expiry, since clocks differ. Version 1 of the registry did not keep
   * when that was, and a time that is not known is none.
   */
  public TokenWindow window() {
    Instant until = expiry.plus(EventTime.MAX_AHEAD).plusNanos(1);
    boolean ended = false;
    for (TokenEvent event : history) {
      if (event.kind() != TokenEvent.Kind.REGISTERED) {
        ended = true;
        until = event.time().isBefore(until) ? event.time() : until;
      }
    }
    boolean known = ended || state == TokenState.ACTIVE;
    return new TokenWindow(id, registered(), known ? until : registered());
  }

  /** The same token in another state, with what was done to it. */
  Token in(TokenState newState, TokenEvent event) {
    List<TokenEvent> longer = new ArrayList<>(history);
    longer.add(event);
    return new Token(
        id, name, sync, purpose, clientId, scopes, issued, expiry, warnings, newState, longer);
  }
}
