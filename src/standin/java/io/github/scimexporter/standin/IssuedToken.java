package io.github.scimexporter.standin;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * A token as {@code config issue-access-token} hands it out.
 *
 * @param value the credential, 26 characters, a colon, 26 characters; never logged
 * @param clientId id of the API client it was issued for
 * @param scopes what it permitted when it was issued
 * @param validUntil expiry in whole seconds, because the tool prints no finer
 */
public record IssuedToken(String value, String clientId, Set<String> scopes, Instant validUntil) {
  public IssuedToken {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(clientId, "clientId");
    scopes = Set.copyOf(scopes);
    if (!validUntil.equals(validUntil.truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException("validUntil has fractions of a second: " + validUntil);
    }
  }

  /**
   * Returns what the tool prints, as the one public sample shows it
   * (https://ideas.spotfire.com/ideas/TS-I-10021): in the zone of the tool's JVM, by its short
   * name.
   */
  public String printed(ZoneId zone) {
    String until =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ENGLISH)
            .format(validUntil.atZone(zone));
    return String.join(
        "\n",
        "Tool password: ",
        "Access token successfully issued.",
        "Access token: " + value,
        "Valid until: " + until,
        "Please note that the access token is a credential and must be handled with care.",
        "The access token should be revoked using the 'revoke-token' command when no longer needed.",
        "");
  }

  /** Says everything but the credential. */
  @Override
  public String toString() {
    return "IssuedToken[clientId=%s, scopes=%s, validUntil=%s]"
        .formatted(clientId, scopes, validUntil);
  }
}
