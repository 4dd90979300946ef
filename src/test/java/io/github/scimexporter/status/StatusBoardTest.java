package io.github.scimexporter.status;

import static io.github.scimexporter.status.Situation.EXPIRY;
import static io.github.scimexporter.status.Situation.SYNC;
import static io.github.scimexporter.status.Situation.at;
import static io.github.scimexporter.status.Situation.job;
import static io.github.scimexporter.status.Situation.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.scimexporter.config.HeartbeatConfig;
import io.github.scimexporter.sync.LogHealth;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.ProbeOutcome;
import io.github.scimexporter.token.Purpose;
import io.github.scimexporter.token.TokenState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said where no alert tells anything, of the exporter itself, and in which order. */
class StatusBoardTest {
  private static void assertSaid(Verdict verdict, Level level, String sentence) {
    assertThat(verdict.sentence()).isEqualTo(sentence);
    assertThat(verdict.level()).isEqualTo(level);
    assertThat(verdict.alert()).isEmpty();
    assertThat(verdict.steps()).isEmpty();
  }

  private static List<String> alerts(List<Verdict> verdicts) {
    return verdicts.stream().map(verdict -> verdict.alert().orElse("none")).toList();
  }

  @Test
  void working() {
    assertSaid(
        new Situation().worked("10:50:00").verdict("11:02:00"),
        Level.OK,
        "Working. Last sync 12 minutes ago.");
  }

  @Test
  void workingAsEntraTells() {
    Verdict verdict =
        new Situation()
            .graph(
                true,
                Optional.of(at("11:00:00")),
                job("Active", "Active", "10:50:00", Optional.empty()))
            .verdict("11:02:00");
    assertSaid(verdict, Level.OK, "Working. Last sync 12 minutes ago.");
    assertThat(verdict.reasons())
        .contains(
            "Entra's last cycle that finished ended at 11:50.",
            "Entra ended a cycle at 11:50, and the access log never showed a success: it had nothing"
                + " to send yet, or endpoint, clients or logs are not this sync's.");
  }

  @Test
  void paused() {
    SyncStatus status =
        new Situation()
            .with(token("3f2a9c", TokenState.ACTIVE, EXPIRY))
            .worked("10:50:00")
            .rejected("10:57:10")
            .log("tss1", false)
            .pausedUntil(at("12:00:00"))
            .status("11:08:00");
    assertSaid(
        status.verdict(), Level.PAUSED, "Paused until 13:00: planned work, nothing is judged.");
    assertThat(status.others()).isEmpty();
    assertThat(status.level()).isEqualTo(Level.PAUSED);
  }

  @Test
  void afterAPauseItIsWaitedForTheFirstHeartbeat() {
    assertSaid(
        new Situation().worked("10:50:00").pausedUntil(at("12:00:00")).verdict("12:00:00"),
        Level.UNKNOWN,
        "Waiting for the first heartbeat after planned work, which ended at 13:00. Last sync 70"
            + " minutes ago.");
  }

  @Test
  void catchingUp() {
    Situation catchingUp =
        new Situation()
            .with(token("3f2a9c", TokenState.ACTIVE, EXPIRY))
            .rejected("10:57:10")
            .probed(ProbeOutcome.SUCCESS, 200, 0)
            .notReady();
    SyncStatus status = catchingUp.status("11:08:00");
    assertSaid(
        status.verdict(), Level.UNKNOWN, "Nothing can be said yet: the logs are still being read.");
    assertThat(status.state()).isEmpty();
    assertThat(status.probe()).isEmpty();
    assertThat(status.others()).isEmpty();
    assertThat(status.tokens()).extracting(TokenStatus::level).containsExactly(Level.UNKNOWN);
    Board board = catchingUp.board("11:08:00");
    assertThat(board.ready()).isFalse();
    assertThat(board.exporter())
        .extracting(Verdict::sentence)
        .containsExactly("The logs are being read: 0 bytes are left. Nothing is judged before.");
  }

