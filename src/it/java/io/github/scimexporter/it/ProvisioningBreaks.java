package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.standin.IssuedToken;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** What happens to the client and to the server, besides tokens. */
interface ProvisioningBreaks extends Rows {

  @RowTest
  default void theScopeIsTakenAway() {
    try (Row row = row("scope-taken-away").watched(Row.WIDE_HEARTBEAT)) {
      IssuedToken token = row.token();
      row.provisioned(token);

      row.spotfire().limitScopes(token, Set.of());
      row.awaitTold("firing ScimForbidden critical");
      assertThat(row.mails().get(0).text()).contains("403", "a scope is missing");

      row.entra().setToken(row.token().value());
      row.awaitToldInAll("firing ScimForbidden critical", "resolved ScimForbidden critical");
    }
  }

  /**
   * Who mistypes the domain mistypes it in both places: the exporter is told what the client is.
   */
  @RowTest
  default void theDomainInTheUrlIsWrong() {
    String wrong = "https://spotfire.example.com/spotfire/api/rest/scim/v2/SPOTFIER";
    try (Row row = row("wrong-domain").watched(Map.of("endpoint", wrong))) {
      row.site().provision(row.token(), Row.CYCLE);
      row.entra().setEndpoint(row.spotfire().endpoint("SPOTFIER"));
      row.awaitTold("firing ScimNotFound critical");
      assertThat(row.mails().get(0).text()).contains("404", wrong, "syncs[].endpoint");

      row.reconfigured(Map.of(), Map.of());
      row.entra().setEndpoint(row.spotfire().endpoint());
      row.awaitToldInAll("firing ScimNotFound critical", "resolved ScimNotFound critical");
    }
  }

  @RowTest
  default void theServerFails() {
    try (Row row = row("server-errors").watched(Row.WIDE_HEARTBEAT)) {
      row.provisioned();

      row.spotfire().answerWith(503, Duration.ofHours(1));
      row.awaitTold("firing ScimServerErrors warning");
      assertThat(row.mails().get(0).text()).contains("5xx", "server.log");

      row.spotfire().answerNormally();
      row.awaitToldInAll("firing ScimServerErrors warning", "resolved ScimServerErrors warning");
    }
  }

  @RowTest
  default void theClientStopsWhilePeopleStillUseTheServer() {
    try (Row row = row("client-stopped").watched(Map.of(), Map.of("silence", "12s"))) {
      row.usedByPeople();
      row.provisioned();

      row.entra().close();
      row.awaitTold("firing ScimHeartbeatMissed warning");
      row.awaitTold("firing ScimHeartbeatMissed warning", "firing ScimSyncDown critical");
      assertThat(row.mails().get(1).text())
          .contains("Missed heartbeats: 3 (the sync counts as down at 3)");

      row.provisioned();
      row.awaitToldInAll(
          "firing ScimHeartbeatMissed warning",
          "firing ScimSyncDown critical",
          "resolved ScimHeartbeatMissed warning + resolved ScimSyncDown critical");
      assertThat(row.mails().get(2).subject())
          .isEqualTo("[RESOLVED] Sync client-stopped: provisioning has gone silent. (+1 more)");
    }
  }

  @RowTest
  default void neverAHeartbeatSinceItWasConfigured() {
    try (Row row = row("never-seen").watched(Map.of())) {
      row.usedByPeople();
      row.awaitTold("firing ScimSyncNeverSeen warning");
      assertThat(row.mails().get(0).text()).contains("no heartbeat has ever come", "never-seen");

      row.provisioned();
      row.awaitToldInAll("firing ScimSyncNeverSeen warning", "resolved ScimSyncNeverSeen warning");
    }
  }

  @RowTest
  default void theServerFallsSilent() {
    try (Row row = row("server-silent").watched(Map.of(), Map.of("silence", "12s"))) {
      row.provisioned();

      row.spotfire().stop();
      row.awaitTold("firing ScimServerSilent critical");
      assertThat(row.mails().get(0).text()).contains("No line of any kind", "in server-silent");

      row.spotfire().start();
      row.awaitToldInAll("firing ScimServerSilent critical", "resolved ScimServerSilent critical");
    }
  }
}
