package io.github.scimexporter.status;

import static io.github.scimexporter.status.Situation.EXPIRY;
import static io.github.scimexporter.status.Situation.START;
import static io.github.scimexporter.status.Situation.at;
import static io.github.scimexporter.status.Situation.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.config.Provider;
import io.github.scimexporter.config.Severity;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.ProbeOutcome;
import io.github.scimexporter.token.Purpose;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a sync because of its tokens, and what to do then. */
class TokenVerdictsTest {
  private static final Instant FAR = START.plus(Duration.ofDays(500));
  private static final String CONFIG = " --config.file=/etc/scim-exporter/scim-exporter.yml";

  private static Token ending(Duration after) {
    return token("0001", TokenState.ACTIVE, START.plus(after));
  }

  private static List<String> commands(Verdict verdict) {
    return verdict.steps().stream().flatMap(step -> step.command().stream()).toList();
  }

  private static String texts(Verdict verdict) {
    return verdict.steps().stream().map(Step::text).toList().toString();
  }

  @Test
  void scimTokenExpired() {
    SyncStatus status =
        new Situation()
            .with(token("3f2a9c", TokenState.ACTIVE, EXPIRY))
            .worked("10:50:00")
            .rejected("10:57:10", "10:58:00")
            .status("11:08:00");
    Verdict verdict = status.verdict();
    assertThat(verdict.level()).isEqualTo(Level.CRITICAL);
    assertThat(verdict.alert()).contains("ScimTokenExpired");
    assertThat(verdict.since()).contains(at("10:57:10"));
    assertThat(verdict.sentence())
        .isEqualTo(
            "Rejected since 11:57: token \"prod 3f2a9c\" (3f2a9c) expired at 11:56. Issue a new"
                + " one.");
    assertThat(verdict.reasons())
        .containsExactly(
            "Rejected (401) since 11:57, 2 requests: the token has expired, was revoked, or another"
                + " one is presented.",
            "The last success was at 11:50.",
            "A heartbeat is expected every 40m, with 10m of grace. Missed: 0; the sync counts as"
                + " down at 3.");
    assertThat(commands(verdict))
        .containsExactly(
            "config issue-access-token --client-id=client-1 -Suser-directory.read.all"
                + " -Suser-directory.write.all",
            "scim-exporter token add" + CONFIG + " --sync=entra-prod --replaces=3f2a9c",
            "scim-exporter token check" + CONFIG + " --sync=entra-prod",
            "scim-exporter token retire" + CONFIG + " 3f2a9c");
    assertThat(texts(verdict)).contains("Entra admin center", "Restart provisioning");
    assertThat(status.others()).isEmpty();
    assertThat(status.tokens()).extracting(TokenStatus::level).containsExactly(Level.CRITICAL);
  }

  @Test
  void scimTokenExpiredBeforeTheClientHasCalled() {
    Verdict verdict =
        new Situation()
            .with(token("3f2a9c", TokenState.ACTIVE, EXPIRY))
            .worked("10:50:00")
            .verdict("11:08:00");
    assertThat(verdict.alert()).contains("ScimTokenExpired");
    assertThat(verdict.since()).contains(EXPIRY);
    assertThat(verdict.sentence())
        .isEqualTo(
            "Token \"prod 3f2a9c\" (3f2a9c) expired at 11:56, and nothing shows that another one is"
                + " in use. Issue a new one.");
    assertThat(verdict.reasons())
        .first()
        .isEqualTo("No 401 was seen since: the client may not have called.");
  }

  @Test
  void scimTokenExpiredThoughItIsReplaced() {
    Verdict verdict =
        new Situation()
            .with(token("3f2a9c", TokenState.REPLACED, EXPIRY))
            .with(token("77aa", TokenState.ACTIVE, FAR))
            .worked("10:50:00")
            .rejected("10:57:10")
            .verdict("11:08:00");
    assertThat(verdict.sentence())
        .isEqualTo(
            "Rejected since 11:57: token \"prod 3f2a9c\" (3f2a9c) expired at 11:56; the one"
                + " registered in its place was never put in place.");
    assertThat(commands(verdict))
        .startsWith(
            "scim-exporter token show" + CONFIG + " --storage.path=/var/lib/scim-exporter 77aa")
        .contains("scim-exporter token add" + CONFIG + " --sync=entra-prod --replaces=77aa")
        .endsWith("scim-exporter token retire" + CONFIG + " 3f2a9c");
  }

