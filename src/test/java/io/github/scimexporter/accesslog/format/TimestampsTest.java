package io.github.scimexporter.accesslog.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The times of access logs. */
class TimestampsTest {
  private static final DateTimeFormatter CLF =
      DateTimeFormatter.ofPattern("'['dd/MMM/yyyy:HH:mm:ss xx']'", Locale.ENGLISH);

  private static long clf(String text) {
    byte[] bytes = (" " + text + "]").getBytes(US_ASCII);
    return Timestamps.clf(bytes, 1, bytes.length - 1);
  }

  private static long isoDate(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    return Timestamps.isoDate(bytes, 0, bytes.length);
  }

  private static int secondOfDay(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    return Timestamps.secondOfDay(bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @CsvSource({
    "[21/Nov/2025:11:56:39 +0100], 2025-11-21T10:56:39Z",
    "[29/Feb/2024:00:00:00 +0000], 2024-02-29T00:00:00Z",
    "[29/Feb/2000:23:59:59 +0000], 2000-02-29T23:59:59Z",
    "[01/Mar/2100:00:00:00 +0000], 2100-03-01T00:00:00Z",
    "[28/Feb/1900:00:00:00 +0000], 1900-02-28T00:00:00Z",
    "[01/Jan/2026:00:30:00 +0530], 2025-12-31T19:00:00Z",
    "[31/Dec/2025:23:30:00 -0330], 2026-01-01T03:00:00Z",
    "[01/Jan/2026:00:00:00 +1800], 2025-12-31T06:00:00Z",
    "[31/Dec/2016:23:59:60 +0000], 2017-01-01T00:00:00Z",
    "[01/Jan/1970:07:59:59 +0800], 1969-12-31T23:59:59Z",
    "[01/Jan/0000:00:00:00 +0000], 0000-01-01T00:00:00Z",
    "[31/Dec/9999:23:59:59 +0000], 9999-12-31T23:59:59Z",
  })
  void timesOfCommonAreRead(String text, Instant time) {
    assertThat(clf(text)).isEqualTo(time.toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[29/Feb/2023:00:00:00 +0000]",
        "[29/Feb/2100:00:00:00 +0000]",
        "[30/Feb/2024:00:00:00 +0000]",
        "[31/Apr/2026:00:00:00 +0000]",
        "[31/Jun/2026:00:00:00 +0000]",
        "[31/Sep/2026:00:00:00 +0000]",
        "[31/Nov/2026:00:00:00 +0000]",
        "[32/Jan/2026:00:00:00 +0000]",
        "[00/Jan/2026:00:00:00 +0000]",
        "[01/nov/2026:00:00:00 +0000]",
        "[01/Okt/2026:00:00:00 +0000]",
        "[24/Nov./2026:10:00:00 +0000]",
        "[01/Nov/2026:24:00:00 +0000]",
        "[01/Nov/2026:00:60:00 +0000]",
        "[01/Nov/2026:00:00:61 +0000]",
        "[01/Nov/2026:00:00:00 +1900]",
        "[01/Nov/2026:00:00:00 +0060]",
        "[01/Nov/2026:00:00:00 00000]",
        "[01/Nov/2026:00:00:00 +0x00]",
        "[01/Nov/2026:00:00:00 +00x0]",
        "[x1/Nov/2026:00:00:00 +0000]",
        "[01/Nov/202x:00:00:00 +0000]",
        "[01/Nov/2026:0x:00:00 +0000]",
        "[01/Nov/2026:00:0x:00 +0000]",
        "[01/Nov/2026:00:00:0x +0000]",
        "[01/Nov/2026:00-00:00 +0000]",
        "[01/Nov/2026:00:00-00 +0000]",
        "[01-Nov/2026:00:00:00 +0000]",
        "[01/Nov-2026:00:00:00 +0000]",
        "[01/Nov/2026 00:00:00 +0000]",
        "[01/Nov/2026:00:00:00_+0000]",
        "[01/Nov/2026:00:00:00 +0000 ",
        "(01/Nov/2026:00:00:00 +0000]",
        "[01/Nov/2026:00:00:00 +000",
        "[]",
        "",
      })
  void whatIsNoTimeOfCommonIsSaidSo(String text) {
    assertThat(clf(text)).isEqualTo(Timestamps.NONE);
  }

  @Test
  void anyTimeIsReadAsJavaWritesItWhateverTheLocale() {
    long seed = Long.getLong("scim.seed", new Random().nextLong());
    Random random = new Random(seed);
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      for (int i = 0; i < 20_000; i++) {
        OffsetDateTime time =
            OffsetDateTime.ofInstant(
                Instant.ofEpochSecond(random.nextLong(-62_000_000_000L, 250_000_000_000L)),
                ZoneOffset.ofTotalSeconds(random.nextInt(-72, 73) * 900));
        assertThat(clf(CLF.format(time)))
            .as("-Dscim.seed=%d %s", seed, time)
            .isEqualTo(time.toInstant().toEpochMilli());
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-24", "2024-02-29", "2000-02-29", "1970-01-01", "1969-12-31"})
  void datesOfExtendedAreRead(String text) {
    assertThat(isoDate(text)).isEqualTo(LocalDate.parse(text).toEpochDay());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-31",
        "2023-02-29",
        "2026-13-01",
        "2026-00-01",
        "2026-01-00",
        "2026-1-24",
        "2026/11/24",
        "2026-11/24",
        "2026-11-24 ",
        "x026-11-24",
        "2026-x1-24",
        "2026-11-x4",
        "",
      })
  void whatIsNoDateIsSaidSo(String text) {
    assertThat(isoDate(text)).isEqualTo(Timestamps.NONE);
  }

  @ParameterizedTest
  @CsvSource({"00:00:00, 0", "08:59:38, 32378", "23:59:59, 86399", "23:59:60, 86400"})
  void timesOfDayAreRead(String text, int second) {
    assertThat(secondOfDay(text)).isEqualTo(second);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "24:00:00",
        "00:60:00",
        "00:00:61",
        "0:00:00",
        "00-00:00",
        "00:00-00",
        "",
        "xx:00:00"
      })
  void whatIsNoTimeOfDayIsSaidSo(String text) {
    assertThat(secondOfDay(text)).isEqualTo(-1);
  }
}
