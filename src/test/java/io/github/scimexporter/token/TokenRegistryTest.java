package io.github.scimexporter.token;

import static io.github.scimexporter.token.TokenFixtures.REGISTERED;
import static io.github.scimexporter.token.TokenFixtures.active;
import static io.github.scimexporter.token.TokenFixtures.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.scimexporter.sync.TokenWindow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenRegistryTest {
  private static final TokenEvent RETIRED =
      new TokenEvent(
          Instant.parse("2025-12-01T00:00:00Z"),
          TokenEvent.Kind.RETIRED,
          new Actor("tss2", "admin"));
  private static final TokenRegistry ONE = new TokenRegistry(List.of(active("a")));

  private static Token other(String id, String sync, Purpose purpose) {
    Token token = active(id);
    return new Token(
        id,
        token.name(),
        sync,
        purpose,
        token.clientId(),
        token.scopes(),
        token.issued(),
        token.expiry(),
        token.warnings(),
        TokenState.ACTIVE,
        token.history());
  }

  private static void refuses(
      TokenRegistry registry, Token token, Optional<String> replaces, boolean also, String why) {
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> registry.with(token, replaces, also))
        .withMessage(why);
  }

  @Test
  void theFirstTokenNeedsNoWord() throws Exception {
    assertThat(TokenRegistry.EMPTY.with(active("a"), Optional.empty(), false)).isEqualTo(ONE);
  }

  @Test
  void asksWhatBecomesOfAnActiveToken() {
    refuses(
        ONE,
        active("b"),
        Optional.empty(),
        false,
        "sync entra-prod has an active provisioning token already; add --replaces=a if the new one"
            + " takes its place, or --also if both are used");
  }

  @Test
  void aReplacedTokenStaysAndSaysSo() throws Exception {
    assertThat(ONE.with(active("b"), Optional.of("a"), false).tokens())
        .containsExactly(
            active("a")
                .in(
                    TokenState.REPLACED,
                    new TokenEvent(
                        REGISTERED.time(),
                        TokenEvent.Kind.REPLACED,
                        REGISTERED.by(),
                        Optional.of("b"))),
            active("b"));
  }

  @Test
  void aTokenBesideAnotherLeavesItActive() throws Exception {
    assertThat(ONE.with(active("b"), Optional.empty(), true).tokens())
        .containsExactly(active("a"), active("b"));
  }

  @Test
  void aReplacedOrRetiredTokenAsksForNoWord() throws Exception {
    TokenRegistry registry =
        new TokenRegistry(List.of(token("a", TokenState.REPLACED), token("b", TokenState.RETIRED)));
    assertThat(registry.with(active("c"), Optional.empty(), false).tokens()).hasSize(3);
  }

  @Test
  void replacingARetiredTokenLeavesItRetired() throws Exception {
    TokenRegistry registry = ONE.retire("a", RETIRED);
    assertThat(registry.with(active("b"), Optional.of("a"), false).tokens())
        .containsExactly(active("a").in(TokenState.RETIRED, RETIRED), active("b"));
  }

  @Test
  void replacingATokenThatIsOutOfUseSaysNothingOfTheActiveOnes() throws Exception {
    TokenRegistry replaced = ONE.with(active("b"), Optional.of("a"), false);
    String ask =
        " already; sync entra-prod has an active provisioning token already; add --replaces=b if"
            + " the new one takes its place, or --also if both are used";
    refuses(replaced, active("c"), Optional.of("a"), false, "token a is replaced" + ask);
    refuses(
        replaced.retire("a", RETIRED),
        active("c"),
        Optional.of("a"),
        false,
        "token a is retired" + ask);
  }

  @Test
  void oneOfTwoActiveTokensIsReplacedAndTheOtherLeftAsItIs() throws Exception {
    TokenRegistry two = ONE.with(active("b"), Optional.empty(), true);
    assertThat(two.with(active("c"), Optional.of("a"), false).tokens())
        .extracting(Token::state)
        .containsExactly(TokenState.REPLACED, TokenState.ACTIVE, TokenState.ACTIVE);
  }

  @Test
  void aTokenThatWasReplacedByARetiredOneMayBeReplacedAgain() throws Exception {
    TokenRegistry registry = ONE.with(active("b"), Optional.of("a"), false).retire("b", RETIRED);
    Token again = registry.with(active("c"), Optional.of("a"), false).mustFind("a");
    assertThat(again.state()).isEqualTo(TokenState.REPLACED);
    assertThat(again.history())
        .extracting(TokenEvent::other)
        .containsExactly(Optional.empty(), Optional.of("b"), Optional.of("c"));
  }

  @Test
  void otherSyncsAndPurposesAskForNoWord() throws Exception {
    assertThat(ONE.with(other("b", "okta", Purpose.PROVISIONING), Optional.empty(), false).tokens())
        .hasSize(2);
    assertThat(ONE.with(other("b", "entra-prod", Purpose.PROBE), Optional.empty(), false).tokens())
        .hasSize(2);
  }

  @Test
  void onlyProvisioningTokensAreWatchedByTheSyncThatUsesThem() {
    TokenRegistry registry =
        new TokenRegistry(
            List.of(
                active("a"),
                token("b", TokenState.RETIRED),
                other("c", "entra-prod", Purpose.PROBE),
                other("d", "entra-prod", Purpose.GRAPH),
                other("e", "okta", Purpose.PROVISIONING)));
    assertThat(registry.windows().of("entra-prod"))
        .extracting(TokenWindow::token)
        .containsExactly("a", "b");
    assertThat(registry.windows().of("okta")).extracting(TokenWindow::token).containsExactly("e");
    assertThat(registry.windows().of("none")).isEmpty();
  }

  @Test
  void refusesToReplaceAnothersToken() {
    String why =
        "token a is the provisioning token of sync entra-prod; --replaces takes a token of the same"
            + " sync and purpose";
    refuses(ONE, other("b", "okta", Purpose.PROVISIONING), Optional.of("a"), false, why);
    refuses(ONE, other("b", "entra-prod", Purpose.GRAPH), Optional.of("a"), false, why);
  }

  @Test
  void refusesToReplaceWhatIsNotRegistered() {
    refuses(
        ONE,
        active("b"),
        Optional.of("abc"),
        false,
        "token 'abc' is not registered; see scim-exporter token list");
  }

  @Test
  void neverRepeatsWhatShouldBeAnIdAndMayBeTheTokenItself() {
    refuses(
        ONE,
        active("b"),
        Optional.of(TokenFixtures.VALUE),
        false,
        "what should be the id of a token is none; see scim-exporter token list");
  }

  @Test
  void refusesATokenThatIsRegisteredAlready() {
    refuses(
        ONE,
        other("a", "okta", Purpose.PROVISIONING),
        Optional.empty(),
        true,
        "token a is registered already, for sync entra-prod; see scim-exporter token list");
  }

  @Test
  void retiresAToken() throws Exception {
    assertThat(ONE.retire("a", RETIRED).tokens())
        .containsExactly(active("a").in(TokenState.RETIRED, RETIRED));
    assertThat(ONE.retire("a", RETIRED).retire("a", RETIRED)).isEqualTo(ONE.retire("a", RETIRED));
  }

  @Test
  void refusesToRetireWhatIsNotRegistered() {
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> ONE.retire("abc", RETIRED))
        .withMessage("token 'abc' is not registered; see scim-exporter token list");
  }
}
