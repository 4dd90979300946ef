package io.github.scimexporter.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 seconds",
    "PT0.9S, 0 seconds",
    "PT1S, 1 second",
    "PT59S, 59 seconds",
    "PT1M, 1 minute",
    "PT1M1S, 1 minute 1 second",
    "PT59M59S, 59 minutes 59 seconds",
    "PT1H0M59S, 1 hour",
    "PT2H3M, 2 hours 3 minutes",
    "PT24H59M, 1 day",
    "PT8739H, 364 days 3 hours",
    "PT-1H, -1 hour",
  })
  void saysTheTwoLargestUnits(Duration duration, String words) {
    assertThat(Words.duration(duration)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, in 0 seconds",
    "PT1S, in 1 second",
    "PT119S, in 119 seconds",
    "PT120S, in 2 minutes",
    "PT119M59S, in 119 minutes",
    "PT47H59M, in 47 hours",
    "PT48H, in 2 days",
    "PT-1S, 1 second ago",
    "P-364D, 364 days ago",
  })
  void saysInOneUnitWhenSomethingIs(Duration time, String words) {
    assertThat(Words.until(time)).isEqualTo(words);
  }

  @Test
  void writesTimesInUtcAndInAZone() {
    Instant time = Instant.parse("2025-11-21T10:56:39.999Z");
    assertThat(Words.utc(time)).isEqualTo("2025-11-21 10:56:39 UTC");
    assertThat(Words.in(ZoneId.of("Europe/Brussels"), time))
        .isEqualTo("2025-11-21 11:56:39 Europe/Brussels");
  }
}
