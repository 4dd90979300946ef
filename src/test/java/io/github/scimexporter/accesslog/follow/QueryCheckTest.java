package io.github.scimexporter.accesslog.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.accesslog.format.FormatException;
import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.config.LogFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that tells no query is known before the exporter's own requests are taken for others'. */
class QueryCheckTest {
  private static final String COMMON =
      "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET /a HTTP/1.1\" 200 11\n";
  private static final String UNREAD = "192.0.2.7 - - [24/Nov/2026:08:59:39 +0000] \"-\" 400 -\n";

  @TempDir private Path directory = Path.of("");

  private boolean tellsNone(LogFormat format, String content) throws FormatException, IOException {
    Files.writeString(directory.resolve("access.log"), content);
    return tellsNone(AccessLogConfig.of("tss1", List.of(directory + "/access*.log"), format));
  }

  private static boolean tellsNone(AccessLogConfig log) throws FormatException {
    return QueryCheck.tellsNone(log, LogSources.of(List.of(log)));
  }

  @Test
  void aRequestLineTellsTheQuery() throws Exception {
    assertThat(tellsNone(LogFormat.Named.AUTO, COMMON)).isFalse();
    assertThat(tellsNone(new LogFormat.Tomcat("%h %t \"%r\" %s"), lineOf("\"GET /a HTTP/1.1\"")))
        .isFalse();
  }

  @Test
  void aRequestThatCouldNotBeReadSaysNothingOfTheFormat() throws Exception {
    assertThat(tellsNone(LogFormat.Named.AUTO, COMMON + UNREAD)).isFalse();
  }

  @Test
  void aPathAloneTellsNone() throws Exception {
    assertThat(tellsNone(new LogFormat.Tomcat("%h %t %m %U %s"), lineOf("GET /a"))).isTrue();
  }

  @Test
  void aPathAndAQueryTellIt() throws Exception {
    assertThat(tellsNone(new LogFormat.Tomcat("%h %t %m %U%q %s"), lineOf("GET /a"))).isFalse();
  }

  private static String lineOf(String request) {
    return "192.0.2.7 [24/Nov/2026:08:59:38 +0000] " + request + " 200\n";
  }

  @Test
  void columnsTellItOrNot() throws Exception {
    String line = "2026-11-24 08:59:38 GET /a 200\n";
    String without = "#Fields: date time cs-method cs-uri-stem sc-status\n" + line;
    String with =
        "#Fields: date time cs-method cs-uri-stem sc-status cs-uri-query\n"
            + line.replace("\n", " -\n");
    for (LogFormat format : List.of(LogFormat.Named.EXTENDED, LogFormat.Named.AUTO)) {
      assertThat(tellsNone(format, without)).isTrue();
      assertThat(tellsNone(format, with)).isFalse();
    }
  }

  @Test
  void jsonTellsItOrNot() throws Exception {
    String without =
        "{\"time\":\"[24/Nov/2026:08:59:38 +0000]\",\"method\":\"GET\",\"path\":\"/a\","
            + "\"statusCode\":\"200\"}\n";
    assertThat(tellsNone(LogFormat.Named.JSON, without)).isTrue();
    assertThat(tellsNone(LogFormat.Named.JSON, without.replace("}", ",\"query\":\"?b=c\"}")))
        .isFalse();
  }

  @Test
  void aRegularExpressionsPathMayHoldIt() throws Exception {
    assertThat(
            tellsNone(
                new LogFormat.Regex(
                    "(?P<time>\\S+) (?P<method>\\S+) (?P<path>\\S+) (?P<status>\\d+)",
                    "ISO8601",
                    ChronoUnit.SECONDS),
                "2026-11-24T08:59:38Z GET /a 200\n"))
        .isFalse();
  }

  @Test
  void nothingIsSaidOfALogWithoutLines() throws Exception {
    assertThat(tellsNone(new LogFormat.Tomcat("%h %t %m %U %s"), "")).isFalse();
    assertThat(tellsNone(AccessLogConfig.of("tss1", List.of("-"), LogFormat.Named.AUTO))).isFalse();
  }
}
