package io.github.scimexporter.status;

import static io.github.scimexporter.status.Situation.START;
import static io.github.scimexporter.status.Situation.at;
import static io.github.scimexporter.status.Situation.job;
import static io.github.scimexporter.status.Situation.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.config.HeartbeatConfig;
import io.github.scimexporter.config.Provider;
import io.github.scimexporter.sync.EntraJob;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.ProbeOutcome;
import io.github.scimexporter.token.TokenState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a sync because of anything but its tokens, and what to do then. */
class SyncVerdictsTest {
  private static final String CONFIG = " --config.file=/etc/scim-exporter/scim-exporter.yml";
  private static final String SCAN = "scim-exporter scan" + CONFIG + " /var/log/tss1/access*.log*";

  private static void assertSaid(
      Verdict verdict, Level level, String alert, Optional<Instant> since, String sentence) {
    assertThat(verdict.sentence()).isEqualTo(sentence);
    assertThat(verdict.level()).isEqualTo(level);
    assertThat(verdict.alert()).contains(alert);
    assertThat(verdict.since()).isEqualTo(since);
    assertThat(verdict.reasons()).isNotEmpty();
    assertThat(verdict.steps()).isNotEmpty();
  }

  private static List<String> commands(Verdict verdict) {
    return verdict.steps().stream().flatMap(step -> step.command().stream()).toList();
  }

  @Test
  void scimForbidden() {
    Verdict verdict =
        new Situation()
            .with(token("3f2a9c", TokenState.ACTIVE, at("23:00:00")))
            .worked("10:50:00")
            .answered(Outcome.FORBIDDEN, 403, "10:57:10", "10:57:11", "10:58:00")
            .verdict("11:08:00");
    assertSaid(
        verdict,
        Level.CRITICAL,
        "ScimForbidden",
        Optional.of(at("10:57:10")),
        "Forbidden since 11:57: the server answers 403. It knows the token, but the client may not do"
            + " this.");
    assertThat(commands(verdict))
        .startsWith("config show-oauth2-client --client-id=client-1")
        .contains("scim-exporter token add" + CONFIG + " --sync=entra-prod --replaces=3f2a9c");
  }

  @Test
  void scimNotFound() {
    Verdict verdict =
        new Situation()
            .worked("10:50:00")
            .answered(Outcome.NOT_FOUND, 404, "10:57:10", "10:57:11", "10:58:00")
            .verdict("11:08:00");
    assertSaid(
        verdict,
        Level.CRITICAL,
        "ScimNotFound",
        Optional.of(at("10:57:10")),
        "Not found since 11:57: the server answers 404. It does not know the address that the client"
            + " uses.");
    assertThat(commands(verdict))
        .containsExactly(
            "curl -sS -X POST http://localhost:19180/-/reload",
            "curl -sSv -o /dev/null https://spotfire.example.com/scim/v2/SPOTFIRE/ServiceProviderConfig");
  }

  @Test
  void scimServerErrors() {
    Verdict verdict =
        new Situation()
            .worked("10:50:00")
            .answered(Outcome.SERVER_ERROR, 503, "10:57:10", "10:57:11", "10:58:00")
            .verdict("11:08:00");
    assertSaid(
        verdict,
        Level.WARNING,
        "ScimServerErrors",
        Optional.of(at("10:57:10")),
        "Failing since 11:57: the server answers with errors (5xx). The client and its token are in"
            + " order.");
    assertThat(commands(verdict)).containsExactly(SCAN);
  }

  @Test
  void twoFailuresAreStrayOnes() {
    assertThat(
            new Situation()
                .worked("10:50:00")
                .answered(Outcome.FORBIDDEN, 403, "10:57:10", "10:57:11")
                .verdict("11:08:00")
                .sentence())
        .isEqualTo("Working. Last sync 18 minutes ago.");
  }

