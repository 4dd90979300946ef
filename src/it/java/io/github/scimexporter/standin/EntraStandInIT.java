package io.github.scimexporter.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client provisions as Entra does, and its account agrees with the server's. */
class EntraStandInIT {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String GUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  @TempDir private Path directory;
  private ValveLog combined;
  private SpotfireStandIn spotfire;
  private IssuedToken token;

  @BeforeEach
  void start() {
    combined = ValveLog.combined(directory);
    spotfire = new SpotfireStandIn(SpotfireOptions.defaults().withLog(combined));
    token = spotfire.issueToken(Duration.ofHours(1));
  }

  @AfterEach
  void stop() {
    spotfire.close();
  }

  private EntraStandIn entra(EntraOptions options) {
    return new EntraStandIn(spotfire.endpoint(), token.value(), options);
  }

  @Test
  void aCycleChecksTheCredentialsAndThenExportsTheChanges() throws Exception {
    try (EntraStandIn entra = entra(EntraOptions.defaults())) {
      EntraCycle first = entra.runCycle();
      assertThat(first.completed()).isTrue();
      List<Exchange> exchanges = first.exchanges();
      assertThat(exchanges.get(0).target())
          .matches("/Users\\?filter=userName\\+eq\\+%22" + GUID + "%22");
      assertThat(exchanges.get(1).target())
          .matches(
              "/Groups\\?excludedAttributes=members&filter=displayName\\+eq\\+%22" + GUID + "%22");
      // Two checks, two users and a group looked up; all three made; members added.
      assertThat(first.counts()).isEqualTo(Map.of("GET 200", 5L, "POST 201", 3L, "PATCH 200", 1L));

      EntraCycle second = entra.runCycle();
      // Two new users again, the first one changed, the group known by now.
      assertThat(second.counts()).isEqualTo(Map.of("GET 200", 6L, "POST 201", 2L, "PATCH 200", 2L));
      assertThat(entra.sent()).isEqualTo(spotfire.answered("SPOTFIRE"));
    }
  }

  @Test
  void withoutChangesThereIsTheCheckOrNothingAtAll() throws Exception {
    EntraOptions quiet = EntraOptions.defaults().withChanges(0, 0);
    try (EntraStandIn entra = entra(quiet);
        EntraStandIn silent = entra(quiet.withoutCredentialCheck())) {
      assertThat(entra.runCycle().counts()).isEqualTo(Map.of("GET 200", 2L));
      assertThat(silent.runCycle().exchanges()).isEmpty();
    }
  }

  @Test
  void aRefusedClientStopsAndExportsWhatIsDueLater() throws Exception {
    try (EntraStandIn entra = entra(EntraOptions.defaults().withChanges(1, 0))) {
      spotfire.revoke(token);
      EntraCycle refused = entra.runCycle();
      assertThat(refused.completed()).isFalse();
      assertThat(refused.counts()).isEqualTo(Map.of("GET 401", 1L));

      IssuedToken next = spotfire.issueToken(Duration.ofHours(1));
      entra.setToken(next.value());
      assertThat(entra.runCycle().counts()).containsEntry("POST 201", 3L);

      spotfire.limitScopes(next, Set.of("user-directory.read.all"));
      EntraCycle forbidden = entra.runCycle();
      assertThat(forbidden.completed()).isFalse();
      assertThat(forbidden.counts()).isEqualTo(Map.of("GET 200", 3L, "POST 403", 1L));

      entra.setEndpoint(spotfire.endpoint("WRONG"));
      assertThat(entra.runCycle().counts()).isEqualTo(Map.of("GET 404", 1L));

      spotfire.stop();
      EntraCycle unanswered = entra.runCycle();
      assertThat(unanswered.exchanges()).singleElement().matches(e -> e.status() == 0);
      assertThat(unanswered.counts()).isEmpty();
      assertThat(entra.sent()).isEqualTo(spotfire.answered());
    }
  }

  @Test
  void runsByItselfUntilItIsClosed() {
    EntraStandIn entra = entra(EntraOptions.defaults());
    entra.start(Duration.ofMillis(100));
    await().atMost(PATIENCE).until(() -> spotfire.answered().getOrDefault("PATCH 200", 0L) >= 4);
    entra.close();
    assertThat(entra.sent()).isEqualTo(spotfire.answered());
  }

  @Test
  void inQuarantineCyclesAreRareUntilANewTokenComes() {
    spotfire.revoke(token);
    try (EntraStandIn entra = entra(EntraOptions.defaults().withQuarantine())) {
      // The retry comes after nine intervals: long after this test, which must not wait to close.
      entra.start(Duration.ofHours(1));
      await().atMost(PATIENCE).until(() -> entra.sent().equals(Map.of("GET 401", 1L)));
      entra.setToken(spotfire.issueToken(Duration.ofHours(1)).value());
      await().atMost(PATIENCE).until(() -> entra.sent().containsKey("POST 201"));
    }
  }

  @Test
  void sendsNoUserAgentThatALogWouldShow() throws Exception {
    try (EntraStandIn entra = entra(EntraOptions.defaults().withChanges(0, 0))) {
      entra.runCycle();
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(LogFiles.lines(combined))
                    .hasSize(2)
                    .allMatch(line -> line.endsWith("\"-\" \"-\"")));
  }

  @Test
  void aTokenThatNoHeaderTakesIsRefusedWithoutShowingIt() {
    String bad = "secret\nvalue";
    assertThatThrownBy(
            () -> new EntraStandIn(spotfire.endpoint(), bad, EntraOptions.defaults()).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
    assertThat(token.toString()).doesNotContain(token.value());
    assertThat(token.validUntil()).isAfter(Instant.now());
  }
}