  @Test
  void ofTwoTokensThatLapsedTheOneInUseLastIsTheAnswer() {
    SyncStatus status =
        new Situation()
            .with(token("aa", TokenState.REPLACED, at("09:00:00")))
            .with(token("bb", TokenState.ACTIVE, EXPIRY))
            .rejected("10:57:10")
            .status("11:08:00");
    assertThat(status.verdict().sentence()).contains("(bb)");
    assertThat(status.others())
        .singleElement()
        .satisfies(it -> assertThat(it.sentence()).contains("(aa)"));
  }

  @Test
  void scimTokenRejected() {
    Verdict verdict =
        new Situation()
            .with(token("3f2a9c", TokenState.ACTIVE, FAR))
            .worked("10:50:00")
            .rejected("10:57:10")
            .verdict("11:08:00");
    assertThat(verdict.level()).isEqualTo(Level.CRITICAL);
    assertThat(verdict.alert()).contains("ScimTokenRejected");
    assertThat(verdict.since()).contains(at("10:57:10"));
    assertThat(verdict.sentence())
        .isEqualTo(
            "Rejected since 11:57: the server answers 401, though no token in use has expired. One"
                + " was revoked, or the client presents another.");
    assertThat(verdict.reasons())
        .first()
        .isEqualTo(
            "Registered: token \"prod 3f2a9c\" (3f2a9c), until Fri 7 Apr 2028 10:00, active.");
    assertThat(commands(verdict))
        .startsWith("scim-exporter token check" + CONFIG + " --sync=entra-prod")
        .contains("scim-exporter token add" + CONFIG + " --sync=entra-prod --replaces=3f2a9c");
  }

  @Test
  void scimUnauthorized() {
    Verdict verdict =
        new Situation()
            .with(token("3f2a9c", TokenState.RETIRED, EXPIRY))
            .with(token("77aa", Purpose.PROBE, TokenState.ACTIVE, FAR))
            .worked("10:50:00")
            .rejected("10:57:10")
            .verdict("11:08:00");
    assertThat(verdict.level()).isEqualTo(Level.CRITICAL);
    assertThat(verdict.alert()).contains("ScimUnauthorized");
    assertThat(verdict.sentence())
        .isEqualTo(
            "Rejected since 11:57: the server answers 401. No token is registered, so it cannot be"
                + " told whether it has expired.");
    assertThat(commands(verdict))
        .containsExactly(
            "config issue-access-token --client-id=CLIENT_ID -Suser-directory.read.all"
                + " -Suser-directory.write.all",
            "scim-exporter token add" + CONFIG + " --sync=entra-prod",
            "scim-exporter token check" + CONFIG + " --sync=entra-prod");
  }

  @Test
  void whereOnlyAReplacedTokenIsLeftItIsThatWhichIsAskedAbout() {
    Verdict verdict =
        new Situation()
            .with(token("3f2a9c", TokenState.REPLACED, FAR))
            .rejected("10:57:10")
            .verdict("11:08:00");
    assertThat(verdict.alert()).contains("ScimTokenRejected");
    assertThat(commands(verdict)).endsWith("scim-exporter token retire" + CONFIG + " 3f2a9c");
  }

  @Test
  void ofAnActiveTokenAndAReplacedOneTheActiveIsAskedAbout() {
    Verdict verdict =
        new Situation()
            .with(token("3f2a9c", TokenState.REPLACED, FAR.plusSeconds(1)))
            .with(token("77aa", TokenState.ACTIVE, FAR))
            .rejected("10:57:10")
            .verdict("11:08:00");
    assertThat(commands(verdict)).endsWith("scim-exporter token retire" + CONFIG + " 77aa");
  }

  @Test
  void aReplacedTokenThatExpiresLeadsToTheOneInItsPlace() {
    SyncStatus status =
        new Situation()
            .with(token("3f2a9c", TokenState.REPLACED, START.plus(Duration.ofDays(3))))
            .with(token("77aa", TokenState.ACTIVE, FAR))
            .worked("08:00:00")
            .status(START);
    assertThat(commands(status.others().get(0)))
        .startsWith(
            "scim-exporter token show" + CONFIG + " --storage.path=/var/lib/scim-exporter 77aa");
  }

  @Test
  void aReplacedTokenThatHasExpiredIsToBeRetiredWhileNo401SaysThatItIsPresented() {
    SyncStatus status =
        new Situation()
            .with(token("3f2a9c", TokenState.REPLACED, EXPIRY))
            .with(token("77aa", TokenState.ACTIVE, FAR))
            .worked("10:50:00")
            .status("11:08:00");
    assertThat(status.verdict().level()).isEqualTo(Level.OK);
    assertThat(status.others()).hasSize(1);
    assertThat(status.others().get(0).reasons())
        .containsExactly(
            "It has been replaced, and no 401 says that the client still presents it.");
    assertThat(status.tokens())
        .extracting(TokenStatus::level)
        .containsExactly(Level.INFO, Level.OK);
  }