  @Test
  void noHeartbeatExpected() {
    assertSaid(
        new Situation().heartbeat(HeartbeatConfig.OFF).worked("08:50:00").verdict("11:02:00"),
        Level.OK,
        "No trouble is seen. Last sync 2 hours ago; none is expected.");
  }

  @Test
  void waitingForTheFirst() {
    assertSaid(
        new Situation().verdict("09:00:00"),
        Level.UNKNOWN,
        "Waiting for the first heartbeat. Watched since 09:00.");
    assertSaid(
        new Situation().heartbeat(HeartbeatConfig.OFF).verdict("09:00:00"),
        Level.UNKNOWN,
        "Nothing of this sync was seen yet, and no heartbeat is expected.");
  }

  @Test
  void aProbeAloneTellsWhatItFound() {
    Situation probed = new Situation().withoutLog().heartbeat(HeartbeatConfig.OFF);
    assertSaid(
        probed.probed(ProbeOutcome.TOKEN_WANTED, 401, 0).verdict("11:02:00"),
        Level.OK,
        "The endpoint answered 2 minutes ago. No more is watched.");
    assertSaid(
        probed.probed(ProbeOutcome.LOGIN_PAGE, 200, 0).verdict("11:02:00"),
        Level.UNKNOWN,
        "The last probe, 2 minutes ago, found: login page. No more is watched.");
    assertSaid(
        new Situation().withoutLog().heartbeat(HeartbeatConfig.OFF).verdict("11:02:00"),
        Level.UNKNOWN,
        "Waiting for the first probe.");
  }

  @Test
  void aConfigurationThatNamesAnotherApplicationThanGraphIsToldOf() {
    Situation asked = new Situation().worked("10:50:00").graph(true, Optional.of(at("10:59:00")));
    assertThat(asked.status("11:00:00").others()).isEmpty();
    assertThat(asked.applicationId("").status("11:00:00").others()).isEmpty();
    assertThat(asked.status("11:00:00").origin().applicationId()).isEqualTo("application-1");
    assertThat(asked.applicationId("application-2").status("11:00:00").others())
        .extracting(Verdict::level, Verdict::sentence)
        .containsExactly(
            tuple(
                Level.INFO,
                "provisioned_from says application application-2, and Microsoft Graph tells of"
                    + " application application-1."));
  }

  @Test
  void aGraphThatWasNeverReadTellsNothing() {
    assertSaid(
        new Situation().withoutLog().graph(false, Optional.empty()).verdict("08:10:00"),
        Level.UNKNOWN,
        "Microsoft Graph cannot be read, and nothing else tells whether the sync works.");
    assertThat(
            new Situation().withoutLog().graph(false, Optional.empty()).verdict("08:15:00").alert())
        .contains("ScimEntraUnreadable");
  }

  @Test
  void scimStateUnwritable() {
    Board board = new Situation().unwritable().board("09:00:00");
    assertThat(alerts(board.exporter())).containsExactly("ScimStateUnwritable");
    assertThat(board.exporter().get(0).steps().toString()).contains("/var/lib/scim-exporter");
  }

  @Test
  void scimTokenRegistryUnreadable() {
    assertThat(alerts(new Situation().unreadableRegistry().board("09:00:00").exporter()))
        .containsExactly("ScimTokenRegistryUnreadable");
  }

  @Test
  void scimConfigReloadFailed() {
    assertThat(alerts(new Situation().refusedReload().board("09:00:00").exporter()))
        .containsExactly("ScimConfigReloadFailed");
  }

  @Test
  void anExporterThatIsWellSaysNothingOfItself() {
    assertThat(new Situation().board("09:00:00").exporter()).isEmpty();
  }

