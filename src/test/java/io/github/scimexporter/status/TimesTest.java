package io.github.scimexporter.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T23:30:00Z");

  /** Half an hour into the 25th. */
  private final Times times = new Times(NOW, ZoneId.of("Europe/Brussels"));

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T23:29:59Z, 00:29, at 00:29",
    "2026-11-24T22:59:59Z, Tue 24 Nov 23:59, on Tue 24 Nov at 23:59",
    "2026-01-01T00:00:00Z, Thu 1 Jan 01:00, on Thu 1 Jan at 01:00",
    "2027-01-01T00:00:00Z, Fri 1 Jan 2027 01:00, on Fri 1 Jan 2027 at 01:00",
  })
  void theDayIsToldWhereItIsNotToday(Instant time, String point, String at) {
    assertThat(times.point(time)).isEqualTo(point);
    assertThat(times.at(time)).isEqualTo(at);
  }

  @Test
  void agoIsNeverAhead() {
    assertThat(times.ago(NOW.minusSeconds(720))).isEqualTo("12 minutes ago");
    assertThat(times.ago(NOW)).isEqualTo("just now");
    assertThat(times.ago(NOW.plusSeconds(90))).isEqualTo("just now");
  }
}