  @Test
  void aProbeThatIsRefusedWithATokenThatNobodyRegisteredIsTold() {
    SyncStatus status =
        new Situation()
            .probed(ProbeOutcome.UNAUTHORIZED, 401, 0)
            .worked("10:50:00")
            .status("11:08:00");
    assertThat(status.others()).hasSize(1);
    assertThat(status.others().get(0).sentence())
        .startsWith("The exporter's own probe token is ref");
    assertThat(commands(status.others().get(0)))
        .containsExactly(
            "scim-exporter token check"
                + CONFIG
                + " --sync=entra-prod --token-file=/etc/scim-exporter/probe.token",
            "config issue-access-token --client-id=CLIENT_ID -Suser-directory.read.all",
            "scim-exporter token add" + CONFIG + " --sync=entra-prod --purpose=probe");
  }

  @Test
  void anotherProvidersPeopleAreNotSentToEntra() {
    Verdict verdict =
        new Situation().provider(Provider.OKTA).rejected("10:57:10").verdict("11:08:00");
    assertThat(texts(verdict)).contains("In the provisioning client").doesNotContain("Entra");
  }

  @ParameterizedTest
  @CsvSource({
    "PT1441H, OK, ",
    "PT1440H, INFO, 'Token \"prod 0001\" (0001) expires in 60 days, on Sat 23 Jan 2027 at 09:00.'",
    "PT720H, WARNING, 'Token \"prod 0001\" (0001) expires in 30 days, on Thu 24 Dec at 09:00.'",
    "PT168H, CRITICAL, 'Token \"prod 0001\" (0001) expires in 7 days, on Tue 1 Dec at 09:00.'",
    "PT0S, CRITICAL, 'Token \"prod 0001\" (0001) expires in 0 seconds, at 09:00.'",
  })
  void scimTokenExpiring(Duration left, Level level, String sentence) {
    SyncStatus status = new Situation().with(ending(left)).worked("08:00:00").status(START);
    assertThat(status.verdict().sentence()).isEqualTo("Working. Last sync just now.");
    assertThat(status.level()).isEqualTo(level);
    assertThat(status.tokens()).extracting(TokenStatus::level).containsExactly(level);
    if (level == Level.OK) {
      assertThat(status.others()).isEmpty();
      return;
    }
    Verdict expiring = status.others().get(0);
    assertThat(status.others()).hasSize(1);
    assertThat(expiring.alert()).contains("ScimTokenExpiring");
    assertThat(expiring.level()).isEqualTo(level);
    assertThat(expiring.sentence()).isEqualTo(sentence);
    assertThat(commands(expiring))
        .contains("scim-exporter token add" + CONFIG + " --sync=entra-prod --replaces=0001");
  }

  @Test
  void aTokensOwnStepsCountMoreThanThoseOfItsSync() {
    Token plain = ending(Duration.ofDays(10));
    Token own =
        new Token(
            plain.id(),
            plain.name(),
            plain.sync(),
            plain.purpose(),
            plain.clientId(),
            plain.scopes(),
            plain.issued(),
            plain.expiry(),
            Map.of(Severity.CRITICAL, Duration.ofDays(14)),
            plain.state(),
            plain.history());
    assertThat(new Situation().with(own).worked("08:00:00").status(START).level())
        .isEqualTo(Level.CRITICAL);
  }

  @Test
  void scimTokenExpiredOfTheExportersOwnProbe() {
    SyncStatus status =
        new Situation()
            .with(token("77aa", Purpose.PROBE, TokenState.ACTIVE, EXPIRY))
            .probed(ProbeOutcome.UNAUTHORIZED, 401, 0)
            .worked("10:50:00")
            .status("11:08:00");
    assertThat(status.verdict().level()).isEqualTo(Level.OK);
    assertThat(status.others()).hasSize(1);
    Verdict own = status.others().get(0);
    assertThat(status.tokens()).extracting(TokenStatus::level).containsExactly(Level.WARNING);
    assertThat(own.level()).isEqualTo(Level.WARNING);
    assertThat(own.alert()).contains("ScimTokenExpired");
    assertThat(own.sentence())
        .isEqualTo(
            "The exporter's own token \"prod 77aa\" (77aa) expired at 11:56. Provisioning is not"
                + " affected; the exporter sees less of it.");
    assertThat(commands(own))
        .containsExactly(
            "config issue-access-token --client-id=client-1 -Suser-directory.read.all",
            "scim-exporter token add"
                + CONFIG
                + " --sync=entra-prod --purpose=probe --replaces=77aa",
            "scim-exporter token check" + CONFIG + " --sync=entra-prod",
            "scim-exporter token retire" + CONFIG + " 77aa");
    assertThat(texts(own)).contains("/etc/scim-exporter/probe.token");
  }

