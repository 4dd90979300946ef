package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.standin.GraphStandIn;
import io.github.scimexporter.standin.IssuedToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What the probe sees of the server, and Microsoft Graph of Entra's job. */
interface BothEndsBreaks extends Rows {
  /** What is silent for that long counts as down, and a hider outlives its end by as much. */
  Map<String, String> ONE_MISSED =
      Map.of("heartbeat", "{interval: 25s, grace: 5s, missed_threshold: 1}");

  @RowTest
  default void entraQuarantinesTheJobAndDisablesItInTheEnd() {
    try (Row row = row("job-quarantined");
        EntraSide entra = new EntraSide(row)) {
      row.watched(entra.keys(ONE_MISSED)).provisioned(row.token());

      row.entra().close();
      entra.quarantined(Instant.now().minus(Duration.ofDays(2)));
      row.awaitTold("firing ScimEntraJobQuarantined critical");
      assertThat(row.mails().get(0).text())
          .contains(
              "Microsoft Entra ID, tenant " + GraphStandIn.TENANT,
              "owner identity-team@example.com",
              "Job " + EntraSide.JOB + " has been in quarantine since",
              "Entra disables it after 28 days, in 25d 23h",
              "Reason: EncounteredQuarantineException",
              "Restart provisioning");
      row.awaitAtLeast("sync:scim_heartbeats_missed:current", 1);

      entra.disabled();
      row.awaitTold(
          "firing ScimEntraJobQuarantined critical",
          "firing ScimEntraJobStopped critical + resolved ScimEntraJobQuarantined critical");
      assertThat(row.mails().get(1).text()).contains("its schedule Disabled", "Start provisioning");

      entra.runs();
      row.provisioned(row.token());
      row.awaitToldInAll(
          "firing ScimEntraJobQuarantined critical",
          "firing ScimEntraJobStopped critical + resolved ScimEntraJobQuarantined critical",
          "resolved ScimEntraJobStopped critical");
      row.assertFired("ScimEntraJobQuarantined critical", "ScimEntraJobStopped critical");
    }
  }

  @RowTest
  default void somebodyPausesTheJob() {
    try (Row row = row("job-paused");
        EntraSide entra = new EntraSide(row)) {
      row.watched(entra.keys(ONE_MISSED)).provisioned(row.token());

      row.entra().close();
      entra.paused();
      row.awaitTold("firing ScimEntraJobStopped critical");
      assertThat(row.mails().get(0).text())
          .contains(
              "its status is Paused, its schedule Disabled",
              "Nobody is created, changed or disabled until it is started",
              "paused_until");
      row.awaitAtLeast("sync:scim_heartbeats_missed:current", 1);

      entra.runs();
      row.provisioned(row.token());
      row.awaitToldInAll(
          "firing ScimEntraJobStopped critical", "resolved ScimEntraJobStopped critical");
      row.assertFired("ScimEntraJobStopped critical");
    }
  }

  /** Nothing but Graph knows of this sync: while it is dark, its last word is no silence. */
  @RowTest
  default void graphCannotBeRead() {
    try (Row row = row("graph-unreadable");
        EntraSide entra = new EntraSide(row)) {
      Instant start = Instant.now();
      row.watched(entra.keys(Map.of("heartbeat", "{interval: 10s, grace: 5s}", "logs", "[]")));
      row.awaitHeartbeatAfter(start);

      entra.refuses();
      row.awaitTold("firing ScimEntraUnreadable warning");
      assertThat(row.mails().get(0).text())
          .contains(
              "No exporter has been able to ask Microsoft Graph",
              "no log is read for this sync, so nothing tells meanwhile whether it runs",
              "403: admin consent for Synchronization.Read.All is missing");
      row.awaitAtLeast("sync:scim_heartbeats_missed:current", 3);

      entra.runs();
      row.awaitToldInAll(
          "firing ScimEntraUnreadable warning", "resolved ScimEntraUnreadable warning");
      row.assertFired("ScimEntraUnreadable warning");
    }
  }

