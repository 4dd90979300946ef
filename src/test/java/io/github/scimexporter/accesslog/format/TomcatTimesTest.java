package io.github.scimexporter.accesslog.format;

import static io.github.scimexporter.accesslog.format.TomcatPatternTest.options;
import static io.github.scimexporter.accesslog.format.TomcatPatternTest.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The times that Tomcat's AccessLogValve writes for {@code %t} and {@code %{...}t}. */
class TomcatTimesTest {
  private static final Instant TIME = Instant.parse("2026-11-24T08:59:38Z");

  private static Instant time(LogLine line) {
    return Instant.ofEpochMilli(line.timeMillis(Long.MAX_VALUE));
  }

  private static Instant time(String format, FormatOptions options, String written)
      throws FormatException {
    return time(read("%{" + format + "}t \"%r\" %s", options, written + " \"-\" 400"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yyyy-MM-dd HH:mm:ss Z|2026-11-24 09:59:38 +0100",
        "yyyy-MM-dd'T'HH:mm:ss.SSSXXX|2026-11-24T09:59:38.000+01:00",
        "yyyy-MM-dd'T'HH:mm:ssX|2026-11-24T08:59:38Z",
        "yyyy-MM-dd'T'HH:mm:ssX|2026-11-24T09:59:38+01",
        "yyyy-MM-dd'T'HH:mm:ssXX|2026-11-24T09:59:38+0100",
        "yyyy-MM-dd HH:mm:ss z|2026-11-24 09:59:38 CET",
        "yyyy-MM-dd HH:mm:ss z|2026-11-24 08:59:38 UTC",
        "yyyy-MM-dd HH:mm:ss z|2026-11-24 14:29:38 IST|",
        "EEE, d MMM yyyy HH:mm:ss zzzz|Tue, 24 Nov 2026 09:59:38 Central European Standard Time",
        "dd/MMM/yyyy:HH:mm:ss|24/Nov/2026:09:59:38",
        "dd.MM.yy H:m:s|24.11.26 9:59:38",
        "yyyyMMddHHmmss|20261124095938",
        "yyyyMMddHHmmssSSS|20261124095938000",
        "d. MMMM yyyy KK:mm:ss a|24. November 2026 09:59:38 AM",
        "d. MMMM yyyy hh:mm:ss a|24. November 2026 09:59:38 am",
        "d. MMMM yyyy kk:mm:ss|24. November 2026 09:59:38",
        "D yyyy HH:mm:ss|328 2026 09:59:38",
        "D YYYY HH:mm:ss|328 2026 09:59:38",
        "YYYY-MM-dd HH:mm:ss|2026-11-24 09:59:38",
        "yyyy 'o''clock' MM-dd HH:mm:ss|2026 o'clock 11-24 09:59:38",
        "yyyy-MM-dd HH:mm:ss.S|2026-11-24 09:59:38.0",
        "yyyy-MM-dd HH:mm:ss.SS|2026-11-24 09:59:38.00",
        "yyyy-MM-dd HH:mm:ss w/W/F/u G|2026-11-24 09:59:38 48/5/4/2 AD",
        "end:yyyy-MM-dd HH:mm:ss|2026-11-24 09:59:38",
        "begin:yyyy-MM-dd HH:mm:ss|2026-11-24 09:59:38",
        "begin:|[24/Nov/2026:08:59:38 +0000]",
        "end|[24/Nov/2026:09:59:38 +0100]",
        "sec|1795510778",
        "begin:msec|1795510778000",
      })
  void timesInAllFormsMeanTheSame(String format, String written) throws FormatException {
    if (written.contains("IST")) {
      // India, Ireland or Israel.
      assertThatThrownBy(() -> time(format, options(10, "Europe/Brussels"), written))
          .isInstanceOf(AssertionError.class);
    } else {
      assertThat(time(format, options(10, "Europe/Brussels"), written)).isEqualTo(TIME);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SSS, 007, 7",
    "SSS, 077, 77",
    "S, 7, 7",
    "S, 777, 777",
    "SS, 77, 7",
    "SS, 123123, 123",
    "SSSS, 0077, 7",
  })
  void millisecondsAreAsTomcatPutsThem(String format, String written, int millis)
      throws FormatException {
    assertThat(
            time(
                "yyyy-MM-dd HH:mm:ss." + format,
                FormatOptions.DEFAULT,
                "2026-11-24 08:59:38." + written))
        .isEqualTo(TIME.plusMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({
    "02026-11-24 08:59:38.07, 7",
    "02026-11-24 08:59:38.77, 77",
    "2026-11-24 08:59:38.777, 777",
  })
  void theStrayZeroOfTomcatBefore10_1_41IsNoPartOfTheYear(String written, int millis)
      throws FormatException {
    assertThat(time("yyyy-MM-dd HH:mm:ss.SSS", FormatOptions.DEFAULT, written))
        .isEqualTo(TIME.plusMillis(millis));
  }

  @Test
  void severalTimesCompleteEachOther() throws FormatException {
    assertThat(
            time(
                read(
                    "%{yyyy-MM-dd}t %{HH:mm:ss}t.%{msec_frac}t \"%r\" %s",
                    "2026-11-24 08:59:38.123 \"-\" 400")))
        .isEqualTo(TIME.plusMillis(123));
    assertThat(
            time(read("%t %{msec_frac}t \"%r\" %s", "[24/Nov/2026:08:59:38 +0000] 123 \"-\" 400")))
        .isEqualTo(TIME.plusMillis(123));
    assertThat(time(read("%{sec}t.%{msec_frac}t \"%r\" %s", "1795510778.123 \"-\" 400")))
        .isEqualTo(TIME.plusMillis(123));
    assertThat(
            time(
                read(
                    "%{begin:yyyy-MM-dd}t %{end:HH:mm:ss}t \"%r\" %s",
                    "2026-11-24 08:59:38 \"-\" 400")))
        .isEqualTo(TIME);
  }

  @Test
  void theTimeOfTheEndIsTakenBeforeThatOfTheBeginning() throws FormatException {
    assertThat(time(read("%{begin:sec}t %{sec}t \"%r\" %s", "1 1795510778 \"-\" 400")))
        .isEqualTo(TIME);
    assertThat(time(read("%{end:sec}t %{begin:sec}t \"%r\" %s", "1795510778 1 \"-\" 400")))
        .isEqualTo(TIME);
    assertThat(time(read("%{msec_frac}t %{begin:sec}t \"%r\" %s", "999 1795510778 \"-\" 400")))
        .isEqualTo(TIME);
  }

  @Test
  void anHourThatCameTwiceHasBothReadings() throws FormatException {
    LogLine line =
        read(
            "%{yyyy-MM-dd HH:mm:ss}t \"%r\" %s",
            options(10, "Europe/Brussels"), "2026-10-25 02:30:00 \"-\" 400");
    Instant later = Instant.parse("2026-10-25T01:30:00Z");

    assertThat(line.timeMillis(later.toEpochMilli())).isEqualTo(later.toEpochMilli());
    assertThat(line.timeMillis(later.toEpochMilli() - 1))
        .isEqualTo(later.minusSeconds(3600).toEpochMilli());
  }

  @Test
  void aNameOfSummerOrWinterTimeTellsWhichOfBothItWas() throws FormatException {
    FormatOptions brussels = options(10, "Europe/Brussels");

    assertThat(time("yyyy-MM-dd HH:mm:ss z", brussels, "2026-10-25 02:30:00 CEST"))
        .isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    assertThat(time("yyyy-MM-dd HH:mm:ss z", brussels, "2026-10-25 02:30:00 CET"))
        .isEqualTo(Instant.parse("2026-10-25T01:30:00Z"));
  }

  @Test
  void anHourThatNeverWasIsReadAsJavaTimeDoes() throws FormatException {
    assertThat(time("yyyy-MM-dd HH:mm:ss", options(10, "Europe/Brussels"), "2026-03-29 02:30:00"))
        .isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "MMM, de, Nov.",
    "MMM, de, Nov",
    "MMMM, de, November",
    "MMM, fr, nov.",
    "MMM, cs, Lis",
    "MMMM, cs, listopadu",
    "MMM, pt-BR, nov.",
    "MMMM, pt, Novembro",
    "MMM, ru, ноя",
    "MMM, de, Nov",
    "MMM, ja, 11月",
  })
  void monthsHaveTheNamesOfTheirLanguage(String format, String locale, String written)
      throws FormatException {
    assertThat(
            time(
                "dd/" + format + "/yyyy HH:mm:ss",
                options(10, "UTC", locale),
                "24/" + written + "/2026 08:59:38"))
        .isEqualTo(TIME);
  }

  @ParameterizedTest
  @CsvSource({"de, Mär", "de, März", "de, Mrz", "de, Mrz.", "de, M\\u00e4rz", "de, Mar"})
  void marchInGermanHasManyNames(String locale, String written) throws FormatException {
    assertThat(
            time(
                "dd/MMM/yyyy HH:mm:ss",
                options(10, "UTC", locale),
                "24/" + written + "/2026 08:59:38"))
        .isEqualTo(Instant.parse("2026-03-24T08:59:38Z"));
  }

  @Test
  void withoutLocaleAMonthIsWhatEveryLanguageAgreesOn() throws FormatException {
    FormatOptions any = options(10, "UTC");

    assertThat(time("dd/MMM/yyyy HH:mm:ss", any, "24/Dez./2026 08:59:38"))
        .isEqualTo(Instant.parse("2026-12-24T08:59:38Z"));
    assertThat(time("dd/MMM.yyyy HH:mm:ss", any, "24/Nov.2026 08:59:38")).isEqualTo(TIME);
    // November in Czech and Polish, October in Croatian.
    assertThatThrownBy(() -> time("dd/MMM/yyyy HH:mm:ss", any, "24/lis/2026 08:59:38"))
        .isInstanceOf(AssertionError.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2027-01-02 00:00:00, 2027-01-02T00:00:00Z",
    "2027-12-28 00:00:00, 2026-12-28T00:00:00Z",
    "2026-12-20 00:00:00, 2026-12-20T00:00:00Z",
  })
  void theYearOfTheWeekIsNotTheYearAroundNewYear(String written, String time)
      throws FormatException {
    assertThat(time("YYYY-MM-dd HH:mm:ss", FormatOptions.DEFAULT, written))
        .isEqualTo(Instant.parse(time));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-31 08:59:38",
        "2026-13-01 08:59:38",
        "2026-11-24 24:59:38",
        "2026-11-24 08:60:38",
        "2026-11-24 08:59:61",
      })
  void aTimeThatIsNoneDoesNotFit(String written) {
    assertThatThrownBy(() -> time("yyyy-MM-dd HH:mm:ss", FormatOptions.DEFAULT, written))
        .isInstanceOf(AssertionError.class);
  }
}