  @Test
  void scimTokenExpiredOfTheExportersOwnSecret() {
    SyncStatus status =
        new Situation()
            .with(token("88bb", Purpose.GRAPH, TokenState.ACTIVE, EXPIRY))
            .graph(true, Optional.of(at("11:00:00")))
            .worked("10:50:00")
            .status("11:08:00");
    Verdict own = status.others().get(0);
    assertThat(own.level()).isEqualTo(Level.WARNING);
    assertThat(commands(own))
        .containsExactly(
            "scim-exporter token add"
                + CONFIG
                + " --sync=entra-prod --purpose=graph --valid-until=END_DATE --replaces=88bb",
            "scim-exporter token retire" + CONFIG + " 88bb");
    assertThat(texts(own)).contains("/etc/scim-exporter/graph");
  }

  @Test
  void scimTokenExpiredOfATokenThatIsNotInUseAnyMore() {
    SyncStatus status =
        new Situation()
            .with(token("3f2a9c", TokenState.ACTIVE, EXPIRY))
            .worked("10:50:00", "11:00:00")
            .status("11:08:00");
    assertThat(status.verdict().sentence()).isEqualTo("Working. Last sync 8 minutes ago.");
    assertThat(status.level()).isEqualTo(Level.INFO);
    Verdict old = status.others().get(0);
    assertThat(old.alert()).contains("ScimTokenExpired");
    assertThat(old.sentence())
        .isEqualTo("Token \"prod 3f2a9c\" (3f2a9c) expired at 11:56 and can be retired.");
    assertThat(commands(old))
        .containsExactly(
            "scim-exporter token show" + CONFIG + " --storage.path=/var/lib/scim-exporter 3f2a9c",
            "scim-exporter token list" + CONFIG,
            "scim-exporter token retire" + CONFIG + " 3f2a9c");
  }

  @Test
  void scimProbeRejected() {
    SyncStatus status =
        new Situation()
            .with(token("77aa", Purpose.PROBE, TokenState.ACTIVE, FAR))
            .with(token("66bb", Purpose.PROBE, TokenState.REPLACED, FAR))
            .probed(ProbeOutcome.UNAUTHORIZED, 401, 0)
            .worked("10:50:00")
            .status("11:08:00");
    assertThat(status.verdict().level()).isEqualTo(Level.OK);
    assertThat(status.others()).hasSize(1);
    Verdict refused = status.others().get(0);
    assertThat(refused.level()).isEqualTo(Level.WARNING);
    assertThat(refused.alert()).contains("ScimProbeRejected");
    assertThat(refused.sentence())
        .isEqualTo(
            "The exporter's own token \"prod 77aa\" (77aa) is refused. Provisioning is not"
                + " affected; the exporter sees less of it.");
    assertThat(commands(refused))
        .startsWith(
            "scim-exporter token check"
                + CONFIG
                + " --sync=entra-prod --token-file=/etc/scim-exporter/probe.token")
        .endsWith("scim-exporter token retire" + CONFIG + " 77aa");
  }

  @Test
  void aProbeThatIsRefusedWhileTheSyncDoesNotWorkIsNotTold() {
    Situation probed = new Situation().probed(ProbeOutcome.UNAUTHORIZED, 401, 0);
    assertThat(probed.worked("10:50:00").status("11:40:00").others()).isEmpty();
    assertThat(probed.rejected("10:57:10").status("11:08:00").others()).isEmpty();
  }

  @Test
  void aRetiredTokenIsLastAndNotJudged() {
    SyncStatus status =
        new Situation()
            .with(token("3f2a9c", TokenState.RETIRED, EXPIRY))
            .with(token("77aa", TokenState.ACTIVE, FAR))
            .with(token("55cc", TokenState.REPLACED, at("23:00:00")))
            .worked("10:50:00")
            .answered(Outcome.SUCCESS, 200, "10:59:00")
            .status("11:08:00");
    assertThat(status.tokens())
        .extracting(it -> it.token().id())
        .containsExactly("55cc", "77aa", "3f2a9c");
    assertThat(status.tokens())
        .extracting(TokenStatus::level)
        .containsExactly(Level.CRITICAL, Level.OK, Level.OK);
    assertThat(status.tokens().get(2).remaining())
        .isEqualTo(Duration.between(at("11:08:00"), EXPIRY));
  }
}
