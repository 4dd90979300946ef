package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.standin.IssuedToken;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What happens to tokens. */
interface TokenBreaks extends Rows {

  @RowTest
  default void aTokenIsRevokedBeforeItsDate() {
    try (Row row = row("token-revoked").watched(Map.of())) {
      IssuedToken token = row.token();
      String id = row.site().register(token, "--name=first");
      row.provisioned(token);

      row.spotfire().revoke(token);
      row.awaitTold("firing ScimTokenRejected critical");
      assertThat(row.mails().get(0).text())
          .contains("The server has answered 401 since", "\"first\" (id " + id + ")");

      IssuedToken second = row.token();
      row.site().register(second, "--name=second", "--replaces=" + id);
      row.entra().setToken(second.value());
      row.awaitToldInAll(
          "firing ScimTokenRejected critical", "resolved ScimTokenRejected critical");
    }
  }

  @RowTest
  default void theServerAnswers401AndNoTokenIsRegistered() {
    try (Row row = row("no-token-registered").watched(Map.of())) {
      IssuedToken token = row.token();
      row.provisioned(token);

      row.spotfire().revoke(token);
      row.awaitTold("firing ScimUnauthorized critical");
      assertThat(row.mails().get(0).text()).contains("No provisioning token in use is registered");

      row.entra().setToken(row.token().value());
      row.awaitToldInAll("firing ScimUnauthorized critical", "resolved ScimUnauthorized critical");
    }
  }

  @RowTest
  default void aReplacedTokenThatIsStillPresentedExpires() {
    try (Row row = row("replacement-not-in-place").watched(Map.of())) {
      IssuedToken old = row.spotfire().issueToken(Duration.ofSeconds(40));
      IssuedToken replacement = row.token();
      String id = row.site().register(old, "--name=old");
      row.site().register(replacement, "--name=new", "--replaces=" + id);
      row.provisioned(old);

      row.awaitTold("firing ScimTokenExpired critical");
      assertThat(row.mails().get(0).text())
          .contains("\"old\" (id " + id + ")", "the new token was never put in place");

      Instant mended = Instant.now();
      row.entra().setToken(replacement.value());
      row.awaitHeartbeatAfter(mended);
      row.site().retire(id);
      row.awaitToldInAll("firing ScimTokenExpired critical", "resolved ScimTokenExpired critical");
    }
  }

  @RowTest
  default void aTokenNearsItsExpiry() {
    try (Row row = row("token-expiring")) {
      row.watched(Map.of("token_warnings", "{warning: 10m, critical: 65s}"));
      IssuedToken token = row.spotfire().issueToken(Duration.ofSeconds(100));
      String id = row.site().register(token, "--name=first");
      row.provisioned(token);

      row.awaitTold("firing ScimTokenExpiring warning");
      row.awaitTold(
          "firing ScimTokenExpiring warning",
          "firing ScimTokenExpiring critical + resolved ScimTokenExpiring warning");
      assertThat(row.mails().get(1).text()).contains("\"first\" (id " + id, "expires on");

      IssuedToken second = row.token();
      row.site().register(second, "--name=second", "--replaces=" + id);
      row.entra().setToken(second.value());
      row.site().retire(id);
      row.awaitToldInAll(
          "firing ScimTokenExpiring warning",
          "firing ScimTokenExpiring critical + resolved ScimTokenExpiring warning",
          "resolved ScimTokenExpiring critical");
    }
  }

  /** The quiet receiver is told what can wait, an hour later: four minutes at this speed. */
  @RowTest
  default void aTokenThatWasReplacedInTimeIsAMatterOfTidiness() {
    try (Row row = row("replaced-in-time").watched(Map.of())) {
      IssuedToken old = row.spotfire().issueToken(Duration.ofSeconds(45));
      IssuedToken replacement = row.token();
      String id = row.site().register(old, "--name=old");
      row.site().register(replacement, "--name=new", "--replaces=" + id);
      row.provisioned(old);
      row.entra().setToken(replacement.value());

      row.awaitNothingUntil(old.validUntil().plusSeconds(15), "ScimTokenExpired info");
    }
  }
}
