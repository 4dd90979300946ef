package io.github.scimexporter.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import io.github.scimexporter.config.Secret;
import java.text.ParseException;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a JWT says of itself. Its signature is not looked at, and need not be: nobody is let in by
 * it here. Whoever registers a token could give any date on the command line, too; what counts is
 * what the server reads in it, and that is the same.
 *
 * @param expiry {@code exp}
 * @param issued {@code iat}, or else {@code nbf}
 * @param clientId {@code client_id}, {@code azp} or {@code appid}; empty if there is none
 * @param scopes those that it allows, by {@code scp} or the claim that spells it out
 */
record JwtClaims(
    Optional<Instant> expiry, Optional<Instant> issued, String clientId, List<String> scopes) {
  /** The last moment whose year has four digits, as every date that is printed. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private static final JwtClaims NONE =
      new JwtClaims(Optional.empty(), Optional.empty(), "", List.of());

  /** What the token says of itself; nothing if it is no JWT, or an encrypted one. */
  static JwtClaims of(Secret token) {
    try {
      JWTClaimsSet claims = JWTParser.parse(token.reveal()).getJWTClaimsSet();
      return claims == null ? NONE : of(claims);
    } catch (ParseException e) {
      // Most tokens are none; and what Nimbus says of one may hold a part of it.
      return NONE;
    }
  }

  private static JwtClaims of(JWTClaimsSet claims) {
    return new JwtClaims(
        time(claims.getExpirationTime()),
        time(claims.getIssueTime()).or(() -> time(claims.getNotBeforeTime())),
        Stream.of("client_id", "azp", "appid")
            .flatMap(name -> words(claims.getClaim(name)))
            .findFirst()
            .orElse(""),
        Stream.of("scope", "scp")
            .flatMap(name -> words(claims.getClaim(name)))
            .distinct()
            .toList());
  }

  private static Optional<Instant> time(@Nullable Date date) {
    return Optional.ofNullable(date)
        .map(Date::toInstant)
        .filter(time -> time.isAfter(Instant.EPOCH) && !time.isAfter(LATEST));
  }

  /** The words of a text, or of each text of a list: issuers write scopes in both ways. */
  private static Stream<String> words(@Nullable Object claim) {
    Stream<?> texts =
        claim instanceof Collection<?> list ? list.stream() : Stream.ofNullable(claim);
    return texts
        .filter(String.class::isInstance)
        .flatMap(text -> Stream.of(((String) text).split("[\\s\\p{Cntrl}]+", -1)))
        .filter(word -> !word.isEmpty());
  }
}
