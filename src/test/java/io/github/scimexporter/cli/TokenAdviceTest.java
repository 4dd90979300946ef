package io.github.scimexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.HeartbeatConfig;
import io.github.scimexporter.config.HeartbeatLogConfig;
import io.github.scimexporter.config.ProvisionedFrom;
import io.github.scimexporter.config.Severity;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.probe.Answer;
import io.github.scimexporter.probe.TlsProblem;
import io.github.scimexporter.token.Actor;
import io.github.scimexporter.token.Purpose;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenEvent;
import io.github.scimexporter.token.TokenState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What to do follows from what the registry and the server say together. */
class TokenAdviceTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration YEAR = Duration.ofDays(365);
  private static final String ID = "8b0b409c4e25";
  private static final Answer ACCEPTED = new Answer.Accepted(200);
  private static final Answer REFUSED = new Answer.Unauthorized(Answer.Challenge.NONE);

  private static final SyncConfig SYNC =
      new SyncConfig(
          "entra-prod",
          URI.create("http://localhost/scim"),
          List.of("tss1"),
          List.of(),
          ProvisionedFrom.UNKNOWN,
          HeartbeatConfig.OFF,
          Map.of(Severity.WARNING, Duration.ofDays(30), Severity.CRITICAL, Duration.ofDays(7)),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private static Token token(TokenState state, Duration left) {
    return token(Purpose.PROVISIONING, state, left);
  }

  private static Token token(Purpose purpose, TokenState state, Duration left) {
    return new Token(
        ID,
        "",
        "entra-prod",
        purpose,
        "",
        List.of(),
        Optional.empty(),
        NOW.plus(left),
        Map.of(),
        state,
        List.of(new TokenEvent(NOW, TokenEvent.Kind.REGISTERED, Actor.UNKNOWN)));
  }

  private static String next(Optional<Token> token, Answer answer) {
    Configuration configuration =
        new Configuration(
            Path.of("c.yml"),
            HeartbeatLogConfig.DEFAULT,
            Path.of("t.json"),
            List.of(),
            List.of(SYNC),
            List.of());
    return new TokenAdvice(configuration, Optional.of(SYNC), NOW)
        .next(ID, token, Optional.of(answer));
  }

  private static String next(Token token, Answer answer) {
    return next(Optional.of(token), answer);
  }

  @Test
  void activeAndAcceptedNeedsNothing() {
    assertThat(next(token(TokenState.ACTIVE, YEAR), ACCEPTED))
        .isEqualTo(
            "Nothing. If the sync is refused all the same, its client presents another token:"
                + " give it this one.");
    assertThat(next(token(Purpose.PROBE, TokenState.ACTIVE, YEAR), ACCEPTED)).isEqualTo("Nothing.");
  }

  @Test
  void activeAndAcceptedWithinAWarningIsToBeReplaced() {
    assertThat(next(token(TokenState.ACTIVE, Duration.ofDays(29)), ACCEPTED))
        .isEqualTo(
            "It ends soon: issue a new one, and register that in its place:\n"
                + "  scim-exporter token add --config.file=c.yml --sync=entra-prod"
                + " --replaces=8b0b409c4e25");
    assertThat(next(token(TokenState.ACTIVE, Duration.ofDays(31)), ACCEPTED))
        .startsWith("Nothing.");
  }

  @Test
  void acceptedPastItsEndMeansThatADateIsWrong() {
    assertThat(next(token(TokenState.ACTIVE, Duration.ZERO), ACCEPTED))
        .startsWith("The server accepts it past the end that is registered");
  }

  @Test
  void replacedAndAcceptedIsToBeRevokedOnceItsReplacementIsInUse() {
    assertThat(next(token(TokenState.REPLACED, YEAR), ACCEPTED))
        .startsWith("Its replacement is registered. Once the client presents that one, revoke")
        .endsWith("\n  scim-exporter token retire --config.file=c.yml 8b0b409c4e25");
  }

  @Test
  void retiredAndAcceptedIsToBeRevoked() {
    assertThat(next(token(TokenState.RETIRED, YEAR), ACCEPTED))
        .startsWith("It is retired here, and still opens the server: revoke it there.\n");
  }

  @Test
  void unknownAndAcceptedIsToBeRegistered() {
    assertThat(next(Optional.empty(), ACCEPTED))
        .startsWith("Register it, or nobody is told when it ends")
        .endsWith("\n  scim-exporter token add --config.file=c.yml --sync=entra-prod");
  }

  @Test
  void expiredAndRefusedIsToBeReplaced() {
    assertThat(next(token(TokenState.ACTIVE, Duration.ofSeconds(-1)), REFUSED))
        .startsWith("It has expired: issue a new one")
        .endsWith(" --sync=entra-prod --replaces=8b0b409c4e25");
  }

  @Test
  void activeAndRefusedWasRevokedOrIsAskedAtTheWrongPlace() {
    assertThat(next(token(TokenState.ACTIVE, YEAR), REFUSED))
        .startsWith("It was revoked before its end, or the endpoint is not that of its server")
        .contains("a 401 does not prove that the URL is right")
        .endsWith(" --sync=entra-prod --replaces=8b0b409c4e25");
  }

  @Test
  void replacedAndRefusedIsToBeRetired() {
    assertThat(next(token(TokenState.REPLACED, YEAR), REFUSED))
        .endsWith("\n  scim-exporter token retire --config.file=c.yml 8b0b409c4e25");
  }

  @Test
  void retiredAndRefusedNeedsNothing() {
    assertThat(next(token(TokenState.RETIRED, YEAR), REFUSED)).startsWith("Nothing:");
  }

  @Test
  void unknownAndRefusedIsNobodysToken() {
    assertThat(next(Optional.empty(), REFUSED))
        .startsWith("Neither the registry nor the server knows it. See whether the token expired");
  }

  @ParameterizedTest
  @EnumSource
  void whatSaysNothingOfTheTokenIsToBeMendedFirst(TokenState state) {
    for (Answer answer :
        List.of(
            new Answer.NotFound(),
            new Answer.ServerError(503),
            new Answer.TlsFailure(TlsProblem.UNKNOWN_CA, "x"),
            new Answer.NetworkFailure(Answer.NetworkFailure.Kind.TIMEOUT, "x"))) {
      assertThat(next(token(state, YEAR), answer)).isEqualTo(answer.advice());
      assertThat(next(Optional.empty(), answer)).isEqualTo(answer.advice());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVE, true, true",
    "REPLACED, true, true",
    "RETIRED, true, false",
    "ACTIVE, false, false",
    "REPLACED, false, false",
    "RETIRED, false, false"
  })
  void onlyATokenInUseThatIsAcceptedIsGood(TokenState state, boolean accepted, boolean good) {
    assertThat(
            TokenAdvice.isGood(
                Optional.of(token(state, YEAR)), Optional.of(accepted ? ACCEPTED : REFUSED)))
        .isEqualTo(good);
    assertThat(TokenAdvice.isGood(Optional.empty(), Optional.of(ACCEPTED))).isFalse();
    assertThat(TokenAdvice.isGood(Optional.of(token(state, YEAR)), Optional.empty())).isFalse();
  }
}
