package io.github.scimexporter.entra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.accesslog.follow.LogCapture;
import io.github.scimexporter.accesslog.follow.ManualClock;
import io.github.scimexporter.config.EntraConfig;
import io.github.scimexporter.standin.GraphShapes;
import io.github.scimexporter.standin.GraphStandIn;
import io.github.scimexporter.standin.GraphStandIn.Answer;
import io.github.scimexporter.sync.EntraApplication;
import io.github.scimexporter.sync.EntraJob;
import io.github.scimexporter.sync.EntraReading;
import io.github.scimexporter.sync.Evidence;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known, what is evidence, and what is said of it, reading after reading. */
class SyncWatchTest {
  private static final Duration INTERVAL = Duration.ofMinutes(5);

  private final EntraSetup setup;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final ManualClock clock = new ManualClock(now);
  private final LogCapture logged = LogCapture.start();
  private final List<Evidence> evidence = new ArrayList<>();

  SyncWatchTest(@TempDir Path directory) {
    setup = new EntraSetup(directory);
  }

  @BeforeEach
  void oneHealthyJob() {
    graph()
        .answer(
            GraphStandIn.JOBS,
            200,
            GraphShapes.jobs(GraphShapes.idle("scim.1", now.minusSeconds(60))));
  }

  @AfterEach
  void stop() {
    logged.close();
    setup.close();
  }

  private GraphStandIn graph() {
    return setup.graph();
  }

  private SyncWatch watch() {
    return watch("");
  }

  private SyncWatch watch(String applicationId) {
    EntraConfig config = setup.config(setup.secret());
    return new SyncWatch(EntraSetup.sync(config, applicationId), config, evidence::add, clock);
  }

  @Test
  void nothingIsKnownBeforeTheFirstReading() {
    assertThat(watch().reading()).isEqualTo(EntraReading.NONE);
    assertThat(EntraReading.NONE.up()).isFalse();
  }

  @Test
  void aReadingThatWorkedIsShownAndItsExecutionIsAHeartbeat() throws Exception {
    SyncWatch watch = watch();
    assertThat(watch.ask()).isEqualTo(INTERVAL);
    EntraReading reading = watch.reading();
    assertThat(reading.up()).isTrue();
    assertThat(reading.lastRead()).contains(now);
    assertThat(reading.jobs()).extracting(EntraJob::id).containsExactly("scim.1");
    assertThat(evidence)
        .containsExactly(new Evidence.Execution("entra-prod", now.minusSeconds(60)));
  }

  @Test
  void theSameExecutionIsEvidenceOnceAndALaterOneAgain() throws Exception {
    SyncWatch watch = watch();
    watch.ask();
    watch.ask();
    assertThat(evidence).hasSize(1);
    graph().answer(GraphStandIn.JOBS, 200, GraphShapes.jobs(GraphShapes.idle("scim.1", now)));
    watch.ask();
    assertThat(evidence).hasSize(2).last().isEqualTo(new Evidence.Execution("entra-prod", now));
  }

  @Test
  void ofSeveralJobsTheLatestExecutionIsTheHeartbeat() throws Exception {
    graph()
        .answer(
            GraphStandIn.JOBS,
            200,
            GraphShapes.jobs(
                GraphShapes.idle("a", now.minusSeconds(90)),
                GraphShapes.active("b", "EntryLevelErrors", now.minusSeconds(30)),
                GraphShapes.active("c", "Failed", now)));
    watch().ask();
    assertThat(evidence)
        .containsExactly(new Evidence.Execution("entra-prod", now.minusSeconds(30)));
  }

  @Test
  void anExecutionAheadOfTheClockIsOfferedUntilItCanBeBelieved() throws Exception {
    graph()
        .answer(
            GraphStandIn.JOBS,
            200,
            GraphShapes.jobs(GraphShapes.idle("a", now.plus(Duration.ofMinutes(10)))));
    SyncWatch watch = watch();
    watch.ask();
    watch.ask();
    assertThat(evidence).hasSize(2);
  }

  @Test
  void jobsWithoutHeartbeatsAreNoEvidence() throws Exception {
    graph()
        .answer(
            GraphStandIn.JOBS,
            200,
            GraphShapes.jobs(
                GraphShapes.neverRun("a"),
                GraphShapes.paused("b"),
                GraphShapes.quarantined("c", now, now)));
    watch().ask();
    assertThat(evidence).isEmpty();
  }

  @Test
  void troubleIsSaidOnceAndSoIsItsEnd() throws Exception {
    SyncWatch watch = watch();
    watch.ask();
    graph().answer(GraphStandIn.JOBS, 403, GraphShapes.error("Authorization_RequestDenied"));
    for (int i = 0; i < 4; i++) {
      watch.ask();
    }
    assertThat(logged.messages())
        .filteredOn(line -> line.contains("cannot be read"))
        .containsExactly(
            "WARNING sync entra-prod: Microsoft Graph cannot be read: application "
                + GraphStandIn.CLIENT
                + " may not read provisioning jobs (403, Authorization_RequestDenied); grant it the"
                + " application permission Synchronization.Read.All and give admin consent, see"
                + " docs/entra.md; it is asked again in 300 s");
    oneHealthyJob();
    watch.ask();
    watch.ask();
    assertThat(logged.messages())
        .filteredOn(line -> line.equals("INFO sync entra-prod: Microsoft Graph can be read again"))
        .hasSize(1);
  }