  @Test
  void whatFailedBeforeTheEndOfAPauseDoesNotCount() {
    Situation paused =
        new Situation()
            .worked("10:50:00")
            .answered(Outcome.FORBIDDEN, 403, "10:57:10", "10:57:11", "10:58:00")
            .rejected("10:58:30")
            .pausedUntil(at("11:00:00"));
    assertThat(paused.verdict("11:08:00").level()).isEqualTo(Level.UNKNOWN);
    paused.answered(Outcome.FORBIDDEN, 403, "11:01:00", "11:01:01");
    assertThat(paused.verdict("11:08:00").level()).isEqualTo(Level.UNKNOWN);
    paused.answered(Outcome.FORBIDDEN, 403, "11:01:02");
    assertThat(paused.verdict("11:08:00").alert()).contains("ScimForbidden");
    assertThat(paused.verdict("11:08:00").since()).contains(at("11:00:00"));
  }

  @Test
  void scimEndpointUnreachable() {
    Verdict verdict =
        new Situation()
            .worked("10:50:00")
            .probed(ProbeOutcome.CONNECTION_REFUSED, 0, 3)
            .verdict("11:08:00");
    assertSaid(
        verdict,
        Level.CRITICAL,
        "ScimEndpointUnreachable",
        Optional.empty(),
        "The endpoint cannot be reached: connection refused, 3 times running.");
    assertThat(
            new Situation()
                .worked("10:50:00")
                .probed(ProbeOutcome.CONNECTION_REFUSED, 0, 2)
                .verdict("11:08:00")
                .level())
        .isEqualTo(Level.OK);
  }

  @Test
  void scimEntraJobQuarantined() {
    Verdict verdict =
        new Situation()
            .worked("10:50:00")
            .graph(
                true,
                Optional.of(at("11:05:00")),
                job(
                    "Quarantine",
                    "Active",
                    "10:50:00",
                    Optional.of(
                        new EntraJob.Quarantine(
                            Optional.of(at("10:51:00")),
                            Optional.of(at("16:51:00")),
                            "EncounteredBaseEscrowThreshold",
                            "TooMany"))))
            .verdict("11:08:00");
    assertSaid(
        verdict,
        Level.CRITICAL,
        "ScimEntraJobQuarantined",
        Optional.of(at("10:51:00")),
        "Held back by Entra since 11:51: the provisioning job is in quarantine.");
    assertThat(verdict.reasons())
        .contains(
            "The quarantine's reason: EncounteredBaseEscrowThreshold TooMany.",
            "Entra tries again at 17:51.",
            "After 28 days Entra disables the job, which would be on Tue 22 Dec at 11:51.");
  }

  @ParameterizedTest
  @CsvSource({
    "Paused, Active",
    "NotConfigured, Active",
    "Active, Disabled",
    "Active, Paused",
    "Quarantine, Disabled"
  })
  void scimEntraJobStopped(String code, String schedule) {
    assertSaid(
        new Situation()
            .graph(
                true,
                Optional.of(at("11:05:00")),
                job(code, schedule, "10:50:00", Optional.empty()))
            .verdict("11:08:00"),
        Level.CRITICAL,
        "ScimEntraJobStopped",
        Optional.empty(),
        "Provisioning is switched off in Entra: nobody is created, changed or disabled until it is"
            + " started.");
  }

  @Test
  void whatGraphSaidLastHoldsWhileItCannotBeRead() {
    assertThat(
            new Situation()
                .graph(
                    false,
                    Optional.of(at("11:05:00")),
                    job("Paused", "Active", "10:50:00", Optional.empty()))
                .verdict("11:08:00")
                .alert())
        .contains("ScimEntraJobStopped");
  }

  @Test
  void scimServerSilent() {
    Situation silent = new Situation().silence(Duration.ofMinutes(20)).worked("10:50:00");
    assertThat(silent.verdict("11:10:00").level()).isEqualTo(Level.OK);
    assertSaid(
        silent.verdict("11:10:01"),
        Level.CRITICAL,
        "ScimServerSilent",
        Optional.of(at("10:50:00")),
        "The server has written no line to its access log since 11:50: it is down, or writes"
            + " elsewhere.");
    silent.log("tss1", false);
    assertThat(silent.verdict("11:10:01").alert()).isEmpty();
  }

  @Test
  void aServerIsSilentOnceAllItsLogsAre() {
    Situation two = new Situation().withTwoLogs().silence(Duration.ofHours(3)).worked("10:50:00");
    assertThat(two.verdict("11:30:00").level()).isEqualTo(Level.OK);
    assertThat(two.verdict("13:50:01").since()).contains(at("10:50:00"));
    two.pausedUntil(at("12:00:00"));
    assertThat(two.status("13:50:01").verdict().alert()).contains("ScimHeartbeatMissed");
  }

