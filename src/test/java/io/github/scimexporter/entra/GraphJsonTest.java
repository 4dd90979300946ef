package io.github.scimexporter.entra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.scimexporter.standin.GraphShapes;
import io.github.scimexporter.sync.EntraApplication;
import io.github.scimexporter.sync.EntraJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every trap that Graph's answers are known for. */
class GraphJsonTest {
  private static final Instant ENDED = Instant.parse("2026-11-24T10:00:09.1234567Z");

  private static EntraJob job(String json) {
    List<EntraJob> jobs = GraphJson.jobs(GraphJson.tree(GraphShapes.jobs(json)));
    assertThat(jobs).hasSize(1);
    return jobs.get(0);
  }

  private static EntraJob withStatus(String status) {
    return job("{\"id\": \"j\", \"status\": " + status + "}");
  }

  private static EntraJob withSchedule(String schedule) {
    return job("{\"id\": \"j\", \"schedule\": " + schedule + "}");
  }

  private static EntraJob withExecutionEnded(String time) {
    return withStatus(
        "{\"code\": \"Active\", \"lastExecution\": {\"state\": \"Succeeded\", \"timeEnded\": "
            + time
            + "}}");
  }

  @Test
  void anIdleHealthyJobLivesByItsLastExecutionNotByItsLastSuccessfulOne() {
    EntraJob idle = job(GraphShapes.idle("scim.1", ENDED));
    assertThat(idle)
        .isEqualTo(
            new EntraJob(
                "scim.1",
                "Active",
                "Active",
                Optional.of(Duration.ofMinutes(40)),
                Optional.of(new EntraJob.Execution("Succeeded", Optional.of(ENDED))),
                Optional.empty()));
    assertThat(idle.heartbeat()).contains(ENDED);
  }

