package io.github.scimexporter.accesslog.format;

import static io.github.scimexporter.accesslog.format.LineReader.Fit.HEADER;
import static io.github.scimexporter.accesslog.format.LineReader.Fit.REQUEST;
import static io.github.scimexporter.accesslog.format.LineReader.Fit.UNFIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tomcat's extended format, with the columns that Spotfire's container kit sets. */
class ExtendedReaderTest {
  private static final String FIELDS =
      "#Fields: date time c-ip x-R(spotfire.user) x-S(spotfire.session-number)"
          + " x-R(spotfire.request-id) cs-method cs-uri-stem cs-uri-query sc-status bytes"
          + " time-taken-fracsec x-H(protocol) x-H(scheme)";
  private static final String START = "2026-11-24 08:59:38 192.0.2.7 ";
  private static final String PATH = "/spotfire/api/rest/scim/v2/SPOTFIRE/Users";
  private static final Instant TIME = Instant.parse("2026-11-24T08:59:38Z");

  private final LineReader reader = LineFormat.extended(FormatOptions.DEFAULT).reader("");

  @BeforeEach
  void header() {
    assertThat(Lines.read(reader, FIELDS).fit()).isEqualTo(HEADER);
  }

  private Lines.Read read(String line) {
    return Lines.read(reader, line);
  }

  @Test
  void headersAreNoLines() {
    assertThat(read("#Version: 2.0").fit()).isEqualTo(HEADER);
    assertThat(read("#Software: Apache Tomcat/10.1.34").fit()).isEqualTo(HEADER);
    assertThat(read("#").fit()).isEqualTo(HEADER);
  }

  @Test
  void anEmptyColumnIsTwoBlanks() {
    String user = "a205.oauth-clients.spotfire.tibco.com@SPOTFIREOAUTH2";

    assertThat(
            read(
                START
                    + "\""
                    + user
                    + "\"  \"1852\" GET "
                    + PATH
                    + " filter=userName%20eq%20%22jd%C3%B6e%22 200 11 0.030 \"HTTP/1.1\" http"))
        .isEqualTo(
            new Lines.Read(
                REQUEST,
                TIME,
                "192.0.2.7",
                user,
                "GET",
                PATH,
                "filter=userName%20eq%20%22jd%C3%B6e%22",
                200));
  }