  @Test
  void scimLogUnreadable() {
    Situation unreadable = new Situation().worked("10:50:00").log("tss1", false);
    SyncStatus working = unreadable.status("11:08:00");
    assertThat(working.verdict().sentence()).isEqualTo("Working. Last sync 18 minutes ago.");
    assertSaid(
        working.others().get(0),
        Level.WARNING,
        "ScimLogUnreadable",
        Optional.empty(),
        "Log tss1 cannot be read.");
    SyncStatus late = unreadable.status("11:40:00");
    assertThat(late.verdict().sentence())
        .isEqualTo("Log tss1 cannot be read. Whether the sync works is not known meanwhile.");
    assertThat(late.others()).isEmpty();
    assertThat(commands(late.verdict()))
        .containsExactly(
            "scim-exporter" + CONFIG + " --config.check",
            "curl -sS -X POST http://localhost:19180/-/reload");
  }

  @Test
  void scimLogUnparsed() {
    Situation tenth = new Situation().worked("10:50:00").lines("tss1", 8, 1);
    assertThat(tenth.status("11:08:00").others()).isEmpty();
    SyncStatus more = tenth.lines("tss1", 0, 1).status("11:08:00");
    assertThat(more.verdict().level()).isEqualTo(Level.OK);
    assertSaid(
        more.others().get(0),
        Level.WARNING,
        "ScimLogUnparsed",
        Optional.empty(),
        "Log tss1 is not understood.");
    assertThat(more.others().get(0).reasons())
        .containsExactly(
            "18 % of its last lines do not fit its format. What they say of the sync goes unseen.");
  }

  @Test
  void scimHeartbeatMissed() {
    Situation late = new Situation().worked("10:50:00");
    assertThat(late.verdict("11:39:59").sentence()).isEqualTo("Working. Last sync 49 minutes ago.");
    assertSaid(
        late.verdict("11:40:00"),
        Level.WARNING,
        "ScimHeartbeatMissed",
        Optional.of(at("11:40:00")),
        "A heartbeat is late. Last sync 50 minutes ago; one is expected every 40m.");
    assertThat(late.status("11:40:00").missed()).isEqualTo(1);
  }

  @Test
  void scimSyncDown() {
    Situation down = new Situation().worked("10:50:00");
    assertThat(down.verdict("12:59:59").alert()).contains("ScimHeartbeatMissed");
    SyncStatus status = down.status("13:00:00");
    assertSaid(
        status.verdict(),
        Level.CRITICAL,
        "ScimSyncDown",
        Optional.of(at("10:50:00")),
        "Silent since 11:50: 3 heartbeats are missed.");
    assertThat(status.others()).isEmpty();
    assertThat(commands(status.verdict())).containsExactly(SCAN);
  }

  @Test
  void scimSyncNeverSeen() {
    Situation never = new Situation();
    assertThat(never.verdict("10:09:59").level()).isEqualTo(Level.UNKNOWN);
    assertSaid(
        never.verdict("10:10:00"),
        Level.WARNING,
        "ScimSyncNeverSeen",
        Optional.of(START),
        "Never seen to work: watched since 09:00, and no heartbeat ever came.");
    assertThat(never.verdict("10:10:00").reasons())
        .first()
        .isEqualTo(
            "No request on the endpoint's path was found: it is not the path that the client uses,"
                + " or the client does not reach this server.");
  }

  @Test
  void scimEntraUnreadable() {
    Situation unreadable =
        new Situation().worked("10:50:00").graph(false, Optional.of(at("10:50:00")));
    assertThat(unreadable.status("11:04:59").others()).isEmpty();
    SyncStatus status = unreadable.status("11:05:00");
    assertThat(status.verdict().level()).isEqualTo(Level.OK);
    assertSaid(
        status.others().get(0),
        Level.WARNING,
        "ScimEntraUnreadable",
        Optional.of(at("10:50:00")),
        "Microsoft Graph cannot be read since 11:50.");
  }

