package io.github.scimexporter.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.status.Level;
import io.github.scimexporter.status.Verdict;
import io.github.scimexporter.sync.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RangeTest {
  private static final Instant NOW = Instant.parse("2026-11-26T11:08:30Z");
  private static final ZoneId ZONE = ZoneId.of("Europe/Brussels");

  private static Syncs known(Duration ago) {
    return Syncs.named("s", NOW, NOW)
        .answered(200, Outcome.SUCCESS, NOW.minus(ago), NOW, Duration.ofHours(6));
  }

  private static Verdict since(Level level, Duration ago) {
    return new Verdict(
        level, Optional.empty(), "So it is.", Optional.of(NOW.minus(ago)), List.of(), List.of());
  }

  @ParameterizedTest
  @CsvSource({"PT0S, ONE_HOUR", "PT5H, SIX_HOURS", "PT20H, ONE_DAY", "P6D, ONE_WEEK", "P8D, ALL"})
  void withoutTroubleAllThatIsKnownIsShown(Duration known, Range range) {
    assertThat(Range.telling(known(known).status(), NOW)).isEqualTo(range);
  }

  @ParameterizedTest
  @CsvSource({
    "PT12M, ONE_HOUR",
    "PT49M, ONE_HOUR",
    "PT55M, SIX_HOURS",
    "PT4H, SIX_HOURS",
    "PT6H, ONE_DAY",
    "P3D, ONE_WEEK",
    "P20D, ALL",
    "P200D, ALL"
  })
  void aTroubleIsShownWithSomethingOfWhatWasBefore(Duration trouble, Range range) {
    assertThat(
            Range.telling(
                known(Duration.ofDays(60)).says(since(Level.CRITICAL, trouble)).status(), NOW))
        .isEqualTo(range);
  }

  @Test
  void sinceWhenASyncWorksIsNoTrouble() {
    assertThat(
            Range.telling(
                known(Duration.ofDays(60)).says(since(Level.OK, Duration.ZERO)).status(), NOW))
        .isEqualTo(Range.ALL);
  }

  @Test
  void whereNothingIsKnownItIsTheShortest() {
    assertThat(Range.telling(Syncs.named("s", NOW, NOW).notReadYet().status(), NOW))
        .isEqualTo(Range.ONE_HOUR);
  }

  @ParameterizedTest
  @EnumSource(Range.class)
  void itsBarsAreInOrderAndTheLastOneHoldsNow(Range range) {
    List<Instant> edges = range.edges(NOW, ZONE);
    assertThat(edges).isSorted().doesNotHaveDuplicates();
    assertThat(edges.get(edges.size() - 1)).isAfter(NOW);
    assertThat(edges.get(edges.size() - 2)).isBeforeOrEqualTo(NOW);
    assertThat(Range.parse(range.label())).contains(range);
  }

  @Test
  void aMomentOnAnEdgeIsInTheBarThatBeginsThere() {
    Instant hour = Instant.parse("2026-11-26T11:00:00Z");
    List<Instant> edges = Range.ONE_DAY.edges(hour, ZONE);
    assertThat(edges).hasSize(25);
    assertThat(edges.get(23)).isEqualTo(hour);
  }

  @Test
  void daysAreThoseOfTheZoneAlsoWhereTheClockIsSet() {
    // On 25 October 2026 the day has 25 hours in Brussels.
    List<Instant> edges = Range.ALL.edges(Instant.parse("2026-10-26T12:00:00Z"), ZONE);
    int last = edges.size() - 1;
    assertThat(edges).hasSize(91);
    assertThat(Duration.between(edges.get(last - 2), edges.get(last - 1)).toHours()).isEqualTo(25);
    assertThat(Duration.between(edges.get(last - 1), edges.get(last)).toHours()).isEqualTo(24);
  }

  @Test
  void anUnknownRangeIsNone() {
    assertThat(Range.parse("2h")).isEmpty();
    assertThat(Range.parse("")).isEmpty();
  }
}
