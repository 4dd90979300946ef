package io.github.scimexporter.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SyncLedgerTest {
  private static final Instant NOW = Instant.parse("2025-11-21T12:00:00Z");
  private static final Instant WATCH_START = Instant.parse("2025-11-01T00:00:00Z");

  private final SyncLedger ledger = new SyncLedger(SyncState.watchedSince(WATCH_START));

  private void see(int code, String time) {
    see(code, Instant.parse(time));
  }

  private void see(int code, Instant time) {
    ledger.apply(
        new Evidence.Request("entra", Method.GET, code, Outcome.of(code, Target.COLLECTION), time),
        NOW);
  }

  @Test
  void knowsNothingAtFirst() {
    assertThat(ledger.state()).isEqualTo(SyncState.watchedSince(WATCH_START));
    assertThat(ledger.state().lastHeartbeat()).isEmpty();
  }

  @Test
  void whatIsKnownStaysTheSameUntilThereIsMore() {
    see(200, "2025-11-21T10:00:00Z");
    SyncState before = ledger.state();
    assertThat(ledger.state()).isSameAs(before);

    see(200, "2025-11-21T10:00:00Z");
    assertThat(before.requests()).containsEntry(new RequestKey(Method.GET, 200), 1L);
    assertThat(ledger.state().requests()).containsEntry(new RequestKey(Method.GET, 200), 2L);

    ledger.watch(List.of(new TokenWindow("a", WATCH_START, Instant.parse("2025-11-30T00:00:00Z"))));
    see(200, "2025-11-21T11:00:00Z");
    assertThat(ledger.state().tokenHeartbeats()).containsOnlyKeys("a");
    ledger.watch(List.of());
    assertThat(ledger.state().tokenHeartbeats()).isEmpty();
  }

  @Test
  void countsRequestsByMethodAndStatus() {
    see(200, "2025-11-21T10:00:00Z");
    see(200, "2025-11-21T10:00:00Z");
    see(401, "2025-11-21T10:00:01Z");
    assertThat(ledger.state().requests())
        .isEqualTo(
            Map.of(new RequestKey(Method.GET, 200), 2L, new RequestKey(Method.GET, 401), 1L));
  }

  @Test
  void theLastSuccessIsTheLatestByEventTime() {
    see(200, "2025-11-21T10:00:00Z");
    see(201, "2025-11-21T11:00:00Z");
    see(200, "2025-11-21T09:00:00Z");
    assertThat(ledger.state().lastSuccess(Source.ACCESS_LOG))
        .contains(Instant.parse("2025-11-21T11:00:00Z"));
    assertThat(ledger.state().lastHeartbeat()).contains(Instant.parse("2025-11-21T11:00:00Z"));
    assertThat(ledger.state().firstRequest()).contains(Instant.parse("2025-11-21T09:00:00Z"));
  }

  @Test
  void failingSinceIsTheEarliestFailureAfterTheLastSuccess() {
    see(401, "2025-11-21T09:00:00Z");
    see(200, "2025-11-21T10:00:00Z");
    see(401, "2025-11-21T10:20:00Z");
    see(401, "2025-11-21T10:10:00Z");
    assertThat(ledger.state().failingSince(Outcome.UNAUTHORIZED))
        .contains(Instant.parse("2025-11-21T10:10:00Z"));
    assertThat(ledger.state().failures(Outcome.UNAUTHORIZED).count()).isEqualTo(2);
    assertThat(ledger.state().lastFailure(Outcome.UNAUTHORIZED))
        .contains(Instant.parse("2025-11-21T10:20:00Z"));
  }

  @Test
  void aLaterSuccessEndsEveryFailureButNotItsLastTime() {
    see(401, "2025-11-21T10:00:00Z");
    see(403, "2025-11-21T10:00:00Z");
    see(200, "2025-11-21T10:00:01Z");
    assertThat(ledger.state().failuresSinceSuccess()).isEmpty();
    assertThat(ledger.state().failingSince(Outcome.UNAUTHORIZED)).isEmpty();
    assertThat(ledger.state().lastFailure(Outcome.FORBIDDEN))
        .contains(Instant.parse("2025-11-21T10:00:00Z"));
  }

  @Test
  void aSuccessThatIsReadLateTakesAwayOnlyWhatCameBeforeIt() {
    see(401, "2025-11-21T10:00:00Z");
    see(401, "2025-11-21T10:10:00Z");
    see(401, "2025-11-21T10:20:00Z");
    see(200, "2025-11-21T10:05:00Z");
    assertThat(ledger.state().failingSince(Outcome.UNAUTHORIZED))
        .contains(Instant.parse("2025-11-21T10:10:00Z"));
    assertThat(ledger.state().failures(Outcome.UNAUTHORIZED).count()).isEqualTo(2);
  }

  @Test
  void aFailureAtTheTimeOfASuccessIsNotLater() {
    see(401, "2025-11-21T10:00:00Z");
    see(200, "2025-11-21T10:00:00Z");
    see(401, "2025-11-21T10:00:00Z");
    assertThat(ledger.state().failingSince(Outcome.UNAUTHORIZED)).isEmpty();
  }

  @Test
  void eachOutcomeIsKeptApart() {
    see(403, "2025-11-21T10:00:00Z");
    see(404, "2025-11-21T10:01:00Z");
    see(429, "2025-11-21T10:02:00Z");
    see(500, "2025-11-21T10:03:00Z");
    SyncState state = ledger.state();
    assertThat(state.failingSince(Outcome.FORBIDDEN))
        .contains(Instant.parse("2025-11-21T10:00:00Z"));
    assertThat(state.failingSince(Outcome.NOT_FOUND))
        .contains(Instant.parse("2025-11-21T10:01:00Z"));
    assertThat(state.failingSince(Outcome.THROTTLED))
        .contains(Instant.parse("2025-11-21T10:02:00Z"));
    assertThat(state.failingSince(Outcome.SERVER_ERROR))
        .contains(Instant.parse("2025-11-21T10:03:00Z"));
    assertThat(state.failingSince(Outcome.UNAUTHORIZED)).isEmpty();
  }

  @Test
  void whatSaysNothingIsCountedAndMovesNoSuccessOrFailure() {
    see(400, "2025-11-21T10:00:00Z");
    SyncState state = ledger.state();
    assertThat(state.requests()).containsOnlyKeys(new RequestKey(Method.GET, 400));
    assertThat(state.firstRequest()).contains(Instant.parse("2025-11-21T10:00:00Z"));
    assertThat(state.lastSuccess()).isEmpty();
    assertThat(state.lastFailure()).isEmpty();
  }

  @Test
  void theDurationOfARequestIsCountedWhateverItsOutcomeAndDateWhereTheLogTellsIt() {
    seeDuration(200, NOW, OptionalLong.of(30_000));
    seeDuration(401, NOW, OptionalLong.of(7));
    seeDuration(200, NOW.plus(Duration.ofHours(1)), OptionalLong.of(0));
    seeDuration(200, NOW, OptionalLong.empty());
    ledger.apply(new Evidence.ForeignRequest("entra", 200), NOW);
    DurationHistogram durations = ledger.state().durations();
    assertThat(durations.count()).isEqualTo(3);
    assertThat(durations.sumMicros()).isEqualTo(30_007);
    assertThat(new SyncLedger(ledger.state()).state().durations()).isEqualTo(durations);
  }

  private void seeDuration(int code, Instant time, OptionalLong duration) {
    ledger.apply(
        new Evidence.Request(
            "entra", Method.GET, code, Outcome.of(code, Target.COLLECTION), time, duration),
        NOW);
  }

  @Test
  void aNegativeDurationIsRefused() {
    assertThatThrownBy(() -> seeDuration(200, NOW, OptionalLong.of(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an answer cannot take less than no time");
  }

  @Test
  void aForeignRequestIsCountedApartAndIsEvidenceOfNothing() {
    ledger.apply(new Evidence.ForeignRequest("entra", 401), NOW);
    ledger.apply(new Evidence.ForeignRequest("entra", 200), NOW);
    SyncState state = ledger.state();
    assertThat(state.foreignRequests()).isEqualTo(Map.of(200, 1L, 401, 1L));
    assertThat(state.requests()).isEmpty();
    assertThat(state.lastSuccess()).isEmpty();
    assertThat(state.lastFailure()).isEmpty();
    assertThat(state.firstRequest()).isEmpty();
  }

  private void finish(String time) {
    ledger.apply(new Evidence.Execution("entra", Instant.parse(time)), NOW);
  }

  @Test
  void aFinishedExecutionIsAHeartbeatOfItsOwnSource() {
    see(200, "2025-11-21T09:00:00Z");
    finish("2025-11-21T11:00:00Z");
    finish("2025-11-21T10:00:00Z");
    assertThat(ledger.state().lastSuccess(Source.ENTRA))
        .contains(Instant.parse("2025-11-21T11:00:00Z"));
    assertThat(ledger.state().lastSuccess(Source.ACCESS_LOG))
        .contains(Instant.parse("2025-11-21T09:00:00Z"));
    assertThat(ledger.state().lastHeartbeat()).contains(Instant.parse("2025-11-21T11:00:00Z"));
    assertThat(ledger.state().firstRequest()).contains(Instant.parse("2025-11-21T09:00:00Z"));
  }

  @Test
  void aFinishedExecutionEndsNoFailures() {
    see(401, "2025-11-21T10:00:00Z");
    finish("2025-11-21T11:00:00Z");
    assertThat(ledger.state().failingSince(Outcome.UNAUTHORIZED))
        .contains(Instant.parse("2025-11-21T10:00:00Z"));
    see(401, "2025-11-21T10:30:00Z");
    assertThat(ledger.state().failures(Outcome.UNAUTHORIZED).count()).isEqualTo(2);
  }

  @Test
  void anExecutionAheadOfTimeOrBefore2000MovesNoTimestamp() {
    finish("2025-11-21T12:02:00.001Z");
    finish("1999-12-31T23:59:59Z");
    assertThat(ledger.state()).isEqualTo(SyncState.watchedSince(WATCH_START));
  }

  @Test
  void aRequestTwoMinutesAheadIsBelieved() {
    see(200, NOW.plus(Duration.ofMinutes(2)));
    assertThat(ledger.state().lastHeartbeat()).contains(NOW.plus(Duration.ofMinutes(2)));
  }

  @Test
  void aRequestFurtherAheadIsCountedButMovesNoTimestamp() {
    Instant ahead = NOW.plus(Duration.ofMinutes(2)).plusMillis(1);
    see(200, ahead);
    see(401, ahead);
    assertCountedOnly();
  }

  @Test
  void aRequestOfTheFirstMomentOf2000IsBelieved() {
    see(401, "2000-01-01T00:00:00Z");
    assertThat(ledger.state().failingSince(Outcome.UNAUTHORIZED))
        .contains(Instant.parse("2000-01-01T00:00:00Z"));
  }

  @Test
  void aRequestBefore2000IsCountedButMovesNoTimestamp() {
    see(200, "1999-12-31T23:59:59.999Z");
    see(401, "1999-12-31T23:59:59.999Z");
    assertCountedOnly();
  }

  @Test
  void aSuccessAheadOfTimeEndsNoFailure() {
    see(401, "2025-11-21T11:00:00Z");
    see(200, NOW.plus(Duration.ofHours(1)));
    assertThat(ledger.state().failingSince(Outcome.UNAUTHORIZED))
        .contains(Instant.parse("2025-11-21T11:00:00Z"));
  }

  @Test
  void aHeartbeatCountsUnderEachTokenThatIsInUseThen() {
    Instant ten = Instant.parse("2025-11-21T10:00:00Z");
    Instant eleven = Instant.parse("2025-11-21T11:00:00Z");
    ledger.watch(
        List.of(
            new TokenWindow("old", Instant.EPOCH, ten),
            new TokenWindow("one", ten, eleven),
            new TokenWindow("other", ten, eleven),
            new TokenWindow("never", eleven, ten)));
    see(200, ten);
    see(200, eleven.minusMillis(1));
    see(200, eleven);
    see(401, ten.minusMillis(1));
    TokenHeartbeats hour = new TokenHeartbeats(ten, eleven.minusMillis(1));
    assertThat(ledger.state().tokenHeartbeats()).isEqualTo(Map.of("one", hour, "other", hour));
  }

  @Test
  void aLineThatIsNotBelievedIsNoHeartbeatOfAToken() {
    ledger.watch(List.of(new TokenWindow("a", Instant.MIN, Instant.MAX)));
    see(200, NOW.plus(Duration.ofMinutes(2)).plusMillis(1));
    see(200, "1999-12-31T23:59:59.999Z");
    assertThat(ledger.state().tokenHeartbeats()).isEmpty();
  }

  @Test
  void anotherWindowOfATokenLeavesWhatWasCounted() {
    ledger.watch(List.of(new TokenWindow("a", Instant.EPOCH, Instant.MAX)));
    see(200, "2025-11-21T10:00:00Z");
    Instant noon = Instant.parse("2025-11-21T10:30:00Z");
    ledger.watch(
        List.of(
            new TokenWindow("a", Instant.EPOCH, noon), new TokenWindow("b", noon, Instant.MAX)));
    see(200, "2025-11-21T11:00:00Z");
    assertThat(ledger.state().tokenHeartbeats().keySet()).containsExactly("a", "b");
    assertThat(ledger.state().tokenHeartbeats().get("a"))
        .extracting(TokenHeartbeats::last)
        .isEqualTo(Instant.parse("2025-11-21T10:00:00Z"));
    ledger.watch(List.of(new TokenWindow("b", noon, Instant.MAX)));
    assertThat(ledger.state().tokenHeartbeats().keySet()).containsExactly("b");
  }

  private void assertCountedOnly() {
    SyncState state = ledger.state();
    assertThat(state.requests())
        .isEqualTo(
            Map.of(new RequestKey(Method.GET, 200), 1L, new RequestKey(Method.GET, 401), 1L));
    assertThat(state.lastSuccess()).isEmpty();
    assertThat(state.lastFailure()).isEmpty();
    assertThat(state.failuresSinceSuccess()).isEmpty();
    assertThat(state.firstRequest()).isEmpty();
  }
}