  @Test
  void aSilenceWhileOnlyGraphCouldTellIsNotTheSyncs() {
    Situation dark =
        new Situation()
            .withoutLog()
            .graph(
                false,
                Optional.of(at("10:55:00")),
                job("Active", "Active", "10:50:00", Optional.empty()));
    assertThat(dark.status("11:05:00").verdict().sentence())
        .isEqualTo("Working. Last sync 15 minutes ago.");
    SyncStatus late = dark.status("15:00:00");
    assertThat(late.verdict().alert()).contains("ScimEntraUnreadable");
    assertThat(late.verdict().sentence())
        .isEqualTo(
            "Microsoft Graph cannot be read since 11:55, and nothing else tells whether the sync"
                + " works.");
    assertThat(late.others()).isEmpty();
  }

  @Test
  void whereTheLogToldLastASilenceIsTheSyncsThoughGraphCannotBeRead() {
    SyncStatus status =
        new Situation()
            .worked("10:50:00")
            .graph(
                false,
                Optional.of(at("10:55:00")),
                job("Active", "Active", "10:50:00", Optional.empty()))
            .status("15:00:00");
    assertThat(status.verdict().alert()).contains("ScimSyncDown");
    assertThat(status.others())
        .extracting(it -> it.alert().orElse(""))
        .containsExactly("ScimEntraUnreadable");
  }

  @Test
  void whereEntraToldLastByFarASilenceIsNotTheSyncsThoughALogIsRead() {
    Situation both =
        new Situation()
            .worked("09:59:59")
            .graph(
                false,
                Optional.of(at("10:55:00")),
                job("Active", "Active", "10:50:00", Optional.empty()));
    assertThat(both.verdict("15:00:00").alert()).contains("ScimEntraUnreadable");
    both.worked("10:00:00");
    assertThat(both.verdict("15:00:00").alert()).contains("ScimSyncDown");
  }

  @Test
  void whereEntraNeverToldALogsSilenceIsTheSyncs() {
    assertThat(
            new Situation()
                .worked("10:50:00")
                .graph(false, Optional.of(at("10:55:00")))
                .verdict("15:00:00")
                .alert())
        .contains("ScimSyncDown");
    assertThat(new Situation().graph(false, Optional.empty()).verdict("15:00:00").alert())
        .contains("ScimSyncNeverSeen");
  }

  @Test
  void aGraphThatIsSeldomAskedMayBeUnreadableForThreeIntervals() {
    Situation seldom =
        new Situation()
            .worked("10:50:00")
            .graph(false, Optional.of(at("10:50:00")))
            .askedEach(Duration.ofMinutes(10));
    assertThat(seldom.status("11:19:59").others()).isEmpty();
    assertThat(seldom.status("11:20:00").others()).hasSize(1);
  }

  @Test
  void anotherProvidersPeopleAreNotSentToEntra() {
    Situation okta = new Situation().provider(Provider.OKTA).worked("10:50:00");
    assertThat(
            okta.answered(Outcome.SERVER_ERROR, 500, "10:57:10", "10:57:11", "10:58:00")
                .verdict("11:08:00")
                .steps()
                .toString())
        .contains("server.log")
        .doesNotContain("Restart");
    assertThat(
            okta.answered(Outcome.NOT_FOUND, 404, "10:57:10", "10:57:11", "10:58:00")
                .verdict("11:08:00")
                .steps()
                .toString())
        .contains("in the provisioning client", "base URL")
        .doesNotContain("Entra");
    assertThat(new Situation().provider(Provider.OKTA).verdict("15:00:00").steps().toString())
        .contains("In the provisioning client")
        .doesNotContain("Entra");
    assertThat(
            new Situation()
                .provider(Provider.OKTA)
                .worked("10:50:00")
                .verdict("13:00:00")
                .steps()
                .toString())
        .contains("In the provisioning client")
        .doesNotContain("Entra");
  }

  @Test
  void noHeartbeatIsMissedWhereNoneIsExpected() {
    assertThat(
            new Situation()
                .heartbeat(HeartbeatConfig.OFF)
                .worked("10:50:00")
                .verdict("23:00:00")
                .level())
        .isEqualTo(Level.OK);
  }
}