  @Test
  void anExecutionInWhichSingleEntriesFailedIsAHeartbeat() {
    assertThat(job(GraphShapes.active("j", "EntryLevelErrors", ENDED)).heartbeat()).contains(ENDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Failed", "SomethingNew", ""})
  void anExecutionThatDidNotFinishIsNone(String state) {
    EntraJob job = job(GraphShapes.active("j", state, ENDED));
    assertThat(job.heartbeat()).isEmpty();
    assertThat(job.lastExecution().orElseThrow().ended()).contains(ENDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Paused", "Quarantine", "NotConfigured", "NotRun", "SomethingNew", ""})
  void aJobThatIsNotActiveGivesNoHeartbeat(String code) {
    assertThat(
            withStatus(
                    """
                    {"code": "%s", "lastExecution":
                    {"state": "Succeeded", "timeEnded": "2026-11-24T10:00:09Z"}}
                    """
                        .formatted(code))
                .heartbeat())
        .isEmpty();
  }

  @Test
  void aJobThatNeverRanIsNoFailureThoughItsLastExecutionSaysFailed() {
    EntraJob job = job(GraphShapes.neverRun("j"));
    assertThat(job.code()).isEqualTo("NotRun");
    assertThat(job.isQuarantined()).isFalse();
    assertThat(job.heartbeat()).isEmpty();
    assertThat(job.lastExecution()).contains(new EntraJob.Execution("Failed", Optional.empty()));
    assertThat(job.quarantine()).isEmpty();
    assertThat(job.interval()).isEmpty();
  }

  @Test
  void aPausedJobHasNoExecutionAtAll() {
    assertThat(job(GraphShapes.paused("j")))
        .isEqualTo(
            new EntraJob(
                "j", "Paused", "Disabled", Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void aQuarantineTellsSinceWhenWhyAndWhenItIsTriedAgain() {
    Instant since = Instant.parse("2026-11-01T00:00:00Z");
    EntraJob job = job(GraphShapes.quarantined("j", since, Instant.parse("2026-11-25T00:00:00Z")));
    assertThat(job.isQuarantined()).isTrue();
    assertThat(job.quarantine())
        .contains(
            new EntraJob.Quarantine(
                Optional.of(since),
                Optional.of(Instant.parse("2026-11-25T00:00:00Z")),
                "EncounteredQuarantineException",
                "SystemForCrossDomainIdentityManagementCredentialValidationFailure"));
    assertThat(job.quarantine().orElseThrow().disabledAt())
        .contains(Instant.parse("2026-11-29T00:00:00Z"));
  }

  @Test
  void aQuarantineWithoutAnErrorHasThatOfTheLastExecution() {
    EntraJob.Quarantine quarantine =
        job(GraphShapes.quarantined(
                "j",
                """
                    {"currentBegan": "2026-11-03T00:00:00Z", "nextAttempt": "0001-01-01T00:00:00Z",
                    "reason": "TooManyDeletes", "seriesBegan": "", "seriesCount": 6}
                    """))
            .quarantine()
            .orElseThrow();
    assertThat(quarantine)
        .isEqualTo(
            new EntraJob.Quarantine(
                Optional.of(Instant.parse("2026-11-03T00:00:00Z")),
                Optional.empty(),
                "TooManyDeletes",
                "InvalidCredentials"));
  }

  @Test
  void theErrorNoneIsNoError() {
    assertThat(
            withStatus(
                    """
                    {"code": "Quarantine", "quarantine": {"error": {"code": "none"}},
                    "lastExecution": {"error": {"code": "None"}}}
                    """)
                .quarantine()
                .orElseThrow()
                .errorCode())
        .isEmpty();
  }

  @Test
  void aQuarantineThatSaysNothingIsOneAllTheSame() {
    assertThat(withStatus("{\"code\": \"Quarantine\", \"quarantine\": {}}").quarantine())
        .contains(new EntraJob.Quarantine(Optional.empty(), Optional.empty(), "", ""));
    EntraJob without = withStatus("{\"code\": \"Quarantine\", \"quarantine\": null}");
    assertThat(without.isQuarantined()).isTrue();
    assertThat(without.quarantine()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PT40M, PT40M",
    "PT20M, PT20M",
    "PT2M, PT2M",
    "P1D, PT24H",
    "PT1.5S, PT1.5S",
    "P10675199DT2H48M5.4775807S,",
    "P99999999999999999999D,",
    "P999999999999999999DT1H,",
    "PT0S,",
    "-PT40M,",
    "40m,",
    "'',",
  })
  void anIntervalIsOneOnlyIfAJobCanRunSoOften(String written, Duration meant) {
    assertThat(withSchedule("{\"interval\": \"" + written + "\"}").interval())
        .isEqualTo(Optional.ofNullable(meant));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "[]", "{\"interval\": null}", "{\"interval\": 40}"})
  void aScheduleThatIsNotThereSaysNothing(String schedule) {
    assertThat(withSchedule(schedule).interval()).isEmpty();
    assertThat(withSchedule(schedule).scheduleState()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T10:00:09.1234567Z, 2026-11-24T10:00:09.1234567Z",
    "2026-11-24T10:00:09Z, 2026-11-24T10:00:09Z",
    "2026-11-24T12:00:09+02:00, 2026-11-24T10:00:09Z",
    "2026-11-24T10:00:09.1234567, 2026-11-24T10:00:09.1234567Z",
    "0001-01-01T00:00:00Z,",
    "0001-01-01T00:00:00,",
    "9999-12-31T23:59:59.9999999Z,",
    "yesterday,",
    "2026-02-30T10:00:00Z,",
    "'',",
    "' ',",
  })
  void aTimeIsOneOnlyIfItEverWas(String written, String meant) {
    assertThat(withExecutionEnded("\"" + written + "\"").lastExecution().orElseThrow().ended())
        .isEqualTo(Optional.ofNullable(meant).map(Instant::parse));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "0", "{}", "[]", "true"})
  void aTimeOfAnotherTypeIsNone(String json) {
    assertThat(withExecutionEnded(json).heartbeat()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "[]", "\"Active\"", "{\"code\": null}", "{\"code\": 1}"})
  void aStatusThatSaysNothingIsTakenAsThat(String status) {
    assertThat(withStatus(status))
        .isEqualTo(new EntraJob("j", "", "", Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void unknownWordsAndFieldsAreKept() {
    EntraJob job =
        job(
            """
            {"id": "j", "new": {"x": [1]}, "schedule": {"state": "Sleeping", "new": 1},
            "status": {"code": "Hibernating", "new": null, "quarantine":
            {"reason": "SomethingNew", "new": {}}}}
            """);
    assertThat(job.code()).isEqualTo("Hibernating");
    assertThat(job.scheduleState()).isEqualTo("Sleeping");
    assertThat(job.quarantine().orElseThrow().reason()).isEqualTo("SomethingNew");
  }

  @Test
  void aKnownWordInAnotherCaseIsThatWord() {
    assertThat(withStatus("{\"code\": \"active\"}").code()).isEqualTo("Active");
  }

  @Test
  void whatBecomesALabelIsOneShortLine() {
    assertThat(GraphJson.word(new JsonMapper().valueToTree("a\n\u0000b\u202ec" + "x".repeat(200))))
        .startsWith("a b cx")
        .hasSize(GraphJson.LONGEST_WORD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"id\": null}", "{\"id\": \"\"}", "{\"id\": 7}", "null", "7"})
  void whatHasNoIdIsNoJob(String json) {
    assertThat(GraphJson.jobs(GraphJson.tree(GraphShapes.jobs(json, GraphShapes.paused("p")))))
        .extracting(EntraJob::id)
        .containsExactly("p");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{", "{}{", "null", "\"x\""})
  void whatIsNoJsonObjectHasNoJobs(String text) {
    assertThat(GraphJson.jobs(GraphJson.tree(text))).isEmpty();
  }

  @Test
  void anApplicationTellsWhenItsSecretsAndCertificatesEnd() {
    assertThat(
            GraphJson.credentials(
                GraphJson.tree(
                    GraphShapes.application(
                        "a",
                        Instant.parse("2027-01-01T00:00:00.5Z"),
                        Instant.parse("2028-01-01T00:00:00Z")))))
        .containsExactly(
            new EntraApplication.Credential(
                "40000000-0000-0000-0000-000000000001",
                EntraApplication.Credential.Kind.SECRET,
                Instant.parse("2027-01-01T00:00:00.5Z")),
            new EntraApplication.Credential(
                "40000000-0000-0000-0000-000000000002",
                EntraApplication.Credential.Kind.CERTIFICATE,
                Instant.parse("2028-01-01T00:00:00Z")));
  }

  @Test
  void aCredentialWithoutIdOrEndIsLeftOutAndOneThatIsListedTwiceIsOne() {
    assertThat(
            GraphJson.credentials(
                GraphJson.tree(
                    """
                    {"passwordCredentials": [{"keyId": "a"}, {"endDateTime": "2027-01-01T00:00:00Z"},
                    {"keyId": "b", "endDateTime": "2027-01-01T00:00:00Z"}, null],
                    "keyCredentials": [{"keyId": "b", "endDateTime": "2028-01-01T00:00:00Z"}]}
                    """)))
        .extracting(EntraApplication.Credential::id)
        .containsExactly("b");
  }
}