  @Test
  void theGravestIsTheAnswerAndTheOthersFollowByGravity() {
    SyncStatus status =
        new Situation()
            .with(token("3f2a9c", TokenState.ACTIVE, at("23:00:00")))
            .with(token("77aa", TokenState.REPLACED, at("10:00:00")))
            .worked("10:50:00")
            .answered(Outcome.SERVER_ERROR, 500, "10:57:10", "10:57:11", "10:58:00")
            .answered(Outcome.NOT_FOUND, 404, "10:57:10", "10:57:11", "10:58:00")
            .answered(Outcome.FORBIDDEN, 403, "10:57:10", "10:57:11", "10:58:00")
            .log("tss1", false)
            .status("11:08:00");
    assertThat(status.verdict().alert()).contains("ScimForbidden");
    assertThat(alerts(status.others()))
        .containsExactly(
            "ScimNotFound",
            "ScimTokenExpiring",
            "ScimServerErrors",
            "ScimLogUnreadable",
            "ScimTokenExpired");
    assertThat(status.level()).isEqualTo(Level.CRITICAL);
  }

  @Test
  void aCauseHidesItsEchoes() {
    SyncStatus status =
        new Situation()
            .with(token("3f2a9c", TokenState.ACTIVE, EXPIRY))
            .worked("10:50:00")
            .answered(Outcome.SERVER_ERROR, 500, "10:57:10", "10:57:11", "10:58:00")
            .answered(Outcome.NOT_FOUND, 404, "10:57:10", "10:57:11", "10:58:00")
            .rejected("10:58:10")
            .graph(
                true,
                Optional.of(at("15:00:00")),
                job("Quarantine", "Active", "10:50:00", Optional.empty()))
            .status("15:00:00");
    assertThat(status.verdict().alert()).contains("ScimTokenExpired");
    assertThat(status.missed()).isEqualTo(6);
    assertThat(status.others()).isEmpty();
  }

  @Test
  void theMostUrgentSyncStandsFirst() {
    Situation two =
        new Situation()
            .andAnother(new HeartbeatConfig(Duration.ofHours(24), Duration.ofHours(1), 2))
            .worked("10:50:00");
    assertThat(two.board("11:00:00").syncs())
        .extracting(sync -> sync.config().name())
        .containsExactly("other", SYNC);
    assertThat(two.rejected("10:57:10").board("11:00:00").syncs())
        .extracting(sync -> sync.config().name())
        .containsExactly(SYNC, "other");
  }

  @Test
  void ofTwoSyncsThatAreAsUrgentTheOneThatDoesNotWorkStandsFirst() {
    Board board =
        new Situation()
            .andAnother(new HeartbeatConfig(Duration.ofHours(24), Duration.ofHours(1), 2))
            .with(token("77aa", "other", Purpose.PROVISIONING, TokenState.ACTIVE, at("23:00:00")))
            .worked("10:50:00")
            .rejected("10:57:10")
            .board("11:00:00");
    assertThat(board.syncs()).extracting(SyncStatus::level).containsOnly(Level.CRITICAL);
    assertThat(board.syncs())
        .extracting(sync -> sync.config().name())
        .containsExactly(SYNC, "other");
    assertThat(board.syncs()).extracting(sync -> sync.tokens().size()).containsExactly(0, 1);
  }

  @Test
  void theReasonsTellOfAPauseThatEndedAndOfWhatIsExpected() {
    assertThat(
            new Situation()
                .heartbeat(HeartbeatConfig.OFF)
                .worked("10:50:00")
                .pausedUntil(at("09:00:00"))
                .verdict("11:02:00")
                .reasons())
        .containsExactly(
            "Planned work ended at 10:00: what failed or was missed before does not count.",
            "The last success was at 11:50, and nothing has failed since.",
            "No heartbeat is expected, so that a silence means nothing.");
  }

  @Test
  void aLogThatIsNotReadYetIsLeftOut() {
    Situation read = new Situation().worked("10:50:00");
    assertThat(read.status("11:00:00").logs())
        .extracting(LogStatus::health)
        .containsExactly(new LogHealth(true, 0));
    assertThat(read.withoutHealth("tss1").status("11:00:00").logs()).isEmpty();
  }
}