  @Test
  void troubleThatComesBackAfterItsEndIsSaidAgain() throws Exception {
    SyncWatch watch = watch();
    for (int i = 0; i < 2; i++) {
      graph().answer(GraphStandIn.JOBS, 500, "");
      watch.ask();
      oneHealthyJob();
      watch.ask();
    }
    assertThat(logged.messages()).filteredOn(line -> line.contains("cannot be read")).hasSize(2);
  }

  @Test
  void troublesThatTakeTurnsAreSaidOnceEach() throws Exception {
    SyncWatch watch = watch();
    for (int status : new int[] {500, 503, 500, 503}) {
      graph().answer(GraphStandIn.JOBS, status, "");
      watch.ask();
    }
    assertThat(logged.messages()).filteredOn(line -> line.contains("cannot be read")).hasSize(2);
  }

  @Test
  void aReadingThatFailedKeepsWhatWasKnownAndSaysThatItIsNotUp() throws Exception {
    SyncWatch watch = watch();
    watch.ask();
    EntraReading before = watch.reading();
    graph().answer(GraphStandIn.JOBS, 500, "");
    clock.advance(INTERVAL);
    watch.ask();
    assertThat(watch.reading())
        .isEqualTo(new EntraReading(false, before.lastRead(), before.jobs(), before.application()));
  }

  @Test
  void failuresAreFollowedByLongerWaitsAndAReadingThatWorkedByTheUsualOne() throws Exception {
    SyncWatch watch = watch();
    graph().answer(GraphStandIn.JOBS, 500, "");
    assertThat(List.of(watch.ask(), watch.ask(), watch.ask()))
        .containsExactly(INTERVAL, INTERVAL.multipliedBy(2), INTERVAL.multipliedBy(4));
    oneHealthyJob();
    assertThat(watch.ask()).isEqualTo(INTERVAL);
  }

  @Test
  void throttlingIsAnsweredByWaitingAsLongAsAskedFor() throws Exception {
    graph().answer(GraphStandIn.JOBS, Answer.json(429, "").with("Retry-After", "1234"));
    SyncWatch watch = watch();
    assertThat(watch.ask()).isEqualTo(Duration.ofSeconds(1234));
    graph().answer(GraphStandIn.JOBS, 429, "");
    assertThat(watch.ask()).isEqualTo(INTERVAL.multipliedBy(4));
  }

  @Test
  void aTokenThatGraphDoesNotAcceptIsReplacedByTheNextReading() throws Exception {
    SyncWatch watch = watch();
    graph()
        .answer(
            GraphStandIn.JOBS,
            request ->
                Optional.of(
                    request.authorization().endsWith(GraphStandIn.TOKENS + "1")
                        ? Answer.json(401, GraphShapes.error("InvalidAuthenticationToken"))
                        : Answer.json(200, GraphShapes.jobs())));
    watch.ask();
    assertThat(watch.reading().up()).isFalse();
    watch.ask();
    assertThat(watch.reading().up()).isTrue();
    watch.ask();
    assertThat(graph().requests(GraphStandIn.TOKEN)).hasSize(2);
  }

  @Test
  void withoutApplicationReadAllOneHintIsGivenAndTheJobsAreReadAllTheSame() throws Exception {
    SyncWatch watch = watch();
    for (int i = 0; i < 3; i++) {
      watch.ask();
      clock.advance(Duration.ofHours(2));
    }
    assertThat(watch.reading().up()).isTrue();
    assertThat(logged.messages())
        .filteredOn(line -> line.contains("Application.Read.All"))
        .containsExactly(
            "INFO sync entra-prod: what the application is called, its ids and when its own secrets"
                + " expire may not be read; grant the application permission Application.Read.All as"
                + " well to have them shown");
    assertThat(graph().requests(GraphStandIn.ENTERPRISE)).hasSize(3);
  }

  @Test
  void theApplicationIsAskedAboutOnceAnHour() throws Exception {
    graph().tellOfApplication(GraphShapes.application(GraphStandIn.APPLICATION, now, now));
    SyncWatch watch = watch();
    for (int i = 0; i < 13; i++) {
      watch.ask();
      clock.advance(INTERVAL);
    }
    assertThat(graph().requests(GraphStandIn.ENTERPRISE)).hasSize(2);
    assertThat(watch.reading().application().name()).isEqualTo("Spotfire SCIM");
    assertThat(watch.reading().application().credentials()).hasSize(2);
  }

