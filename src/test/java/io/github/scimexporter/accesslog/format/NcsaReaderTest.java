package io.github.scimexporter.accesslog.format;

import static io.github.scimexporter.accesslog.format.LineReader.Fit.REQUEST;
import static io.github.scimexporter.accesslog.format.LineReader.Fit.UNFIT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tomcat's common and combined, and what servers and their clients make of them. */
class NcsaReaderTest {
  private static final String START = "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] ";
  private static final Instant TIME = Instant.parse("2026-11-24T08:59:38Z");

  private static Lines.Read common(String line) {
    return Lines.read(LineFormat.COMMON.reader(""), line);
  }

  private static Lines.Read combined(String line) {
    return Lines.read(LineFormat.COMBINED.reader(""), line);
  }

  @Test
  void aCommonLineIsReadWhole() {
    assertThat(common(START + "\"GET /scim/v2/Users?filter=x HTTP/1.1\" 200 11"))
        .isEqualTo(
            new Lines.Read(
                REQUEST, TIME, "192.0.2.7", "", "GET", "/scim/v2/Users", "filter=x", 200));
  }

  @Test
  void aCombinedLineIsReadWhole() {
    assertThat(
            combined(
                "192.0.2.7 - entra [24/Nov/2026:09:59:38 +0100] \"PATCH /scim/Users/42 HTTP/1.1\""
                    + " 204 - \"https://portal.example/\" \"Mozilla/5.0 (X11; Linux)\""))
        .isEqualTo(
            new Lines.Read(
                REQUEST, TIME, "192.0.2.7", "entra", "PATCH", "/scim/Users/42", "", 204));
  }

  @Test
  void theAgentOfEntraIsADash() {
    assertThat(
            combined(
                    "20.190.129.80 - - [24/Nov/2026:08:59:38 +0000] \"GET /scim/v2/Users?filter="
                        + "userName+eq+%22a%22 HTTP/1.1\" 200 11 \"-\" \"-\"")
                .query())
        .isEqualTo("filter=userName+eq+%22a%22");
  }

  @Test
  void aRequestThatTheServerCouldNotReadHasNoPath() {
    Lines.Read read = common(START + "\"-\" 400 -");

    assertThat(read.fit()).isEqualTo(REQUEST);
    assertThat(read.status()).isEqualTo(400);
    assertThat(read.method()).isEmpty();
    assertThat(read.path()).isEmpty();
    assertThat(combined(START + "\"-\" 400 - \"-\" \"-\"").status()).isEqualTo(400);
  }

  @Test
  void aRequestWithoutClientOfTheYear1970IsALine() {
    Lines.Read read = common("- - - [01/Jan/1970:07:59:59 +0800] \"-\" 500 -");

    assertThat(read.time()).isEqualTo(Instant.ofEpochSecond(-1));
    assertThat(read.client()).isEmpty();
    assertThat(read.status()).isEqualTo(500);
  }

  @Test
  void aRejectedTargetIsNone() {
    Lines.Read read = common(START + "\"GET null HTTP/1.1\" 400 762");

    assertThat(read.method()).isEqualTo("GET");
    assertThat(read.path()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /x?q=\"a\" HTTP/1.1",
        "GET /x\" 200 5 HTTP/1.1",
        "GET /\" 401 - \" HTTP/1.1",
        "GET /a b HTTP/1.1",
        "GET /\\ HTTP/1.1",
        "\u0016\u0003\u0001\u0002\u0000",
        "GET /\u00c3\u00b6\u00ff HTTP/1.1",
        "",
        "\"",
        "GET /x",
      })
  void whatAClientPutsIntoItsRequestLineChangesNothingElse(String request) {
    assertThat(common(START + "\"" + request + "\" 404 5").status()).isEqualTo(404);
    assertThat(combined(START + "\"" + request + "\" 404 5 \"-\" \"a\"").status()).isEqualTo(404);
  }

  @Test
  void aForgedStatusInTheRequestLineIsNotTaken() {
    assertThat(common(START + "\"GET /x\" 200 5\" 401 - HTTP/1.1\" 404 5").status()).isEqualTo(404);
    assertThat(combined(START + "\"GET /x\" 200 5 \"-\" \" HTTP/1.1\" 404 5 \"-\" \"a\"").status())
        .isEqualTo(404);
  }

  @Test
  void escapedQuotesInTheAgentBelongToIt() {
    assertThat(combined(START + "\"GET /x HTTP/1.1\" 200 5 \"-\" \"a \\\" 500 1 \\\\\"").status())
        .isEqualTo(200);
    assertThat(combined(START + "\"GET /x HTTP/1.1\" 200 5 \"\" \"\"").fit()).isEqualTo(REQUEST);
  }

  @Test
  void theClientMayHaveAnAddressOfVersion6OrAName() {
    String rest = " - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11";

    assertThat(common("0:0:0:0:0:0:0:1" + rest).client()).isEqualTo("0:0:0:0:0:0:0:1");
    assertThat(common("fe80::1%eth0" + rest).client()).isEqualTo("fe80::1%eth0");
    assertThat(common("host.example.com" + rest).client()).isEqualTo("host.example.com");
  }

