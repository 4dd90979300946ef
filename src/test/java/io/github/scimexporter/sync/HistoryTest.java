package io.github.scimexporter.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happened when, as far as it is kept. */
class HistoryTest {
  private static final Instant NOON = Instant.parse("2024-11-24T12:00:00Z");
  private static final Instant EVER = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant NEVER = Instant.parse("2100-01-01T00:00:00Z");
  private static final Series OK = Series.of(Outcome.SUCCESS, 200);
  private static final Series REFUSED = Series.of(Outcome.UNAUTHORIZED, 401);

  private final HistoryLedger ledger = new HistoryLedger(History.NONE);

  private void request(Series series, Instant time) {
    ledger.request(series.outcome(), series.code(), time);
  }

  @Test
  void requestsAreCountedByHourAndByMinute() {
    request(OK, NOON);
    request(OK, NOON.plusSeconds(59));
    request(REFUSED, NOON.plusSeconds(60));
    request(OK, NOON.plusSeconds(3600));
    History history = ledger.history();

    assertThat(history.slots(Resolution.HOUR, EVER, NEVER))
        .containsExactly(
            new History.Slot(NOON, counts(Map.of(OK, 2, REFUSED, 1))),
            new History.Slot(NOON.plusSeconds(3600), counts(Map.of(OK, 1))));
    assertThat(history.slots(Resolution.MINUTE, EVER, NEVER))
        .containsExactly(
            new History.Slot(NOON, counts(Map.of(OK, 2))),
            new History.Slot(NOON.plusSeconds(60), counts(Map.of(REFUSED, 1))),
            new History.Slot(NOON.plusSeconds(3600), counts(Map.of(OK, 1))));
  }

  @Test
  void answersWithTheSameStatusAndAnotherMeaningAreKeptApart() {
    Series missingUser = Series.of(Outcome.SUCCESS, 404);
    Series wrongPath = Series.of(Outcome.NOT_FOUND, 404);
    request(missingUser, NOON);
    request(wrongPath, NOON);

    assertThat(ledger.history().slots(Resolution.HOUR, EVER, NEVER))
        .containsExactly(new History.Slot(NOON, counts(Map.of(missingUser, 1, wrongPath, 1))));
  }

  @Test
  void anExecutionThatIsToldAgainCountsOnce() {
    ledger.execution(NOON);
    ledger.execution(NOON);

    assertThat(ledger.history().slots(Resolution.HOUR, EVER, NEVER))
        .containsExactly(new History.Slot(NOON, counts(Map.of(Series.ENTRA, 1))));
  }

  @Test
  void anHourTellsWhetherItHadHeartbeatsOrFailures() {
    History.Slot both = new History.Slot(NOON, counts(Map.of(OK, 1, REFUSED, 1)));
    History.Slot entra = new History.Slot(NOON, counts(Map.of(Series.ENTRA, 1)));
    History.Slot other = new History.Slot(NOON, counts(Map.of(Series.of(Outcome.OTHER, 400), 1)));

    assertThat(both.hasHeartbeat()).isTrue();
    assertThat(both.hasFailure()).isTrue();
    assertThat(entra.hasHeartbeat()).isTrue();
    assertThat(entra.hasFailure()).isFalse();
    assertThat(other.hasHeartbeat()).isFalse();
    assertThat(other.hasFailure()).isFalse();
  }

  @Test
  void ninetyDaysOfHoursAndSixHoursOfMinutesAreKept() {
    for (int day = 0; day < 100; day++) {
      request(OK, NOON.minus(Duration.ofDays(day)));
    }
    for (int hour = 0; hour < 10; hour++) {
      request(REFUSED, NOON.minus(Duration.ofHours(hour)));
    }
    History history = ledger.history();

    assertThat(history.blocks(Resolution.HOUR)).hasSize(90);
    assertThat(history.first(Resolution.HOUR)).contains(NOON.minus(Duration.ofDays(89)));
    assertThat(history.blocks(Resolution.MINUTE)).hasSize(7);
    assertThat(history.first(Resolution.MINUTE)).contains(NOON.minus(Duration.ofHours(6)));
    assertThat(Resolution.HOUR.kept()).isEqualTo(Duration.ofDays(90));
    assertThat(Resolution.MINUTE.kept()).isEqualTo(Duration.ofHours(7));
  }

