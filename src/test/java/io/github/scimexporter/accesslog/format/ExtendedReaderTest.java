package io.github.scimexporter.accesslog.format;

import static io.github.scimexporter.accesslog.format.LineReader.Fit.HEADER;
import static io.github.scimexporter.accesslog.format.LineReader.Fit.REQUEST;
import static io.github.scimexporter.accesslog.format.LineReader.Fit.UNFIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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
}
