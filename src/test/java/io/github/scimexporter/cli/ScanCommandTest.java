package io.github.scimexporter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanCommandTest {
  private static final String LOG =
      """
      192.0.2.1 - - [21/Nov/2025:10:00:00 +0100] "GET /scim/v2/Users?filter=x HTTP/1.1" 200 11
      192.0.2.1 - - [21/Nov/2025:10:40:00 +0100] "PATCH /scim/v2/Users/42 HTTP/1.1" 204 -
      this is no line of an access log
      192.0.2.9 - - [21/Nov/2025:10:50:00 +0100] "GET /other HTTP/1.1" 200 11
      192.0.2.1 - - [21/Nov/2025:11:56:40 +0100] "GET /scim/v2/Users?filter=x HTTP/1.1" 401 -
      192.0.2.1 - - [21/Nov/2025:12:36:40 +0100] "GET /scim/v2/Users?filter=x HTTP/1.1" 401 -
      192.0.2.1 - - [21/Nov/2025:12:36:41 +0100] "GET /scim/v2/Users?filter=userName+eq+%22scim-exporter-probe-1%22 HTTP/1.1" 200 11
      192.0.2.9 - - [21/Nov/2025:13:00:00 +0100] "GET /other HTTP/1.1" 200 11
      """;
  private static final String REPORT =
      """
      {"lines":8,"unparsed":1,"syncs":[{"sync":"entra-prod",
       "requests":{"GET 200":1,"GET 401":2,"PATCH 204":1},
       "first_seen":"2025-11-21T09:00:00Z","last_success":"2025-11-21T09:40:00Z",
       "first_rejected":"2025-11-21T10:56:40Z","last_rejected":"2025-11-21T11:36:40Z",
       "longest_silence_seconds":8400,
       "gaps":[{"from":"2025-11-21T09:40:00Z","to":"2025-11-21T12:00:00Z","missed":3}],
       "suggested_heartbeat":{"interval":"40m","grace":"10m","missed_threshold":3},
       "diagnosis":[
        "Rejected (401) since 2025-11-21T10:56:40Z, 2 requests: the token has expired, was revoked, or another one is presented.",
        "The last success was at 2025-11-21T09:40:00Z.",
        "1 silence longer than the configured 40m and 10m of grace; requests failed in it.",
        "A heartbeat each 40m with 10m of grace would have raised no false alarm between the first and the last success, 40 minutes apart with 2 successes. That is too short a past to rely on: scan a week of logs or more.",
        "The longest silence in which nothing failed was 40 minutes, from Fri 2025-11-21T09:00:00Z to Fri 2025-11-21T09:40:00Z. If that was an outage, too, scan logs without it.",
        "With it a sync that falls silent is warned of after 50m and counts as down after 2h10m; with the configured one after 50m and 1h30m, and no false alarm.",
        "With it the 2 hours 20 minutes since the last success would have raised an alarm."]}]}
      """;

  @TempDir private Path directory = Path.of("");
  private Path config = Path.of("");

  @BeforeEach
  void writeConfiguration() throws IOException {
    config =
        Files.writeString(
            directory.resolve("c.yml"),
            """
            access_logs: [{name: tss1, paths: ["access*"], format: common}]
            syncs:
              - name: entra-prod
                endpoint: http://localhost/scim/v2
                heartbeat: {interval: 40m, grace: 10m}
            """);
  }

  private Cli scan(String input, String... logs) {
    String[] args = new String[logs.length + 2];
    args[0] = "scan";
    args[1] = "--config.file=" + config;
    System.arraycopy(logs, 0, args, 2, logs.length);
    return Cli.runWithInput(input.getBytes(UTF_8), args);
  }

  @Test
  void withoutAnyLogInTheConfigurationNothingIsKnownOfTheirLines() throws IOException {
    Files.writeString(
        config,
        """
        syncs:
          - {name: a, endpoint: 'http://localhost/a', entra: {managed_identity: true, service_principal_id: p}}
        """);
    assertThat(scan("", "-"))
        .isEqualTo(
            new Cli(
                1,
                "",
                "scim-exporter: "
                    + config
                    + ": access_logs: is missing; scan needs to know what the lines look like,"
                    + " write e.g. {name: tss1, paths: [access.log]}"
                    + System.lineSeparator()));
  }

  private static void reports(String json, Cli run) throws IOException {
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).hasLineCount(1);
    ObjectMapper mapper = new ObjectMapper();
    assertThat(mapper.readTree(run.out())).isEqualTo(mapper.readTree(json));
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  @Test
  void reportsAPlainLog() throws Exception {
    reports(REPORT, scan("", "--format=json", write("access.log", LOG).toString()));
  }

  @Test
  void reportsACompressedLog() throws Exception {
    Path log = directory.resolve("access.log.1.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(log))) {
      gzip.write(LOG.getBytes(UTF_8));
    }
    reports(REPORT, scan("", "--format=json", log.toString()));
  }

  @Test
  void reportsStandardInput() throws Exception {
    reports(REPORT, scan(LOG, "--format=json", "-"));
  }

  @Test
  void reportsLogsThatAreSentToTheExporterToo() throws Exception {
    String yaml = Files.readString(config);
    String file = write("access.log", LOG).toString();
    Files.writeString(config, yaml.replace("paths: [\"access*\"]", "paths: [\"-\"]"));
    reports(REPORT, scan("", "--format=json", file));
    Files.writeString(config, yaml.replace("paths: [\"access*\"]", "syslog: {udp: 0}"));
    reports(REPORT, scan("", "--format=json", file));
  }

  @Test
  void standardInputIsReadAsTheLogThatIsConfiguredToBeIt() throws Exception {
    String yaml = Files.readString(config);
    Files.writeString(
        config,
        yaml.replace(
                "access_logs: [", "access_logs: [{name: other, paths: [x], format: extended}, ")
            .replace("paths: [\"access*\"]", "paths: [\"-\"]"));
    reports(REPORT, scan(LOG, "--format=json", "-"));
  }

  @Test
  void aLastLineWithoutItsEndCountsAndLineEndsOfWindowsDoNotMatter() throws Exception {
    reports(REPORT, scan(LOG.stripTrailing().replace("\n", "\r\n"), "--format=json", "-"));
  }

  @Test
  void severalLogsAreReportedAsOneInAnyOrder() throws Exception {
    int half = LOG.indexOf("this is no line");
    String first = write("access.1", LOG.substring(0, half)).toString();
    String second = write("access.2", LOG.substring(half)).toString();
    reports(REPORT, scan("", "--format=json", first, second));
    reports(REPORT, scan("", "--format=json", second, first));
  }

  @Test
  void reportsToPeople() throws Exception {
    Cli run = scan("", write("access.log", LOG).toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """
            8 lines read, 1 not in the format.

            entra-prod
              Rejected (401) since 2025-11-21T10:56:40Z, 2 requests: the token has expired, was revoked, or another one is presented.
              The last success was at 2025-11-21T09:40:00Z.
              1 silence longer than the configured 40m and 10m of grace; requests failed in it.
              A heartbeat each 40m with 10m of grace would have raised no false alarm between the first and the last success, 40 minutes apart with 2 successes. That is too short a past to rely on: scan a week of logs or more.
              The longest silence in which nothing failed was 40 minutes, from Fri 2025-11-21T09:00:00Z to Fri 2025-11-21T09:40:00Z. If that was an outage, too, scan logs without it.
              With it a sync that falls silent is warned of after 50m and counts as down after 2h10m; with the configured one after 50m and 1h30m, and no false alarm.
              With it the 2 hours 20 minutes since the last success would have raised an alarm.
              Requests:
                GET 200                 1
                GET 401                 2
                PATCH 204               1
              First seen       2025-11-21T09:00:00Z
              Longest silence  2 hours 20 minutes
              Silent from 2025-11-21T09:40:00Z to 2025-11-21T12:00:00Z: 3 heartbeats missed, 401s in it
              Suggested        heartbeat: {interval: 40m, grace: 10m, missed_threshold: 3}
            """);
  }

  @Test
  void reportsThatNoLineFits() throws Exception {
    assertThat(scan("no line of any format\n", "-").out())
        .isEqualToNormalizingNewlines(
            """
            1 line read, 1 not in the format.

            entra-prod
              No line fits the format, so nothing can be said: set access_logs[].format to that of the log. Known are auto, common, combined, extended, json, haproxy, {tomcat: PATTERN} and {regex: ...}.
            """);
  }

  @Test
  void aWeekOfHistoryIsLongEnoughToRelyOn() throws Exception {
    String week =
        """
        192.0.2.1 - - [13/Nov/2025:10:00:00 +0100] "GET /scim/v2/Users HTTP/1.1" 200 11
        192.0.2.1 - - [21/Nov/2025:10:00:00 +0100] "GET /scim/v2/Users HTTP/1.1" 200 11
        """;
    assertThat(scan(week, "-").out())
        .contains("between the first and the last success, 8 days apart with 2 successes.")
        .doesNotContain("too short");
  }

  @Test
  void reportsThatNothingConcernsTheSync() throws Exception {
    String other =
        """
        192.0.2.9 - - [21/Nov/2025:10:50:00 +0100] "GET /other HTTP/1.1" 200 11
        """;
    String json =
        """
        {"lines":1,"unparsed":0,"syncs":[{"sync":"entra-prod","requests":{},"first_seen":null,
         "last_success":null,"first_rejected":null,"last_rejected":null,
         "longest_silence_seconds":0,"gaps":[],"suggested_heartbeat":null,
         "diagnosis":["No request on the endpoint's path was found: it is not the path that the client uses, or the client does not reach this server."]}]}
        """;
    reports(json, scan(other, "--format=json", "-"));
    assertThat(scan(other, "-").out())
        .isEqualToNormalizingNewlines(
            """
            1 line read, 0 not in the format.

            entra-prod
              No request on the endpoint's path was found: it is not the path that the client uses, or the client does not reach this server.
            """);
  }

  @Test
  void reportsAnEmptyLog() throws Exception {
    Cli run = scan("", "--format=json", "-");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("{\"lines\":0,\"unparsed\":0,");
  }

  @Test
  void leavesNothingBehind() throws Exception {
    Path log = write("access.log", LOG);
    scan("", log.toString());
    assertThat(directory)
        .isDirectoryNotContaining(file -> !file.equals(log) && !file.equals(config));
  }

  @Test
  void saysWhichLogDoesNotExist() {
    Path none = directory.resolve("none.log");
    assertThat(scan("", none.toString()))
        .isEqualTo(
            new Cli(
                1,
                "",
                "scim-exporter: "
                    + none
                    + ": does not exist; name a log file, or - for standard input"
                    + System.lineSeparator()));
  }

  @Test
  void saysWhichLogIsADirectory() {
    Cli run = scan("", directory.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            "scim-exporter: "
                + directory
                + ": is a directory; name a log file, or - for standard input"
                + System.lineSeparator());
  }

  @Test
  void saysWhichCompressedLogIsDamaged() throws Exception {
    Path log = directory.resolve("access.gz");
    Files.write(log, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
    Cli run = scan("", log.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .hasLineCount(1)
        .isEqualTo(
            "scim-exporter: "
                + log
                + ": cannot be read to its end, the compressed data is damaged; name a whole log"
                + " file"
                + System.lineSeparator());
  }

  @Test
  void aSyncWithoutALogIsSaidToHaveNone() throws IOException {
    Files.writeString(
        config,
        """
        access_logs: [{name: tss1, paths: ["access*"], format: common}]
        syncs:
          - {name: a, endpoint: 'http://localhost/scim/v2', logs: [], probe: {token_file: t}}
        """);
    assertThat(scan("", "-").out())
        .contains("  This sync has no access log (logs: []), so a scan can say nothing of it.\n")
        .doesNotContain("No request on the endpoint's path was found");
  }
}
