package io.github.scimexporter.accesslog.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scimexporter.accesslog.format.LineReader.Fit;
import java.nio.charset.StandardCharsets;
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

  static FormatOptions options(int version, String zone, String... locale) {
    return new FormatOptions(
        ZoneId.of(zone),
        version,
        locale.length == 0 ? Optional.empty() : Optional.of(Locale.forLanguageTag(locale[0])));
  }

  static LogLine read(String pattern, FormatOptions options, String text) throws FormatException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    LogLine line = new LogLine();
    LineReader reader = LineFormat.tomcat(pattern, options).reader("");
    Fit fit = reader.read(bytes, 0, bytes.length, line);
    assertThat(fit).as("%s stops at %d", text, reader.mismatch()).isEqualTo(Fit.REQUEST);
    return line;
  }

  static LogLine read(String pattern, String text) throws FormatException {
    return read(pattern, FormatOptions.DEFAULT, text);
  }

  private static int mismatch(String pattern, String text) throws FormatException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    LineReader reader = LineFormat.tomcat(pattern, FormatOptions.DEFAULT).reader("");
    assertThat(reader.read(bytes, 0, bytes.length, new LogLine())).isEqualTo(Fit.UNFIT);
    return reader.mismatch();
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