  @ParameterizedTest
  @CsvSource({
    "'-', ''",
    "'entra', 'entra'",
    "'Jane Q. Doe', 'Jane Q. Doe'",
    "'\\xE6 x [1]', '\u00e6 x [1]'",
    "'DOMAIN\\\\jane', 'DOMAIN\\jane'",
    "'a\\\"b\\u00fc', 'a\"b\u00fc'",
    "'- -', '- -'",
    "'', ''",
  })
  void aUserNameMayHoldBlanks(String logged, String user) {
    assertThat(
            common(
                    "192.0.2.7 - "
                        + logged
                        + " [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11")
                .user())
        .isEqualTo(user);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "192.0.2.7 [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11",
        "192.0.2.7 - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11",
        "192.0.2.7  - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11",
        "web-1  | 192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11",
        "192.0.2.7 - -[24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000]",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] ",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000]\"GET / HTTP/1.1\" 200 11",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] 'GET / HTTP/1.1\" 200 11",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\"",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 ",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 x",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 --",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 99 11",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 099 11",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 600 11",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 2x0 11",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\"x200 11",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200x11",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11 0.013",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11 \"-\" \"-\"",
        "192.0.2.7 - - [31/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11",
        "- 192.0.2.7 - - - 0.000",
      })
  void whatDoesNotFitCommonIsSaidSo(String line) {
    assertThat(common(line).fit()).isEqualTo(UNFIT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"GET / HTTP/1.1\" 200 11",
        "\"GET / HTTP/1.1\" 200 11 ",
        "\"GET / HTTP/1.1\" 200 11 \"-\"",
        "\"GET / HTTP/1.1\" 200 11 \"-\" ",
        "\"GET / HTTP/1.1\" 200 11 \"-\" \"Mozilla",
        "\"GET / HTTP/1.1\" 200 11 \"-\"\"a\"",
        "\"GET / HTTP/1.1\" 200 11 - -",
        "\"GET / HTTP/1.1\" 200 x \"-\" \"a\"",
        "\"GET / HTTP/1.1\" 200 11 \"-\" \"a\" 10.0.0.1",
        "\"GET / HTTP/1.1\" 200 11 \"-\" \"a\" \"10.0.0.1\" \"b\"",
        "\"GET / HTTP/1.1\" 200 11 \"-\" \"a\" \"10.0.0.1\" 0.013",
        "\"GET / HTTP/1.1\" 200 11 0.013 \"-\" \"a\"",
        "\"GET / HTTP/1.1\" 200 11 \"-\" \"a\\",
        "\"GET / HTTP/1.1\" 200 11 \"-\" \"a\\\"",
      })
  void whatDoesNotFitCombinedIsSaidSo(String rest) {
    assertThat(combined(START + rest).fit()).isEqualTo(UNFIT);
  }

  @Test
  void anOrphanTailDoesNotFit() {
    assertThat(common("HTTP/1.1\" 200 11").fit()).isEqualTo(UNFIT);
    assertThat(common("[24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11").fit())
        .isEqualTo(UNFIT);
  }

  @Test
  void everyStatusFrom100To599Fits() {
    for (int status = 100; status <= 599; status++) {
      assertThat(common(START + "\"GET / HTTP/1.1\" " + status + " 0").status()).isEqualTo(status);
    }
  }

  @Test
  void aReaderNeedsNoMemory() {
    assertThat(LineFormat.COMMON.reader("").memory()).isEmpty();
  }

  @Test
  void combinedMayHaveOneMoreQuotedColumn() {
    assertThat(combined(START + "\"GET /x HTTP/1.1\" 404 266 \"-\" \"-\" \"10.0.0.1\"").status())
        .isEqualTo(404);
  }

  @Test
  void aNumberAtTheEndOfCommonIsNotTakenForADuration() {
    LogLine line = new LogLine();
    byte[] bytes = (START + "\"GET /x HTTP/1.1\" 200 11 0.260").getBytes(ISO_8859_1);

    assertThat(NcsaReader.any().read(bytes, 0, bytes.length, line)).isEqualTo(REQUEST);
    assertThat(line.durationMicros()).isEqualTo(LogLine.NO_DURATION);
  }

  @ParameterizedTest
  @CsvSource({
    "'x', 1",
    "'192.0.2.7 - - 2026-11-24 \"GET / HTTP/1.1\" 200 11', 11",
    "'192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] GET / HTTP/1.1 200 11', 44",
    "'192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\"  127.0.0.1', 61",
    "'192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11 \"-\"', 67",
    "'192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1', 59",
  })
  void theColumnWhereALineStopsFittingIsKnown(String line, int column) {
    NcsaReader reader = NcsaReader.common();
    assertThat(Lines.read(reader, line).fit()).isEqualTo(UNFIT);
    assertThat(reader.mismatch()).isEqualTo(column);
  }
}