  @Test
  void aDashIsNothing() {
    assertThat(read(START + "- - \"1852\" PATCH " + PATH + "/42 - 401 - 0.000 \"HTTP/1.1\" http"))
        .isEqualTo(new Lines.Read(REQUEST, TIME, "192.0.2.7", "", "PATCH", PATH + "/42", "", 401));
    assertThat(read("2026-11-24 08:59:38 - - - - GET / - 200 - 0.000 \"HTTP/1.1\" http").client())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "'-', ''", "'a=1', 'a=1'", "'--', '--'", "'\"', '\"'", "'\"a', '\"a'"})
  void aQueryMayBeEmptyOrADashOrPresent(String logged, String query) {
    Lines.Read read =
        read(START + "\"u\"  \"1\" POST " + PATH + " " + logged + " 201 11 0.0 \"HTTP/1.1\" http");

    assertThat(read.query()).isEqualTo(query);
    assertThat(read.status()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"Jane Doe\"', 'Jane Doe'",
    "'\"a\"\" 500 \"\"b\"', 'a\" 500 \"b'",
    "'\"\"\"\"', '\"'",
    "'\"\"', ''",
    "'plain', 'plain'",
    "'\"-\"', '-'",
  })
  void quotedValuesMayHoldBlanksAndDoubledQuotes(String logged, String user) {
    Lines.Read read =
        read(START + logged + " \"7\" \"1\" GET " + PATH + " - 200 11 0.0 \"HTTP/1.1\" http");

    assertThat(read.user()).isEqualTo(user);
    assertThat(read.status()).isEqualTo(200);
  }

  @Test
  void aRejectedRequestHasNeitherMethodNorPath() {
    Lines.Read read = read(START + "-  - null null - 400 762 0.000 - -");

    assertThat(read.fit()).isEqualTo(REQUEST);
    assertThat(read.method()).isEmpty();
    assertThat(read.path()).isEmpty();
    assertThat(read.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "2026-11-24",
        "2026-11-24 08:59:38 192.0.2.7 -  - GET / - 200 11 0.0 \"HTTP/1.1\"",
        "2026-11-24 08:59:38 192.0.2.7 -  - GET / - 200 11 0.0 \"HTTP/1.1\" http more",
        "2026-11-24 08:59:38 192.0.2.7 - - GET / - 200 11 0.0 \"HTTP/1.1\" http",
        "2026-11-24 08:59:38 192.0.2.7 -   - GET / - 200 11 0.0 \"HTTP/1.1\" http",
        "2026-11-24 08:59:38 192.0.2.7 \"open  - GET / - 200 11 0.0 HTTP/1.1 http",
        "2026-11-24 08:59:38 192.0.2.7 \"u\"x  - GET / - 200 11 0.0 \"HTTP/1.1\" http",
        "2026-11-24 08:59:38 192.0.2.7 -  - GET / - 200 11 0.0 \"HTTP/1.1\" \"http",
        "2026-11-24 08:59:38 192.0.2.7 -  - GET / - - 11 0.0 \"HTTP/1.1\" http",
        "2026-11-24 08:59:38 192.0.2.7 -  - GET / - 2000 11 0.0 \"HTTP/1.1\" http",
        "2026-11-24 08:59 192.0.2.7 -  - GET / - 200 11 0.0 \"HTTP/1.1\" http",
        "2026-11-24 08:59:38x 192.0.2.7 -  - GET / - 200 11 0.0 \"HTTP/1.1\" http",
        "2026-11-34 08:59:38 192.0.2.7 -  - GET / - 200 11 0.0 \"HTTP/1.1\" http",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11",
      })
  void whatDoesNotFitIsSaidSo(String line) {
    assertThat(read(line).fit()).isEqualTo(UNFIT);
  }

  @Test
  void aLastColumnMayBeEmpty() {
    Lines.read(reader, "#Fields: date time sc-status cs-uri-query");

    assertThat(read("2026-11-24 08:59:38 200 ").fit()).isEqualTo(REQUEST);
    assertThat(read("2026-11-24 08:59:38 200").fit()).isEqualTo(UNFIT);
  }

  @Test
  void aLaterHeaderChangesTheColumns() {
    Lines.read(reader, "#Fields: time date sc-status c-dns cs-username cs-uri cs-method");

    assertThat(read("08:59:38 2026-11-24 503 host.example jane /x?y=1 PUT"))
        .isEqualTo(new Lines.Read(REQUEST, TIME, "host.example", "jane", "PUT", "/x", "y=1", 503));
  }

  @Test
  void columnsWithBlanksInTheirParametersAreOneColumn() {
    Lines.read(reader, "#Fields: date time x-P(a b) cs(User-Agent) sc-status x-H(remoteUser)");

    assertThat(read("2026-11-24 08:59:38 \"1 2\" \"a b\" 200 \"jane doe\"").user())
        .isEqualTo("jane doe");
  }

  @Test
  void whatWasLearnedGoesOnInAnotherReader() {
    LineReader next = LineFormat.extended(FormatOptions.DEFAULT).reader(reader.memory());

    assertThat(Lines.read(next, START + "-  - GET / - 200 11 0.0 \"HTTP/1.1\" http").status())
        .isEqualTo(200);
  }

  @Test
  void withoutHeaderNothingFits() {
    LineReader fresh = LineFormat.extended(FormatOptions.DEFAULT).reader("");

    assertThat(Lines.read(fresh, START + "- GET / 200").fit()).isEqualTo(UNFIT);
    assertThat(Lines.read(fresh, "").fit()).isEqualTo(UNFIT);
  }

  @Test
  void columnsWithoutStatusAreRefusedAndNotGuessed() {
    Lines.read(reader, "#Fields: date time c-ip bytes");

    assertThat(read("2026-11-24 08:59:38 192.0.2.7 200").fit()).isEqualTo(UNFIT);
  }

  private static LogLine read(int version, String software, String fields, String text) {
    LineReader reader =
        LineFormat.extended(new FormatOptions(ZoneOffset.UTC, version, Optional.empty()))
            .reader("");
    for (String header : List.of("#Fields: " + fields, "#Software: " + software)) {
      assertThat(Lines.read(reader, header).fit()).isEqualTo(HEADER);
    }
    LogLine line = new LogLine();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(reader.read(bytes, 0, bytes.length, line))
        .as("%s stops at %d", text, reader.mismatch())
        .isEqualTo(REQUEST);
    return line;
  }

  @ParameterizedTest
  @CsvSource({
    "9, Apache Tomcat/9.0.98, time-taken, 0.054, 54000",
    "9, Apache Tomcat/10.1.44, time-taken, 2, 2000000",
    "10, Apache Tomcat/9.0.98, time-taken, 2, 2000000",
    "10, Apache Tomcat/10.1.44, time-taken-ns, 54000, 54",
    "10, Apache Tomcat/10.1.44, time-taken-us, 54, 54",
    "10, Apache Tomcat/10.1.44, time-taken-ms, 54, 54000",
    "10, Apache Tomcat/10.1.44, time-taken-fracsec, 0.054, 54000",
    "10, Apache Tomcat/10.1.44, time-taken-s, 2, 2000000",
    "10, hidden, time-taken, 0.054, 54000",
    "10, hidden, time-taken-ms, -, -1",
  })
  void durationsHaveTheUnitThatTheirColumnAndSoftwareTell(
      int version, String software, String column, String written, long micros) {
    assertThat(
            read(
                    version,
                    software,
                    "date time sc-status " + column,
                    "2026-11-24 08:59:38 200 " + written)
                .durationMicros())
        .isEqualTo(micros);
  }

  /** Constructed by the code of these versions; none of them is among the Tomcats of the tests. */
  @ParameterizedTest
  @CsvSource({
    "10.1.24, time-taken bytes c-ip, 2 192.0.2.7",
    "10.1.39, time-taken bytes c-ip, 2 192.0.2.7",
    "11.0.0-M20, time-taken cached c-ip, 2 192.0.2.7",
    "11.0.5, time-taken bytes c-ip, 2 192.0.2.7",
    "10.1.34, time-taken bytes c-ip, 2 11 192.0.2.7",
    "10.1.40, time-taken bytes c-ip, 2 11 192.0.2.7",
    "10.1.23, time-taken bytes c-ip, 2 11 192.0.2.7",
    "11.0.0-M19, time-taken bytes c-ip, 2 11 192.0.2.7",
    "11.0.6, time-taken bytes c-ip, 2 11 192.0.2.7",
    "10.1.34, c-ip time-taken x-H(protocol), 192.0.2.7 2",
    "10.1.34, c-ip time-taken cs-method bytes, 192.0.2.7 2",
    "10.1.34, c-ip time-taken, 192.0.2.7 2",
    "9.0.98, c-ip time-taken-ms bytes, 192.0.2.7 2.000",
    "10.1.23, c-ip time-taken-ms bytes, 192.0.2.7 2",
  })
  void columnsThatAVersionOfTomcatLosesAfterTimeTakenAreNotMissed(
      String version, String columns, String written) {
    LogLine line =
        read(
            10,
            "Apache Tomcat/" + version,
            "date time sc-status " + columns,
            "2026-11-24 08:59:38 200 " + written);

    assertThat(line.client()).isEqualTo("192.0.2.7");
    assertThat(line.durationMicros()).isEqualTo(2_000_000);
  }

  @ParameterizedTest
  @CsvSource({
    "9.0.98, 'D\\j \u00fc', 'D\\j \u00fc'",
    "10.1.44, 'D\\\\j \\u00fc', 'D\\j \u00fc'",
    "9.0.102, 'D\\nj', 'D\\nj'",
    "11.0.5, 'D\\nj', 'D\\nj'",
    "10.1.39, 'D\\nj', 'D\\nj'",
    "11.0.6, 'a\"\"b\\\\', 'a\"b\\'",
    "9.0.103, 'a\\tb', 'a\tb'",
  })
  void theUserIsReadWithoutTheEscapesOfItsVersion(String version, String written, String user) {
    assertThat(
            read(
                    10,
                    "Apache Tomcat/" + version,
                    "date time sc-status x-H(remoteUser)",
                    "2026-11-24 08:59:38 200 \"" + written + "\"")
                .user())
        .isEqualTo(user);
  }

  @Test
  void theSoftwareIsKnownAfterARestart() {
    Lines.read(reader, "#Software: Apache Tomcat/9.0.98");
    LineReader next = LineFormat.extended(FormatOptions.DEFAULT).reader(reader.memory());

    assertThat(next.memory()).isEqualTo(reader.memory()).endsWith("\nApache Tomcat/9.0.98");
    // This Tomcat does not know time-taken-fracsec, and writes nothing after it.
    assertThat(Lines.read(next, START + "-  - GET / - 200 11 0.010").status()).isEqualTo(200);
  }

  @Test
  void columnsArePartedAsInTheHeader() {
    Lines.read(reader, "#Fields: date  time\tc-ip  sc-status ");

    assertThat(read("2026-11-24  08:59:38\t192.0.2.7  200 ").client()).isEqualTo("192.0.2.7");
    assertThat(read("2026-11-24 08:59:38\t192.0.2.7  200 ").fit()).isEqualTo(UNFIT);
  }

  @Test
  void theForwardedClientIsTakenWhereThereIsNoOther() {
    Lines.read(reader, "#Fields: date time cs(X-Forwarded-For) sc-status cs(User-Agent)");

    assertThat(read("2026-11-24 08:59:38 \"203.0.113.7, 10.0.0.1\" 200 \"a \"\"b\"\"\"").client())
        .isEqualTo("203.0.113.7");
  }

  @Test
  void whereALineStoppedFittingIsTold() {
    assertThat(read(START + "-  - GET / - 2x0 11 0.0 \"HTTP/1.1\" http").fit()).isEqualTo(UNFIT);
    assertThat(reader.mismatch()).isEqualTo(START.length() + "-  - GET / - ".length() + 1);
  }
}