  @Test
  void whatIsNewerTakesAwayWhatIsTooOldInWhateverOrder() {
    request(OK, NOON.minus(Duration.ofDays(89)));
    request(OK, NOON.minus(Duration.ofDays(90)));
    request(OK, NOON);
    request(OK, NOON.minus(Duration.ofDays(91)));

    assertThat(ledger.history().blocks(Resolution.HOUR))
        .containsOnlyKeys(dayOf(NOON.minus(Duration.ofDays(89))), dayOf(NOON));
  }

  @Test
  void aSyncThatHasBeenSilentForLongKeepsItsLastDays() {
    request(OK, NOON.minus(Duration.ofDays(400)));

    assertThat(ledger.history().first(Resolution.HOUR)).contains(NOON.minus(Duration.ofDays(400)));
  }

  @Test
  void whatWasShownStaysAsItWas() {
    request(OK, NOON);
    History shown = ledger.history();
    request(OK, NOON);

    assertThat(shown.slots(Resolution.HOUR, EVER, NEVER))
        .containsExactly(new History.Slot(NOON, counts(Map.of(OK, 1))));
    assertThat(ledger.history().slots(Resolution.HOUR, EVER, NEVER))
        .containsExactly(new History.Slot(NOON, counts(Map.of(OK, 2))));
  }

  @Test
  void countingGoesOnFromWhatIsKnown() {
    request(OK, NOON);
    HistoryLedger next = new HistoryLedger(ledger.history());
    next.request(Outcome.SUCCESS, 200, NOON.plusSeconds(1));

    assertThat(next.history().slots(Resolution.MINUTE, EVER, NEVER))
        .containsExactly(new History.Slot(NOON, counts(Map.of(OK, 2))));
  }

  @Test
  void onlyTheSlotsThatWereAskedForAreGiven() {
    for (int hour = 0; hour < 5; hour++) {
      request(OK, NOON.plus(Duration.ofHours(hour)));
    }

    assertThat(
            ledger
                .history()
                .slots(Resolution.HOUR, NOON.plusSeconds(3600), NOON.plusSeconds(3 * 3600)))
        .extracting(History.Slot::start)
        .containsExactly(NOON.plusSeconds(3600), NOON.plusSeconds(2 * 3600));
  }

  @Test
  void aBlockIsWrittenUpToItsLastCountAndReadAgain() {
    request(OK, NOON.minus(Duration.ofHours(11)));
    request(OK, NOON);
    request(OK, NOON);
    ledger.execution(NOON.minus(Duration.ofHours(12)));
    Block day = Objects.requireNonNull(ledger.history().blocks(Resolution.HOUR).get(dayOf(NOON)));

    assertThat(day.text()).isEqualTo(Map.of("success 200", ",1,,,,,,,,,,,2", "entra", "1"));
    assertThat(Block.parse(Resolution.HOUR, day.text())).isEqualTo(day);
  }

  @Test
  void aCountThatIsFullStandsStill() {
    Block full =
        Block.parse(
            Resolution.HOUR,
            new TreeMap<>(Map.of("success 200", Integer.toString(Integer.MAX_VALUE))));
    HistoryLedger next =
        new HistoryLedger(
            new History(Map.of(Resolution.HOUR, new TreeMap<>(Map.of(dayOf(NOON), full)))));
    next.request(Outcome.SUCCESS, 200, NOON.minus(Duration.ofHours(12)));

    assertThat(next.history().blocks(Resolution.HOUR)).containsEntry(dayOf(NOON), full);
  }

  @ParameterizedTest
  @ValueSource(strings = {"success", "success x", "nothing 200", "entra 200", ""})
  void whatIsNoSeriesIsRefused(String text) {
    assertThatThrownBy(() -> Series.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static long dayOf(Instant time) {
    return time.getEpochSecond() / 86_400;
  }

  private static SortedMap<Series, Integer> counts(Map<Series, Integer> counts) {
    return new TreeMap<>(counts);
  }
}
