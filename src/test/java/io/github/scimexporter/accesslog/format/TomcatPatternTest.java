package io.github.scimexporter.accesslog.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scimexporter.accesslog.format.LineReader.Fit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns of Tomcat's AccessLogValve, and constructed lines that real Tomcats rarely write. */
class TomcatPatternTest {
  private static final String START = "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] ";
  private static final String WSO2 = "%h %l %u %t %r %s %b %{Referer}i %{User-Agent}i %T";
  private static final Instant TIME = Instant.parse("2026-11-24T08:59:38Z");

  private static FormatOptions options(int version, String zone, String... locale) {
    return new FormatOptions(
        ZoneId.of(zone),
        version,
        locale.length == 0 ? Optional.empty() : Optional.of(Locale.forLanguageTag(locale[0])));
  }

  private static LogLine read(String pattern, FormatOptions options, String text)
      throws FormatException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    LogLine line = new LogLine();
    LineReader reader = LineFormat.tomcat(pattern, options).reader("");
    Fit fit = reader.read(bytes, 0, bytes.length, line);
    assertThat(fit).as("%s stops at %d", text, reader.mismatch()).isEqualTo(Fit.REQUEST);
    return line;
  }

  private static LogLine read(String pattern, String text) throws FormatException {
    return read(pattern, FormatOptions.DEFAULT, text);
  }

  private static int mismatch(String pattern, String text) throws FormatException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    LineReader reader = LineFormat.tomcat(pattern, FormatOptions.DEFAULT).reader("");
    assertThat(reader.read(bytes, 0, bytes.length, new LogLine())).isEqualTo(Fit.UNFIT);
    return reader.mismatch();
  }

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
        "%h %t \"%r\" %s %Q| column 15: %Q is no code",
        "%{x}Q %t \"%r\" %s| column 1: %{x}Q is no code",
        "%t %{open %r %s| column 4: %{ is no code",
        "%t %r %{x}| column 7: %{ is no code",
        "%h %t \"%r\" %b| lacks %s",
        "Common| lacks %s",
        "%h \"%r\" %s| lacks %t",
        "%{HH:mm:ss}t \"%r\" %s| lacks %t",
        "%{yyyy-MM-dd hh:mm}t \"%r\" %s| lacks %t",
        "%{msec_frac}t \"%r\" %s| lacks %t",
        "%t %m %s| lacks %r",
        "%t %U%q %s| lacks %r",
        "%{yyyy-MM-dd'T HH:mm}t %r %s| column 1: %{yyyy-MM-dd'T HH:mm}t has a quote",
        "%t %{begin:yyyy-bb}t %r %s| column 4: %{begin:yyyy-bb}t has b,",
        "%{XXXX}t %t %r %s| XXXX",
      })
  void aPatternThatCannotBeReadIsRefusedWithItsColumn(String pattern, String message) {
    assertThatThrownBy(() -> LineFormat.tomcat(pattern, FormatOptions.DEFAULT))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("tomcat: ")
        .hasMessageContaining(message.strip())
        .hasMessageNotContaining("\n");
  }

  @Test
  void anAliasIsThePatternThatItStandsFor() throws FormatException {
    assertThat(read("common", START + "\"GET /x HTTP/1.1\" 200 1").path()).isEqualTo("/x");
    assertThat(read("combined", START + "\"GET /x HTTP/1.1\" 200 1 \"-\" \"a\"").path())
        .isEqualTo("/x");
  }

  @Test
  void whatAnOlderTomcatDoesNotKnowIsQuestionMarks() throws FormatException {
    LogLine line =
        read(
            "%% %h %t \"%r\" %s %{ms}T %{c}L %D",
            options(9, "UTC"),
            "???%???" + " 192.0.2.7 [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 ??? ??? 7");

    assertThat(line.durationMicros()).isEqualTo(7_000);
    assertThat(read("%% %t \"%r\" %s", "% [24/Nov/2026:08:59:38 +0000] \"-\" 400").status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "%D, 9, 54, 54000",
    "%D, 10, 54, 54",
    "%D, 11, 54, 54",
    "%T, 9, 0.054, 54000",
    "%T, 10, 2, 2000000",
    "%T, 10, 0.054, 54000",
    "%T, 9, 2, 2000000",
    "%F, 9, 7, 7000",
    "%F, 11, 7, 7000",
    "%{ns}T, 10, 54999, 54",
    "%{us}T, 10, 54, 54",
    "%{ms}T, 10, 54, 54000",
    "%{fracsec}T, 10, 1.054, 1054000",
    "%{s}T, 10, 3, 3000000",
    "%{other}T, 10, 3, 3000000",
    "%D, 10, -, -1",
    "%D, 10, -3, -1",
    "%{ms}T, 9, ???, -1",
    "%D %{ms}T, 10, 54999 54, 54999",
    "%{ms}T %D, 9, 54 54, 54000",
    "%T %F, 10, 1 7, 1000000",
    "%F %T, 10, 7 -, 7000",
    "%{ns}T %D, 9, ??? 5, 5000",
    "%D, 10, 99999999999999999999, -1",
    "%D, 9, 9999999999999999, -1",
  })
  void durationsHaveTheUnitOfTheirVersionAndTheFinestIsTaken(
      String codes, int version, String written, long micros) throws FormatException {
    LogLine line =
        read(
            "%t \"%r\" %s " + codes,
            options(version, "UTC"),
            "[24/Nov/2026:08:59:38 +0000] \"-\" 400 " + written);

    assertThat(line.durationMicros()).isEqualTo(micros);
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /scim/Users?a=b HTTP/1.1|GET|/scim/Users|a=b",
        "-|||",
        "GET null HTTP/1.1|GET||",
        "GET /a b HTTP/1.1|GET|/a b|",
        "GET /x 200 5 - - 0.1 HTTP/1.1|GET|/x 200 5 - - 0.1|",
      })
  void aRequestWithoutQuotesEndsWhereTheRestFits(
      String request, String method, String path, String query) throws FormatException {
    LogLine line = read(WSO2, START + request + " 404 - - A b/1.0 (c) 0.013");

    assertThat(line.status()).isEqualTo(404);
    assertThat(line.method()).isEqualTo(method == null ? "" : method);
    assertThat(line.path()).isEqualTo(path == null ? "" : path);
    assertThat(line.query()).isEqualTo(query == null ? "" : query);
    assertThat(line.durationMicros()).isEqualTo(13_000);
  }

  @Test
  void aLineOfANullRequestWithoutQuotesIsRead() throws FormatException {
    LogLine line = read(WSO2, "- - - [01/Jan/1970:00:00:00 +0000] - 400 - - - 0.000");

    assertThat(line.status()).isEqualTo(400);
    assertThat(line.client()).isEmpty();
    assertThat(line.durationMicros()).isZero();
  }

  @Test
  void anAgentThatLooksLikeTheRestOfALineIsAnAgent() throws FormatException {
    LogLine line = read(WSO2, START + "GET /x HTTP/1.1 401 5 - x HTTP/1.1 200 5 - - 0.1 0.013");

    assertThat(line.status()).isEqualTo(401);
    assertThat(line.path()).isEqualTo("/x");
  }

  @ParameterizedTest
  @CsvSource({
    "%{X-Forwarded-For}i %l %u %t \"%r\"  %h   %s %b %D ms;, 192.0.2.7",
    "%{x-forwarded-for}i %l %u %t \"%r\"     %s %b %D ms;, 203.0.113.7",
  })
  void theClientIsTheFirstForwardedAddressWhereThereIsNoOther(String pattern, String client)
      throws FormatException {
    String host = pattern.contains("%h") ? "192.0.2.7" : "";
    LogLine line =
        read(
            pattern,
            "203.0.113.7, 10.0.0.1 - jane [24/Nov/2026:08:59:38 +0000] \"GET /x HTTP/1.1\"  "
                + host
                + "   200 5 17 ms;");

    assertThat(line.client()).isEqualTo(client);
    assertThat(line.user()).isEqualTo("jane");
    assertThat(line.durationMicros()).isEqualTo(17);
  }

  @Test
  void anAddressIsABetterClientThanAHostNameOrAPeer() throws FormatException {
    assertThat(
            read(
                    "%h %a %{peer}a %t %r %s",
                    "name 192.0.2.7 10.0.0.1 [24/Nov/2026:08:59:38 +0000] - 400")
                .client())
        .isEqualTo("192.0.2.7");
    assertThat(read("%{peer}a %t %r %s", "10.0.0.1 [24/Nov/2026:08:59:38 +0000] - 400").client())
        .isEqualTo("10.0.0.1");
    assertThat(
            read(
                    "%h:%{remote}p %t %r %s",
                    "0:0:0:0:0:0:0:1:4711 [24/Nov/2026:08:59:38 +0000] - 400")
                .client())
        .isEqualTo("0:0:0:0:0:0:0:1");
  }

  @ParameterizedTest
  @CsvSource({
    "/x, /x, ''",
    "/x-, /x, ''",
    "/x?, /x, ''",
    "/x?-, /x, -",
    "/x?a=b, /x, a=b",
    "/x-y?a=?, /x-y, a=?",
    "null, '', ''",
    "-, '', ''",
  })
  void pathAndQueryAreTakenApartWhereTheyTouch(String written, String path, String query)
      throws FormatException {
    LogLine line =
        read("%t %m %U%q %H %s", "[24/Nov/2026:08:59:38 +0000] GET " + written + " HTTP/1.1 200");

    assertThat(line.path()).isEqualTo(path);
    assertThat(line.query()).isEqualTo(query);
  }

  @Test
  void anEmptyQueryIsNone() throws FormatException {
    assertThat(read("%t|%m|%U|%q|%s", "[24/Nov/2026:08:59:38 +0000]|GET|/x||200").query())
        .isEmpty();
    assertThat(read("%t|%m|%U|%q|%s", "[24/Nov/2026:08:59:38 +0000]|GET|/x|-|200").query())
        .isEmpty();
    assertThat(read("%t|%m|%U|%q|%s", "[24/Nov/2026:08:59:38 +0000]|GET|/x|?a|200").query())
        .isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /x?q=\"a\" HTTP/1.1",
        "GET /x\" 200 5 HTTP/1.1",
        "GET /\" 401 - \" HTTP/1.1",
        "GET /x\" 200 5\" HTTP/1.1",
        "GET /x\\\" HTTP/1.1",
        "\u0016\u0003\u0001",
        "",
        "GET /x",
      })
  void unescapedQuotesInARequestChangeNothingElse(String request) throws FormatException {
    assertThat(
            read("%h %t \"%r\" %s %b", "a [24/Nov/2026:08:59:38 +0000] \"" + request + "\" 404 5")
                .status())
        .isEqualTo(404);
  }

  @Test
  void theUserIsReadWithoutItsEscapes() throws FormatException {
    assertThat(
            read(
                    "%u %t \"%r\" %s",
                    "D\\\\j \\\"q\\\" \\u00fc\\ud83d\\ude00\\t"
                        + " [24/Nov/2026:08:59:38 +0000] \"-\" 400")
                .user())
        .isEqualTo("D\\j \"q\" \u00fc\ud83d\ude00\t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 x|65",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 99 11|61",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11 more|67",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] 'GET / HTTP/1.1' 200 11|44",
        "192.0.2.7|10",
      })
  void whereALineStoppedFittingIsTold(String line, int place) throws FormatException {
    assertThat(mismatch("common", line)).isEqualTo(place);
  }
}
