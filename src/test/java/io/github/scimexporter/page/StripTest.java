package io.github.scimexporter.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.config.HeartbeatConfig;
import io.github.scimexporter.status.SyncStatus;
import io.github.scimexporter.sync.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StripTest {
  private static final Instant NOW = Instant.parse("2026-11-26T11:08:30Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(60));
  private static final ZoneId ZONE = ZoneId.of("Europe/Brussels");
  private static final Duration HOUR = Duration.ofHours(1);

  private static Syncs sync(Instant watchStart) {
    return Syncs.named("s", watchStart, NOW);
  }

  private static List<Strip.Kind> kinds(SyncStatus sync) {
    return Strip.kinds(
        sync.state().orElseThrow(), sync.config().heartbeat(), sync.config().pausedUntil(), NOW);
  }

  /** The last hours, a letter each. */
  private static String last(int hours, SyncStatus sync) {
    List<Strip.Kind> kinds = kinds(sync);
    return kinds.subList(kinds.size() - hours, kinds.size()).stream()
        .map(kind -> kind.name().substring(0, 1))
        .collect(Collectors.joining());
  }

  private static Instant hoursAgo(int hours) {
    return NOW.minus(HOUR.multipliedBy(hours));
  }

  @Test
  void anHourIsWhatHappenedInIt() {
    SyncStatus sync =
        sync(LONG_AGO)
            .answered(200, Outcome.SUCCESS, hoursAgo(3), hoursAgo(1), HOUR)
            .answered(401, Outcome.UNAUTHORIZED, hoursAgo(2), NOW.plusSeconds(1), HOUR)
            .status();
    assertThat(last(4, sync)).isEqualTo("HBFF");
    assertThat(kinds(sync)).hasSize(Strip.HOURS);
  }

  @Test
  void anHourIsMissedOnceTheSilenceIsLongerThanIntervalAndGraceAtItsEnd() {
    HeartbeatConfig heartbeat = new HeartbeatConfig(Duration.ofHours(2), HOUR, 2);
    SyncStatus sync =
        sync(LONG_AGO)
            .expecting(heartbeat)
            .answered(200, Outcome.SUCCESS, hoursAgo(5), hoursAgo(5).plusSeconds(1), HOUR)
            .status();
    assertThat(last(6, sync)).isEqualTo("HSSMMM");
  }

  @Test
  void whatIsMissedInAnHourThatIsNotOverIsJudgedByNow() {
    HeartbeatConfig heartbeat = new HeartbeatConfig(HOUR, Duration.ofMinutes(30), 2);
    SyncStatus sync =
        sync(LONG_AGO)
            .expecting(heartbeat)
            .answered(200, Outcome.SUCCESS, hoursAgo(2), hoursAgo(2).plusSeconds(1), HOUR)
            .status();
    assertThat(last(3, sync)).isEqualTo("HSS");
  }

  @Test
  void nothingIsMissedWhereNothingIsExpectedOrItIsPaused() {
    Syncs quiet = sync(LONG_AGO).answered(200, Outcome.SUCCESS, LONG_AGO, hoursAgo(99), HOUR);
    assertThat(last(3, quiet.status())).isEqualTo("MMM");
    assertThat(last(3, quiet.expecting(HeartbeatConfig.OFF).status())).isEqualTo("SSS");
    assertThat(last(3, quiet.expecting(Syncs.HEARTBEAT).pausedUntil(NOW.plus(HOUR)).status()))
        .isEqualTo("SSS");
  }

  @Test
  void aHeartbeatOfBeforeTheStripCounts() {
    HeartbeatConfig daily = new HeartbeatConfig(Duration.ofDays(2), Duration.ofHours(2), 2);
    Instant start = Strip.start(NOW);
    SyncStatus sync =
        sync(LONG_AGO)
            .expecting(daily)
            .answered(200, Outcome.SUCCESS, start.minus(HOUR), start, HOUR)
            .status();
    assertThat(kinds(sync).subList(0, 49)).containsOnly(Strip.Kind.SILENT);
    assertThat(kinds(sync).get(60)).isEqualTo(Strip.Kind.MISSED);
  }

  @Test
  void aSilenceThatBeganLongBeforeTheStripIsMissedFromItsFirstHour() {
    SyncStatus sync =
        sync(LONG_AGO).answered(200, Outcome.SUCCESS, hoursAgo(400), hoursAgo(399), HOUR).status();
    assertThat(kinds(sync)).containsOnly(Strip.Kind.MISSED);
  }

  @Test
  void nothingIsMissedBeforeTheFirstHeartbeat() {
    SyncStatus sync =
        sync(LONG_AGO).answered(200, Outcome.SUCCESS, hoursAgo(1), NOW, HOUR).status();
    assertThat(last(4, sync)).isEqualTo("SSHS");
  }

  @Test
  void whatWasBeforeAnythingWasSeenIsNotKnown() {
    SyncStatus watched = sync(hoursAgo(2)).status();
    assertThat(last(4, watched)).isEqualTo("USSS");
    SyncStatus read =
        sync(NOW).answered(200, Outcome.SUCCESS, hoursAgo(3), hoursAgo(2), HOUR).status();
    assertThat(last(5, read)).isEqualTo("UHMMM");
  }

  @Test
  void theSentenceSaysTheSame() {
    SyncStatus sync =
        sync(hoursAgo(9)).answered(200, Outcome.SUCCESS, hoursAgo(6), hoursAgo(4), HOUR).status();
    assertThat(Strip.of(sync, NOW, ZONE).sentence())
        .isEqualTo("Heartbeats in 2 of 10 hours; the last one 07:08.");
    assertThat(Strip.of(sync(NOW).notReadYet().status(), NOW, ZONE).sentence())
        .isEqualTo("Nothing is known of the last 7 days yet.");
  }

  @Test
  void eachKindIsOnePathThatHasAllItsHours() {
    SyncStatus sync =
        sync(hoursAgo(9)).answered(200, Outcome.SUCCESS, hoursAgo(6), hoursAgo(4), HOUR).status();
    Strip strip = Strip.of(sync, NOW, ZONE);
    assertThat(strip.layers()).extracting(Strip.Layer::kind).doesNotHaveDuplicates();
    assertThat(strip.layers().get(0).path()).isEqualTo("M161 0h.72v28h-.72zM162 0h.72v28h-.72z");
  }

  @Test
  void daysBeginAtMidnightOfTheZoneAlsoWhereTheClockWasSet() {
    // On 25 October 2026 the day has 25 hours in Brussels.
    Instant now = Instant.parse("2026-10-28T12:00:00Z");
    Strip strip = Strip.of(Syncs.named("s", now, now).status(), now, ZONE);
    assertThat(strip.days())
        .extracting(Tick::label)
        .containsExactly("Thu 22", "Fri 23", "Sat 24", "Sun 25", "Mon 26", "Tue 27", "Wed 28");
    double sunday = percent(strip.days().get(3));
    double monday = percent(strip.days().get(4));
    double tuesday = percent(strip.days().get(5));
    assertThat((monday - sunday) / (tuesday - monday) * 24).isBetween(24.9, 25.1);
  }

  @Test
  void aDayThatHasJustBegunHasNoRoomForItsName() {
    Instant morning = Instant.parse("2026-11-29T07:59:00Z");
    Instant later = Instant.parse("2026-11-29T08:01:00Z");
    Syncs sync = Syncs.named("s", morning, morning);
    assertThat(Strip.of(sync.status(), morning, ZoneOffset.UTC).days())
        .extracting(Tick::label)
        .endsWith("Fri 27", "Sat 28");
    assertThat(Strip.of(sync.status(), later, ZoneOffset.UTC).days())
        .extracting(Tick::label)
        .endsWith("Sat 28", "Sun 29");
  }

  private static double percent(Tick tick) {
    return Double.parseDouble(tick.at().replace("%", ""));
  }
}
