package io.github.scimexporter.accesslog.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.github.scimexporter.accesslog.format.LineReader.Fit;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tomcat's JSON lines, and what a line of JSON can be beside that. */
class JsonReaderTest {
  private static final Instant TIME = Instant.parse("2026-11-24T08:59:38Z");
  private static final String CLF = "\"time\":\"[24/Nov/2026:08:59:38 +0000]\"";

  private final LogLine line = new LogLine();

  private static LineReader reader(int version) {
    return LineFormat.json(
            new FormatOptions(ZoneId.of("Europe/Brussels"), version, Optional.empty()))
        .reader("");
  }

  private Fit read(LineReader reader, String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return reader.read(bytes, 0, bytes.length, line);
  }

  private Fit read(String text) {
    return read(reader(10), text);
  }

  @Test
  void aLineIsReadWhole() {
    assertThat(
            read(
                "{\"host\":\"192.0.2.7\",\"logicalUserName\":\"-\",\"user\":\"D\\\\j \\\"q\\\""
                    + " \\u00fc\","
                    + CLF
                    + ",\"request\":\"GET /scim/Users?a=b HTTP/1.1\",\"statusCode\":\"200\","
                    + "\"size\":\"-\",\"elapsedTime\":\"54\"}"))
        .isEqualTo(Fit.REQUEST);

    assertThat(line.client()).isEqualTo("192.0.2.7");
    assertThat(line.user()).isEqualTo("D\\j \"q\" \u00fc");
    assertThat(line.method()).isEqualTo("GET");
    assertThat(line.path()).isEqualTo("/scim/Users");
    assertThat(line.query()).isEqualTo("a=b");
    assertThat(line.status()).isEqualTo(200);
    assertThat(line.timeMillis(0)).isEqualTo(TIME.toEpochMilli());
    assertThat(line.durationMicros()).isEqualTo(54);
  }

