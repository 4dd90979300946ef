package io.github.scimexporter.token;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What is needed to register a token, read from what its administrator has: the output of {@code
 * config issue-access-token}, the bare token and a date, or a JWT.
 *
 * @param id the id of the token; its value is forgotten
 * @param clientId the OAuth client that it says it was issued to; empty if it does not say
 * @param scopes what it says that it allows; empty if it does not say
 * @param issued when it says that it was issued
 * @param expiry when its validity ends
 * @param note what was assumed in reading the date, or empty
 */
public record IssuedToken(
    String id,
    String clientId,
    List<String> scopes,
    Optional<Instant> issued,
    Instant expiry,
    String note) {
  /** Portals show a date in whole minutes, where the token itself is exact. */
  private static final Duration AS_GOOD_AS_EQUAL = Duration.ofMinutes(1);

  /** Copies the list. */
  public IssuedToken {
    scopes = List.copyOf(scopes);
  }

  /**
   * Reads a token.
   *
   * @param validUntil the date, where the text has none or another is meant
   * @param zone the zone of a date that gives no offset of its own, such as Z, UTC or +01:00
   * @throws TokenException if there is no date that is clear; the message never holds what was read
   */
  public static IssuedToken of(TokenText text, Optional<String> validUntil, Optional<ZoneId> zone)
      throws TokenException {
    JwtClaims claims = JwtClaims.of(text.value());
    PrintedDate until =
        claims.expiry().isPresent()
            ? confirmed(claims.expiry().get(), text, validUntil, zone)
            : printed(text, validUntil, zone);
    return new IssuedToken(
        Token.idOf(text.value().reveal()),
        claims.clientId(),
        claims.scopes(),
        claims.issued(),
        until.time(),
        until.note());
  }

  private static PrintedDate printed(
      TokenText text, Optional<String> validUntil, Optional<ZoneId> zone) throws TokenException {
    if (validUntil.isPresent()) {
      return PrintedDate.read("--valid-until=" + validUntil.get(), validUntil.get(), zone);
    }
    String date =
        text.date()
            .orElseThrow(
                () ->
                    new TokenException(
                        text.source()
                            + ": holds no 'Valid until:'; add --valid-until=DATE"
                            + " (issue-access-token's default validity is 17,520 hours, two"
                            + " years)"));
    // What was read is never shown: it may hold the token where the lines came out joined.
    return PrintedDate.read("what follows 'Valid until:'", date, zone);
  }

  /** The token's own expiry is what the server goes by. */
  private static PrintedDate confirmed(
      Instant own, TokenText text, Optional<String> validUntil, Optional<ZoneId> zone)
      throws TokenException {
    if (validUntil.isPresent()) {
      if (!agrees(own, printed(text, validUntil, zone))) {
        throw new TokenException(
            "--valid-until="
                + validUntil.get()
                + " is not when this token ends, which is a JWT and says "
                + own
                + " itself (exp); leave --valid-until out");
      }
      return new PrintedDate(own, "");
    }
    if (text.date().isEmpty()) {
      return new PrintedDate(own, "the token's own expiry (exp) was taken");
    }
    try {
      if (agrees(own, printed(text, validUntil, zone))) {
        return new PrintedDate(own, "");
      }
    } catch (TokenException e) {
      // Without a clear date beside it the token's own is enough.
    }
    return new PrintedDate(
        own, "the token's own expiry (exp) was taken, and not what follows 'Valid until:'");
  }

  private static boolean agrees(Instant own, PrintedDate date) {
    return Duration.between(own, date.time()).abs().compareTo(AS_GOOD_AS_EQUAL) < 0;
  }
}
