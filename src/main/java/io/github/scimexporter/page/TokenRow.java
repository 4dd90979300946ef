package io.github.scimexporter.page;

import io.github.scimexporter.status.Times;
import io.github.scimexporter.status.TokenStatus;
import io.github.scimexporter.status.Words;
import io.github.scimexporter.sync.TokenHeartbeats;
import io.github.scimexporter.token.Token;

/**
 * A token as it is shown.
 *
 * @param mark how urgent it is
 * @param isInUse whether it was not declared out of use
 * @param remaining {@code ends in 6 days}, {@code ended 12 minutes ago}
 * @param expiry when its validity ends
 * @param client the OAuth client, empty where not known
 * @param heartbeats the heartbeats under it, in words
 */
public record TokenRow(
    Mark mark,
    String name,
    String id,
    String purpose,
    String state,
    boolean isInUse,
    String remaining,
    String expiry,
    String client,
    String heartbeats) {
  static TokenRow of(TokenStatus status, Times times) {
    Token token = status.token();
    return new TokenRow(
        Mark.of(status.level()),
        token.name(),
        token.id(),
        token.purpose().label(),
        token.state().label(),
        token.isInUse(),
        (status.remaining().isNegative() ? "ended " : "ends ") + Words.until(status.remaining()),
        times.point(token.expiry()),
        token.clientId(),
        status.heartbeats().map(seen -> words(seen, times)).orElse("none seen"));
  }

  private static String words(TokenHeartbeats seen, Times times) {
    return times.point(seen.first()) + " to " + times.point(seen.last());
  }
}