  @Test
  void methodPathAndQueryMayStandApart() {
    assertThat(
            read(
                "{\"query\":\"?a=b\",\"path\":\"/x\",\"method\":\"PUT\",\"statusCode\":401,"
                    + CLF
                    + "}"))
        .isEqualTo(Fit.REQUEST);

    assertThat(line.method() + " " + line.path() + " " + line.query()).isEqualTo("PUT /x a=b");
    assertThat(line.status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"time-yyyy-MM-dd HH:mm:ss\":\"2026-11-24 09:59:38\"",
        "\"time-begin:yyyy-MM-dd HH:mm:ss\":\"2026-11-24 09:59:38\",\"time-msec_frac\":\"123\"",
        "\"time-yyyy-MM-dd\":\"2026-11-24\",\"time-HH:mm:ss\":\"09:59:38\"",
        "\"time-sec\":\"1795510778\"",
        "\"time-msec\":1795510778000",
        "\"time-end:\":\"[24/Nov/2026:08:59:38 +0000]\",\"time-nonsense\":\"x\"",
      })
  void timesAreReadByTheFormatInTheirKey(String times) {
    assertThat(read("{" + times + ",\"statusCode\":\"200\"}")).isEqualTo(Fit.REQUEST);

    assertThat(line.timeMillis(Long.MAX_VALUE)).isEqualTo(TIME.toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({
    "9, elapsedTime, 54, 54000",
    "10, elapsedTime, 54, 54",
    "9, elapsedTimeS, 0.054, 54000",
    "11, elapsedTimeS, 2, 2000000",
    "11, elapsedTimeS-ms, 54, 54000",
    "11, elapsedTimeS-ns, 54000, 54",
    "9, elapsedTimeS-ms, ???, -1",
    "10, firstByteTime, 7, 7000",
  })
  void durationsHaveTheUnitOfTheirVersion(int version, String key, String value, long micros) {
    String text = "{" + CLF + ",\"statusCode\":\"200\",\"" + key + "\":\"" + value + "\"}";

    assertThat(read(reader(version), text)).isEqualTo(Fit.REQUEST);
    assertThat(line.durationMicros()).isEqualTo(micros);
  }

  @Test
  void whatIsNotKnownIsPassedOver() {
    assertThat(
            read(
                "{\"a\":{\"statusCode\":\"500\",\"b\":[1,{}]},\"c\":[\"statusCode\",\"404\"],"
                    + CLF
                    + ",\"d\":null,\"statusCode\":\"200\",\"requestHeaders\": {\"x\":[1],"
                    + "\"X-Forwarded-For\":\"203.0.113.7, 10.0.0.1\"},\"user\":null}"))
        .isEqualTo(Fit.REQUEST);

    assertThat(line.status()).isEqualTo(200);
    assertThat(line.client()).isEqualTo("203.0.113.7");
    assertThat(line.user()).isEmpty();
  }

  @Test
  void ofTwoValuesTheLastCounts() {
    assertThat(read("{\"statusCode\":\"200\"," + CLF + ",\"statusCode\":\"401\"}"))
        .isEqualTo(Fit.REQUEST);
    assertThat(line.status()).isEqualTo(401);
  }

  @Test
  void aRejectedRequestHasNeitherMethodNorPath() {
    assertThat(
            read(
                "{\"method\":\"null\",\"path\":\"null\",\"request\":\"-\","
                    + CLF
                    + ",\"statusCode\":\"400\"}"))
        .isEqualTo(Fit.REQUEST);
    assertThat(line.method()).isEmpty();
    assertThat(line.path()).isEmpty();
  }

  @Test
  void quotesAndBackslashesThatAnOlderTomcatDidNotEscapeAreOfTheRequest() {
    assertThat(
            read(
                "{\"request\":\"GET /x\",\"y\"\\z?q=\"\\u0022\" HTTP/1.1\","
                    + CLF
                    + ",\"statusCode\":\"404\",\"requestHeaders\": {\"A\":\"b\"}}"))
        .isEqualTo(Fit.REQUEST);
    assertThat(line.path()).isEqualTo("/x\",\"y\"\\z");
    assertThat(line.query()).isEqualTo("q=\"\"\"");
    assertThat(line.status()).isEqualTo(404);
  }

  @Test
  void bytesThatAreNoUtf8DoNotSpoilTheLine() {
    assertThat(read("{\"path\":\"/\u00ff\u00e4\"," + CLF + ",\"statusCode\":\"200\"}"))
        .isEqualTo(Fit.REQUEST);
    assertThat(line.status()).isEqualTo(200);
    assertThat(read("{\"path\":\"/\u00c3\u00a4\"," + CLF + ",\"statusCode\":\"200\"}"))
        .isEqualTo(Fit.REQUEST);
    assertThat(line.path()).as("raw bytes").isEqualTo("/\u00c3\u00a4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "{",
        "{}",
        "[]",
        "{\"statusCode\":\"200\"}",
        "{\"time\":\"[24/Nov/2026:08:59:38 +0000]\"}",
        "{\"time\":\"[24/Nov/2026:08:59:38 +0000]\",\"statusCode\":\"2000\"}",
        "{\"time\":\"[31/Nov/2026:08:59:38 +0000]\",\"statusCode\":\"200\"}",
        "{\"time\":\"[24/Nov/2026:08:59:38 +0000]\",\"statusCode\":\"200\"",
        "{\"time\":\"[24/Nov/2026:08:59:38 +0000]\",\"statusCode\":\"200\"}}",
        "{\"time\":\"[24/Nov/2026:08:59:38 +0000]\",\"statusCode\":\"200\"}{}",
        "{\"time\":{},\"statusCode\":[]}",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11",
      })
  void whatDoesNotFitIsSaidSo(String text) {
    assertThat(read(text)).isEqualTo(Fit.UNFIT);
  }

  @Test
  void hostileDepthAndLengthDoNoHarm() {
    assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          assertThat(read("{\"a\":".repeat(200_000) + "}")).isEqualTo(Fit.UNFIT);
          assertThat(read("{\"a\":\"" + "\\".repeat(500_000) + "\"}")).isEqualTo(Fit.UNFIT);
          assertThat(read("{\"a\":\"" + "\",\"".repeat(300_000) + "\"}")).isEqualTo(Fit.UNFIT);
          assertThat(read("{\"a\":" + "9".repeat(500_000) + "}")).isEqualTo(Fit.UNFIT);
        });
  }
}
