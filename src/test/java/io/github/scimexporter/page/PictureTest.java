package io.github.scimexporter.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.status.Level;
import io.github.scimexporter.status.SyncStatus;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.token.TokenState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PictureTest {
  private static final Instant NOW = Instant.parse("2026-11-26T11:08:30Z");
  private static final Instant EXPIRY = Instant.parse("2026-11-26T10:56:39Z");
  private static final ZoneId ZONE = ZoneId.of("Europe/Brussels");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static Syncs sync() {
    return Syncs.named("s", NOW.minus(Duration.ofDays(60)), NOW);
  }

  private static Picture picture(SyncStatus sync, Range range) {
    return Picture.of(sync, range, NOW, ZONE);
  }

  private static SyncStatus expired() {
    return sync()
        .answered(200, Outcome.SUCCESS, NOW.minus(Duration.ofMinutes(50)), EXPIRY, MINUTE)
        .answered(204, Outcome.SUCCESS, EXPIRY.minusSeconds(30), EXPIRY, MINUTE)
        .answered(401, Outcome.UNAUTHORIZED, EXPIRY.plusSeconds(21), NOW, MINUTE)
        .token("prod 2023", "3f2a9c", Level.CRITICAL, TokenState.ACTIVE, EXPIRY)
        .status();
  }

  @Test
  void eachAnswerIsOneLayerWithItsCodesAndItsCount() {
    assertThat(picture(expired(), Range.ONE_HOUR).layers())
        .extracting(layer -> layer.answer() + " " + layer.codes() + " " + layer.total())
        .containsExactly("OK 200 39", "WRITTEN 204 1", "UNAUTHORIZED 401 12");
  }

  @Test
  void barsStandOnEachOtherAndFillNoMoreThanThePicture() {
    Picture picture = picture(expired(), Range.ONE_HOUR);
    for (Picture.Layer layer : picture.layers()) {
      Matcher shape =
          Pattern.compile("M(?<x>[\\d.]+) (?<y>[\\d.]+)h(?<w>[\\d.]+)v(?<h>[\\d.]+)h-[\\d.]+z")
              .matcher(layer.path());
      int shapes = 0;
      while (shape.find()) {
        shapes++;
        assertThat(number(shape, "x") + number(shape, "w")).isLessThanOrEqualTo(Picture.WIDTH);
        assertThat(number(shape, "y")).isNotNegative();
        assertThat(number(shape, "y") + number(shape, "h")).isLessThanOrEqualTo(Picture.HEIGHT);
      }
      assertThat(layer.path()).hasSizeGreaterThan(0);
      assertThat(shapes).isEqualTo(layer.path().chars().filter(sign -> sign == 'z').count());
    }
  }

  private static double number(Matcher shape, String name) {
    return Double.parseDouble(shape.group(name));
  }

  @Test
  void aFewFailuresAmongThousandsAreSeen() {
    SyncStatus sync =
        sync()
            .answered(200, Outcome.SUCCESS, NOW.minus(MINUTE), NOW, Duration.ofMillis(20))
            .answered(401, Outcome.UNAUTHORIZED, NOW.minusSeconds(1), NOW, MINUTE)
            .status();
    Picture.Layer refused = picture(sync, Range.ONE_DAY).layers().get(1);
    assertThat(refused.path()).contains("v2h-");
  }

  @Test
  void theEndOfATokenIsALineWithItsNameAndTime() {
    assertThat(picture(expired(), Range.ONE_HOUR).lines())
        .containsExactly(new Picture.Line("79.42%", "token prod 2023 ended 11:56", "end", 14));
    assertThat(picture(expired(), Range.ALL).lines()).hasSize(1);
  }

  @Test
  void tokensThatEndElsewhereOrAreOutOfUseHaveNoLine() {
    SyncStatus sync =
        sync()
            .token("old", "1", Level.OK, TokenState.RETIRED, EXPIRY)
            .token("next year", "2", Level.OK, TokenState.ACTIVE, NOW.plus(Duration.ofDays(300)))
            .token("last year", "3", Level.OK, TokenState.ACTIVE, NOW.minus(Duration.ofDays(300)))
            .status();
    assertThat(picture(sync, Range.ALL).lines()).isEmpty();
    assertThat(picture(sync, Range.ALL).isEmpty()).isTrue();
  }

  @Test
  void labelsOfTwoEndsDoNotLieOnEachOther() {
    SyncStatus sync =
        sync()
            .token("b", "1", Level.OK, TokenState.ACTIVE, EXPIRY)
            .token("a", "2", Level.OK, TokenState.REPLACED, NOW.minus(Duration.ofMinutes(45)))
            .status();
    List<Picture.Line> lines = picture(sync, Range.ONE_HOUR).lines();
    assertThat(lines).extracting(Picture.Line::label).first().asString().startsWith("token a");
    assertThat(lines).extracting(Picture.Line::y).containsExactly(14, 32);
    assertThat(lines).extracting(Picture.Line::anchor).containsExactly("start", "end");
    assertThat(picture(sync, Range.ONE_HOUR).top()).isGreaterThan(36);
  }

  @Test
  void aLongNameIsCutBetweenLetters() {
    SyncStatus sync =
        sync().token("😀".repeat(40), "1", Level.OK, TokenState.ACTIVE, EXPIRY).status();
    assertThat(picture(sync, Range.ONE_HOUR).lines().get(0).label())
        .isEqualTo("token " + "😀".repeat(15) + "… ended 11:56");
  }

  @Test
  void theSentenceAndTheTableSayTheSameAsTheBars() {
    Picture picture = picture(expired(), Range.ONE_HOUR);
    assertThat(picture.sentence())
        .isEqualTo("52 requests answered in the last hour: 40 with success, 12 with 401.");
    assertThat(picture.table().heads())
        .containsExactly("200 answered as asked", "204 written", "401 token refused");
    assertThat(picture.table().rows().get(0))
        .isEqualTo(new Table.Row("26 Nov 12:08", List.of("0", "0", "1")));
    assertThat(
            picture.table().rows().stream()
                .mapToInt(row -> Integer.parseInt(row.counts().get(2)))
                .sum())
        .isEqualTo(12);
  }

  @Test
  void whereNothingWasAnsweredThePictureSaysSo() {
    Picture picture = picture(sync().status(), Range.ONE_WEEK);
    assertThat(picture.isEmpty()).isTrue();
    assertThat(picture.sentence()).isEqualTo("No request of this sync in the last 7 days.");
    assertThat(picture.table().rows()).isEmpty();
    assertThat(picture(sync().notReadYet().status(), Range.ONE_WEEK).isEmpty()).isTrue();
  }

  @Test
  void oneRequestIsOneBar() {
    SyncStatus sync =
        sync().answered(200, Outcome.SUCCESS, NOW, NOW.plusMillis(1), MINUTE).status();
    Picture picture = picture(sync, Range.ONE_HOUR);
    assertThat(picture.layers()).hasSize(1);
    assertThat(picture.layers().get(0).path()).isEqualTo("M983.33 6h13.67v94h-13.67z");
    assertThat(picture.sentence())
        .isEqualTo("1 request answered in the last hour: 1 with success.");
    assertThat(picture.level().label()).isEqualTo("1");
  }

  @Test
  void sixHoursAreShownWholeAtAnyMinuteOfAnHour() {
    Instant late = Instant.parse("2026-11-26T11:58:30Z");
    SyncStatus sync =
        Syncs.named("s", late, late)
            .answered(200, Outcome.SUCCESS, late.minus(Duration.ofHours(8)), late, MINUTE)
            .status();
    assertThat(Picture.of(sync, Range.SIX_HOURS, late, ZONE).table().rows()).hasSize(72);
  }

  @Test
  void aSyncWithoutALogShowsTheRunsOfItsJob() {
    SyncStatus sync =
        sync()
            .withoutLogs()
            .ran(NOW.minus(Duration.ofHours(5)), NOW, Duration.ofMinutes(40))
            .status();
    assertThat(picture(sync, Range.SIX_HOURS).sentence())
        .isEqualTo("8 runs of Entra's job in the last 6 hours.");
  }

  @Test
  void runsAreNotAddedToRequests() {
    SyncStatus sync =
        sync()
            .answered(200, Outcome.SUCCESS, NOW.minusSeconds(5), NOW, MINUTE)
            .ran(NOW.minus(Duration.ofHours(5)), NOW, Duration.ofMinutes(40))
            .status();
    assertThat(picture(sync, Range.SIX_HOURS).layers()).hasSize(1);
  }
}
