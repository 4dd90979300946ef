package io.github.scimexporter.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
  private static final Instant NOW = Instant.parse("2025-11-21T12:00:00Z");

  private final SyncLedger ledger = new SyncLedger(SyncState.watchedSince(NOW));

  private void see(int code, String time) {
    ledger.apply(
        new Evidence.Request(
            "s", Method.GET, code, Outcome.of(code, Target.COLLECTION), Instant.parse(time)),
        NOW);
  }

  private List<String> diagnosis() {
    return Diagnosis.of(ledger.state(), Instant::toString);
  }

  @Test
  void saysThatNothingWasFound() {
    assertThat(diagnosis())
        .containsExactly(
            "No request on the endpoint's path was found: it is not the path that the client"
                + " uses, or the client does not reach this server.");
  }

  @Test
  void saysThatOnlyOthersWereThere() {
    ledger.apply(new Evidence.ForeignRequest("s", 200), NOW);
    assertThat(diagnosis())
        .containsExactly(
            "Requests on the endpoint's path were found, but none by the configured clients.");
  }

  @Test
  void saysThatItWorks() {
    see(401, "2025-11-21T10:00:00Z");
    see(200, "2025-11-21T11:00:00Z");
    assertThat(diagnosis())
        .containsExactly(
            "The last success was at 2025-11-21T11:00:00Z, and nothing has failed since.");
  }

  @Test
  void saysSinceWhenAndHowOftenItIsRejected() {
    see(200, "2025-11-21T10:00:00Z");
    see(401, "2025-11-21T10:56:40Z");
    see(401, "2025-11-21T11:36:40Z");
    assertThat(diagnosis())
        .containsExactly(
            "Rejected (401) since 2025-11-21T10:56:40Z, 2 requests: the token has expired, was"
                + " revoked, or another one is presented.",
            "The last success was at 2025-11-21T10:00:00Z.");
  }

  @Test
  void saysTheGravestFirstAndThatNothingEverSucceeded() {
    see(500, "2025-11-21T10:00:00Z");
    see(429, "2025-11-21T10:00:01Z");
    see(404, "2025-11-21T10:00:02Z");
    see(403, "2025-11-21T10:00:03Z");
    assertThat(diagnosis())
        .containsExactly(
            "Forbidden (403) since 2025-11-21T10:00:03Z, 1 request: the token lacks a scope, or"
                + " the client may not do this.",
            "Not found (404 on Users or Groups) since 2025-11-21T10:00:02Z, 1 request: the path"
                + " or the domain in the URL is wrong.",
            "Throttled (429) since 2025-11-21T10:00:01Z, 1 request.",
            "Server errors (5xx) since 2025-11-21T10:00:00Z, 1 request: see the server's own"
                + " log.",
            "No request ever succeeded.");
  }

  private static final Duration TOLERANCE = Duration.ofMinutes(50);

  private Optional<String> entraAlone(String ended) {
    ledger.apply(new Evidence.Execution("s", Instant.parse(ended)), NOW);
    return Diagnosis.ofEntraAlone(ledger.state(), TOLERANCE, Instant::toString);
  }

  @Test
  void aCycleOfWhichTheLogNeverShowedASuccessIsWorthALook() {
    assertThat(entraAlone("2025-11-21T11:00:00.123Z"))
        .hasValue(
            "Entra ended a cycle at 2025-11-21T11:00:00Z, and the access log never showed a"
                + " success: it had nothing to send yet, or endpoint, clients or logs are not this"
                + " sync's");
  }

  @Test
  void aCycleOfWhichTheLogShowsNothingIsSaidOnlyAfterTheTolerance() {
    see(200, "2025-11-21T10:00:00Z");
    assertThat(entraAlone("2025-11-21T10:50:00Z")).isEmpty();
    assertThat(entraAlone("2025-11-21T10:50:01Z"))
        .hasValue(
            "Entra ended a cycle at 2025-11-21T10:50:01Z, and the access log shows no success since"
                + " 2025-11-21T10:00:00Z: it had nothing to send");
  }

  @Test
  void whereTheLogShowsFailuresItIsNotSilent() {
    see(200, "2025-11-21T10:00:00Z");
    see(401, "2025-11-21T10:56:40Z");
    assertThat(entraAlone("2025-11-21T11:30:00Z")).isEmpty();
  }

  @Test
  void withoutEntrasWordThereIsNothingToCompare() {
    see(200, "2025-11-21T10:00:00Z");
    assertThat(Diagnosis.ofEntraAlone(ledger.state(), TOLERANCE, Instant::toString)).isEmpty();
  }
}