  @Test
  void troubleWithTheApplicationLeavesTheJobsAlone() throws Exception {
    graph().answer(GraphStandIn.ENTERPRISE, 500, "");
    SyncWatch watch = watch();
    watch.ask();
    assertThat(watch.reading().up()).isTrue();
    assertThat(watch.reading().application()).isEqualTo(EntraApplication.UNKNOWN);
    graph().tellOfApplication(GraphShapes.application(GraphStandIn.APPLICATION, now, now));
    watch.ask();
    assertThat(watch.reading().application().name()).isEqualTo("Spotfire SCIM");
    assertThat(logged.messages()).noneMatch(line -> line.contains("cannot be read"));
  }

  @Test
  void aDisagreementIsSaidOnce() throws Exception {
    graph().tellOfApplication("{}");
    SyncWatch watch = watch("another");
    watch.ask();
    clock.advance(Duration.ofHours(2));
    watch.ask();
    assertThat(logged.messages())
        .filteredOn(line -> line.contains("application_id"))
        .containsExactly(
            "WARNING sync entra-prod: provisioned_from.application_id is another, but Microsoft Graph says"
                + " that the enterprise application is of "
                + GraphStandIn.APPLICATION
                + "; correct the one, or entra.service_principal_id");
  }

  @Test
  void whoAgreesIsNotTold() throws Exception {
    graph().tellOfApplication("{}");
    watch(GraphStandIn.APPLICATION.toUpperCase(Locale.ROOT)).ask();
    assertThat(logged.messages()).noneMatch(line -> line.contains("application_id"));
  }

  @Test
  void aWrongClockIsSaidOnce() throws Exception {
    EntraConfig config = setup.config(setup.secret());
    SyncWatch watch =
        new SyncWatch(
            EntraSetup.sync(config, ""),
            config,
            evidence::add,
            InstantSource.fixed(now.minus(Duration.ofMinutes(30))));
    watch.ask();
    watch.ask();
    assertThat(logged.messages())
        .filteredOn(line -> line.contains("clock"))
        .singleElement()
        .asString()
        .matches(
            "WARNING sync entra-prod: this machine's clock is \\d+ s behind Microsoft Graph's; set it right,"
                + " or executions and their absence are misjudged");
  }

  @Test
  void whatIsNewOfAJobIsSaidOnce() throws Exception {
    SyncWatch watch = watch();
    watch.ask();
    watch.ask();
    graph()
        .answer(
            GraphStandIn.JOBS,
            200,
            GraphShapes.jobs(
                GraphShapes.quarantined(
                    "scim.1", now.minus(Duration.ofDays(25)), now.plusSeconds(60))));
    watch.ask();
    clock.advance(Duration.ofDays(1));
    watch.ask();
    graph().answer(GraphStandIn.JOBS, 200, GraphShapes.jobs(GraphShapes.paused("scim.2")));
    watch.ask();
    graph().answer(GraphStandIn.JOBS, 200, GraphShapes.jobs());
    watch.ask();
    watch.ask();
    assertThat(logged.messages())
        .filteredOn(line -> line.contains("job"))
        .containsExactly(
            "INFO sync entra-prod: job scim.1: Active, schedule Active, last execution Succeeded at "
                + now.minusSeconds(60),
            "WARNING sync entra-prod: job scim.1: Quarantine, schedule Active, last execution Failed at"
                + " 2026-01-23T19:00:09Z; in quarantine since "
                + now.minus(Duration.ofDays(25))
                + ", reason EncounteredQuarantineException, error"
                + " SystemForCrossDomainIdentityManagementCredentialValidationFailure, next attempt "
                + now.plusSeconds(60)
                + ", Entra disables it on "
                + now.plus(Duration.ofDays(3))
                + ", 3 days left",
            "WARNING sync entra-prod: job scim.2: Paused, schedule Disabled",
            "INFO sync entra-prod: job scim.1: Microsoft Graph lists it no more",
            "WARNING sync entra-prod: Microsoft Graph lists no provisioning job of this application; set"
                + " provisioning up, or check entra.service_principal_id",
            "INFO sync entra-prod: job scim.2: Microsoft Graph lists it no more");
  }

  @Test
  void noSecretIsInAnyMessageWhateverTheServersRepeat() throws Exception {
    SyncWatch watch = watch();
    watch.ask();
    setup.write("graph.secret", "another-invented-secret");
    watch.ask();
    graph()
        .answer(
            GraphStandIn.JOBS,
            request ->
                Optional.of(
                    Answer.json(
                        500,
                        "{\"error\": {\"code\": 1, \"message\": \""
                            + request.authorization()
                            + "\"}}")));
    setup.write("graph.secret", GraphStandIn.SECRET);
    watch.ask();
    assertThat(logged.messages())
        .hasSizeGreaterThan(3)
        .noneMatch(line -> line.contains(GraphStandIn.SECRET))
        .noneMatch(line -> line.contains("another-invented-secret"))
        .noneMatch(line -> line.contains(GraphStandIn.TOKENS));
  }
}
