package io.github.scimexporter.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.sync.TokenWindow;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenTest {

  @Test
  void anIdIsAShortPrefixOfTheSha256OfTheValue() {
    // printf %s abc | sha256sum
    assertThat(Token.idOf("abc")).isEqualTo("ba7816bf8f01");
    assertThat(Token.idOf(TokenFixtures.VALUE)).hasSize(12).matches("[0-9a-f]+");
  }

  @Test
  void otherValuesHaveOtherIds() {
    assertThat(Token.idOf("invented-1")).isNotEqualTo(Token.idOf("invented-2"));
  }

  @Test
  void onlyARetiredTokenIsOutOfUse() {
    Token token = TokenFixtures.active("a");
    assertThat(token.isInUse()).isTrue();
    assertThat(token.in(TokenState.REPLACED, TokenFixtures.REGISTERED).isInUse()).isTrue();
    assertThat(token.in(TokenState.RETIRED, TokenFixtures.REGISTERED).isInUse()).isFalse();
  }

  private static Token active(TokenEvent... more) {
    Token token = TokenFixtures.active("a");
    for (TokenEvent event : more) {
      token = token.in(TokenState.REPLACED, event);
    }
    return token;
  }

  private static TokenEvent event(String time, TokenEvent.Kind kind) {
    return new TokenEvent(Instant.parse(time), kind, Actor.UNKNOWN);
  }

  @Test
  void isInUseFromItsRegistrationUntilTwoMinutesAfterItsExpiry() {
    TokenWindow window = active().window();
    assertThat(window.token()).isEqualTo("a");
    assertThat(window.from()).isEqualTo(TokenFixtures.REGISTERED.time());
    // The contract's two minutes are the last that still count.
    assertThat(window.until())
        .isEqualTo(TokenFixtures.EXPIRY.plus(Duration.ofMinutes(2)).plusNanos(1));
  }

  @Test
  void isInUseNoLongerThanUntilItWasReplacedRetiredOrRevoked() {
    TokenEvent replaced = event("2025-10-01T00:00:00Z", TokenEvent.Kind.REPLACED);
    TokenEvent retired = event("2025-10-02T00:00:00Z", TokenEvent.Kind.RETIRED);
    TokenEvent revoked = event("2025-10-03T00:00:00Z", TokenEvent.Kind.REVOKED);
    assertThat(active(replaced, retired, revoked).window().until()).isEqualTo(replaced.time());
    assertThat(active(retired).window().until()).isEqualTo(retired.time());
    assertThat(active(revoked).window().until()).isEqualTo(revoked.time());
    assertThat(active(event("2026-01-01T00:00:00Z", TokenEvent.Kind.RETIRED)).window())
        .isEqualTo(active().window());
  }

  @Test
  void isInUseAtNoKnownTimeWhereVersion1DidNotKeepWhenThatEnded() {
    TokenWindow window = TokenFixtures.token("a", TokenState.REPLACED).window();
    assertThat(window.until()).isEqualTo(window.from());
  }

  @Test
  void anotherStateAddsToItsHistoryAndChangesNothingElse() {
    TokenEvent retired =
        new TokenEvent(TokenFixtures.EXPIRY, TokenEvent.Kind.RETIRED, Actor.UNKNOWN);
    Token token = TokenFixtures.active("a").in(TokenState.RETIRED, retired);
    assertThat(token.history()).containsExactly(TokenFixtures.REGISTERED, retired);
    assertThat(token)
        .usingRecursiveComparison()
        .ignoringFields("history")
        .isEqualTo(TokenFixtures.token("a", TokenState.RETIRED));
  }
}