  @RowTest
  default void theServerFailsThenIsDownAndTheClientComesBackLate() {
    try (Row row = row("endpoint-unreachable")) {
      row.site()
          .watch(
              Map.of(
                  "endpoint",
                  row.spotfire().endpoint().toString(),
                  "probe",
                  "{interval: 1s, timeout: 1s}",
                  "heartbeat",
                  "{interval: 25s, grace: 5s, missed_threshold: 1}"),
              Map.of("silence", "12s"));
      row.provisioned(row.token());

      row.spotfire().answerWith(503, Duration.ofHours(1));
      row.awaitTold("firing ScimEndpointUnreachable critical");
      assertThat(row.mails().get(0).text())
          .contains("probes got no HTTP answer, or a 5xx", "server_error", "curl -sSv");
      row.awaitAtLeast("sync_outcome:scim_sync_last_failure_timestamp_seconds:failing", 1);
      row.spotfire().stop();
      row.awaitAtLeast("sync:scim_log_silence_seconds:min", 12);
      row.awaitAtLeast("sync:scim_heartbeats_missed:current", 1);

      // Entra has given up for some time; the server is back before it asks again.
      row.entra().close();
      row.spotfire().answerNormally();
      row.spotfire().start();
      row.awaitTold(
          "firing ScimEndpointUnreachable critical", "resolved ScimEndpointUnreachable critical");
      row.provisioned(row.token());
      row.awaitToldInAll(
          "firing ScimEndpointUnreachable critical", "resolved ScimEndpointUnreachable critical");
    }
  }

  @RowTest
  default void theProbesOwnTokenIsRefusedWhileTheSyncWorks() throws IOException {
    try (Row row = row("probe-rejected")) {
      row.watched(
          Map.of(
              "endpoint",
              row.spotfire().endpoint().toString(),
              "probe",
              "{interval: 1s, timeout: 1s, token_file: probe.token}"));
      IssuedToken first = row.token();
      String id = row.site().register(first, "--name=the probe's", "--purpose=probe");
      Path file = row.site().work().resolve("probe.token");
      Files.writeString(file, first.value());
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      row.provisioned(row.token());
      row.awaitAtLeast("scim_probe_success", 1);

      row.spotfire().revoke(first);
      row.awaitTold("firing ScimProbeRejected warning");
      assertThat(row.mails().get(0).text())
          .contains("\"the probe's\" (id " + id + ")", "while the sync itself works")
          .doesNotContain(first.value());

      // As the message says: registered first, and in no hurry to write it into the file.
      IssuedToken second = row.token();
      row.site().register(second, "--name=its second", "--purpose=probe", "--replaces=" + id);
      row.awaitEvaluated(Instant.now().plusSeconds(25));
      Files.writeString(file, second.value());
      row.awaitToldInAll("firing ScimProbeRejected warning", "resolved ScimProbeRejected warning");
      row.assertFired("ScimProbeRejected warning");
    }
  }

  /** Days later, in life: Entra finds the token refused and quarantines the job. */
  @RowTest
  default void theTokenExpiresAndEntraQuarantinesTheJobForIt() {
    try (Row row = row("expired-then-quarantined");
        EntraSide entra = new EntraSide(row)) {
      row.watched(entra.keys(ONE_MISSED));
      IssuedToken token = row.spotfire().issueToken(Duration.ofSeconds(30));
      String id = row.site().register(token, "--name=first");
      row.provisioned(token);
      row.awaitTold("firing ScimTokenExpired critical");

      entra.quarantined(Instant.now());
      row.awaitAtLeast("scim_entra_job_quarantined_since_timestamp_seconds", 1);
      row.awaitAtLeast("sync:scim_heartbeats_missed:current", 1);

      Instant mended = Instant.now();
      row.entra().setToken(row.token().value());
      row.awaitHeartbeatAfter(mended);
      row.site().retire(id);
      row.awaitTold("firing ScimTokenExpired critical", "resolved ScimTokenExpired critical");
      // The quarantine outlives its cause until Entra's next cycle.
      entra.runs();
      row.awaitToldInAll("firing ScimTokenExpired critical", "resolved ScimTokenExpired critical");
      row.assertFired("ScimTokenExpired critical");
    }
  }

  /** Nothing changed, so Entra has nothing to send; its cycles run. */
  @RowTest
  default void aHealthyJobIsIdle() {
    try (Row row = row("job-idle");
        EntraSide entra = new EntraSide(row)) {
      row.watched(entra.keys(Map.of())).provisioned(row.token());
      row.awaitAtLeast("scim_requests_total", 1);

      row.entra().close();
      row.awaitNothingUntil(Instant.now().plusSeconds(45));
    }
  }
}
