package io.github.scimexporter.token;

import static org.assertj.core.api.Assertions.assertThat;

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
