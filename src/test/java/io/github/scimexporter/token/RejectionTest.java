package io.github.scimexporter.token;

import static io.github.scimexporter.token.TokenFixtures.EXPIRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.config.HeartbeatConfig;
import io.github.scimexporter.config.ProvisionedFrom;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.Evidence;
import io.github.scimexporter.sync.Ledger;
import io.github.scimexporter.sync.LedgerState;
import io.github.scimexporter.sync.Method;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.SyncState;
import io.github.scimexporter.token.Rejection.Cause;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The edges of the rules by which 401s have a cause. */
class RejectionTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration SLACK = Duration.ofMinutes(2);
  private static final Instant LATER = EXPIRY.plus(Duration.ofHours(1));

  private final Ledger ledger =
      new Ledger(LedgerState.EMPTY, List.of("entra-prod"), List.of(), EXPIRY.minusSeconds(9000));
  private List<String> logs = List.of("tss1");
  private Optional<Instant> pausedUntil = Optional.empty();

  private Rejection now(Instant now, Token... tokens) {
    SyncState state =
        ledger.state().syncs().getOrDefault("entra-prod", SyncState.watchedSince(now));
    SyncConfig sync =
        new SyncConfig(
            "entra-prod",
            URI.create("http://localhost/scim"),
            logs,
            List.of(),
            ProvisionedFrom.UNKNOWN,
            HeartbeatConfig.OFF,
            Map.of(),
            pausedUntil,
            Optional.empty(),
            Optional.empty());
    return Rejection.of(sync, new TokenRegistry(List.of(tokens)), state, now);
  }

  private void answered(Outcome outcome, Instant time) {
    int code = outcome == Outcome.SUCCESS ? 200 : 401;
    ledger.apply(new Evidence.Request("entra-prod", Method.GET, code, outcome, time), LATER);
  }

  private void worked(Instant time) {
    answered(Outcome.SUCCESS, time);
  }

  private void rejected(Instant time) {
    answered(Outcome.UNAUTHORIZED, time);
  }

  private static Token replaced(String id) {
    return TokenFixtures.token(id, TokenState.REPLACED);
  }

  @Test
  void aTokenLapsesOnceItIsPastItsExpiry() {
    Token token = TokenFixtures.active("aa");
    assertThat(now(EXPIRY, token).isLapsed(token)).isFalse();
    assertThat(now(EXPIRY.plusMillis(1), token).isLapsed(token)).isTrue();
  }

  @Test
  void aHeartbeatMoreThanTwoMinutesAfterTheExpiryShowsThatAnotherIsInUse() {
    Token token = TokenFixtures.active("aa");
    worked(EXPIRY.plus(SLACK));
    assertThat(now(LATER, token).isLapsed(token)).isTrue();
    worked(EXPIRY.plus(SLACK).plusMillis(1));
    assertThat(now(LATER, token).isLapsed(token)).isFalse();
  }

  @Test
  void entrasWordCountsOnlyWhereNoLogSpeaks() {
    Token token = TokenFixtures.active("aa");
    ledger.apply(new Evidence.Execution("entra-prod", LATER), LATER);
    assertThat(now(LATER, token).isLapsed(token)).isTrue();
    logs = List.of();
    assertThat(now(LATER, token).isLapsed(token)).isFalse();
  }

  @Test
  void aReplacedTokenLapsesWithA401InTheVerySecondOfItsExpiry() {
    Token token = replaced("aa");
    assertThat(now(LATER, token).isLapsed(token)).isFalse();
    rejected(EXPIRY.minus(SECOND));
    assertThat(now(LATER, token).isLapsed(token)).isFalse();
    rejected(EXPIRY);
    assertThat(now(LATER, token).isLapsed(token)).isTrue();
  }

  @Test
  void aReplacedTokenDoesNotLapseOnceThe401IsNotTheLatestWord() {
    Token token = replaced("aa");
    rejected(EXPIRY);
    worked(EXPIRY.plus(SECOND));
    assertThat(now(LATER, token).isLapsed(token)).isFalse();
  }

  @Test
  void theCauseIsExpiredBeforeRejectedBeforeUnregistered() {
    Token lapsed = TokenFixtures.active("aa");
    Token waiting = replaced("bb");
    Token retired = TokenFixtures.token("cc", TokenState.RETIRED);
    assertThat(now(LATER, waiting, lapsed).cause()).isEqualTo(Cause.TOKEN_EXPIRED);
    assertThat(now(LATER, waiting).cause()).isEqualTo(Cause.TOKEN_REJECTED);
    assertThat(now(LATER, retired).cause()).isEqualTo(Cause.NO_TOKEN_REGISTERED);
  }

  @Test
  void tokensOfOtherSyncsAndPurposesDecideNothing() {
    Token plain = TokenFixtures.active("aa");
    assertThat(now(LATER, of(plain, "other", plain.purpose())).cause())
        .isEqualTo(Cause.NO_TOKEN_REGISTERED);
    assertThat(now(LATER, of(plain, plain.sync(), Purpose.PROBE)).cause())
        .isEqualTo(Cause.NO_TOKEN_REGISTERED);
  }

  private static Token of(Token plain, String sync, Purpose purpose) {
    return new Token(
        plain.id(),
        plain.name(),
        sync,
        purpose,
        plain.clientId(),
        plain.scopes(),
        plain.issued(),
        plain.expiry(),
        plain.warnings(),
        plain.state(),
        plain.history());
  }

  @Test
  void itIsRejectedFromTheFirst401AfterTheLastSuccess() {
    rejected(EXPIRY);
    worked(EXPIRY.plusSeconds(10));
    assertThat(now(LATER).since()).isEmpty();
    rejected(EXPIRY.plusSeconds(20));
    rejected(EXPIRY.plusSeconds(30));
    assertThat(now(LATER).since()).contains(EXPIRY.plusSeconds(20));
  }

  @Test
  void a401BeforeTheEndOfAPauseCountsNoMore() {
    pausedUntil = Optional.of(EXPIRY.plusSeconds(60));
    rejected(EXPIRY);
    rejected(EXPIRY.plusSeconds(60));
    assertThat(now(LATER).since()).isEmpty();
    rejected(EXPIRY.plusSeconds(61));
    assertThat(now(LATER).since()).contains(EXPIRY.plusSeconds(60));
  }
}
