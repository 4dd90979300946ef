package io.github.scimexporter.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IssuedTokenTest {
  private final TokenStore tokens = new TokenStore();

  @Test
  void isPrintedAsTheToolPrintsIt() {
    IssuedToken token = tokens.issue(Instant.parse("2025-11-21T10:56:39.7Z"), Set.of());
    assertThat(token.printed(ZoneId.of("Europe/Brussels")).lines())
        .containsExactly(
            "Tool password: ",
            "Access token successfully issued.",
            "Access token: " + token.value(),
            "Valid until: 2025-11-21 11:56:39 CET",
            "Please note that the access token is a credential and must be handled with care.",
            "The access token should be revoked using the 'revoke-token' command when no longer"
                + " needed.");
    assertThat(token.printed(ZoneId.of("UTC"))).contains("Valid until: 2025-11-21 10:56:39 UTC\n");
  }

  @Test
  void hasTheShapeOfTheSampleAndHidesItself() {
    IssuedToken token = tokens.issue(Instant.EPOCH, Set.of("a"));
    assertThat(token.value()).matches("[0-9a-v]{26}:[0-9a-v]{26}");
    assertThat(token.clientId()).matches("[0-9a-f]{32}\\.oauth-clients\\.spotfire\\.tibco\\.com");
    assertThat(token.toString()).contains(token.clientId()).doesNotContain(token.value());
  }

  @Test
  void hasNoFractionsThatThePrintWouldLose() {
    Instant fraction = Instant.parse("2025-11-21T10:56:39.7Z");
    assertThatThrownBy(() -> new IssuedToken("v", "c", Set.of(), fraction))
        .hasMessageContaining("fractions");
  }
}
