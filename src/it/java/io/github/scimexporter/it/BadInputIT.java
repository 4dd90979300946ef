package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.installation.ExporterJar;
import io.github.scimexporter.installation.ExporterProcess;
import io.github.scimexporter.installation.OrdinaryUser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input: one line that says what is wrong and what would be right, exit 1, nothing changed. */
class BadInputIT {
  private static final String CONFIG =
      """
      access_logs:
        - {name: tss1, paths: ["logs/access*.log"]}
      syncs:
        - name: entra-prod
          endpoint: http://localhost/spotfire/api/rest/scim/v2/SPOTFIRE
          heartbeat: {interval: 40m, grace: 10m, missed_threshold: 3}
      """;

  private static final String SCIM_LINE =
      "10.0.0.1 - - [21/Nov/2025:11:56:39 +0100]"
          + " \"GET /spotfire/api/rest/scim/v2/SPOTFIRE/Users HTTP/1.1\" 200 5\n";

  @TempDir Path work;
  private ExporterJar jar = new ExporterJar(Path.of(""), Path.of(""));

  @BeforeEach
  void configure() throws IOException {
    jar = ExporterJar.built(Path.of("").toAbsolutePath());
    Files.createDirectory(work.resolve("logs"));
    write("scim-exporter.yml", CONFIG);
  }

  @Test
  void aGoodConfigurationIsValid() {
    ExporterJar.Result result = run("--config.file=scim-exporter.yml", "--config.check");
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo("scim-exporter.yml: is valid\n");
  }

  @Test
  void anUnknownKeyIsNamedWithItsLine() throws IOException {
    write("scim-exporter.yml", CONFIG.replace("endpoint:", "endpont:"));
    assertRefused("scim-exporter.yml:5: syncs[0].endpont: unknown key; known here are clients, ");
  }

  @Test
  void aWrongDurationIsNamed() throws IOException {
    write("scim-exporter.yml", CONFIG.replace("40m", "40 minutes"));
    assertRefused(
        "scim-exporter.yml:6: syncs[0].heartbeat.interval: '40 minutes' is not a duration;"
            + " write it as in Prometheus, e.g. 40m, 1h30m or 30d");
  }

  @Test
  void aMissingConfigurationIsNamed() throws IOException {
    Files.delete(work.resolve("scim-exporter.yml"));
    assertRefused("scim-exporter.yml: does not exist; name the file with --config.file=FILE");
  }

  @Test
  void aLogDirectoryThatCannotBeListedIsNamed() throws IOException {
    // A file in its place: root, which tests may run as, can list any directory.
    Files.delete(work.resolve("logs"));
    write("logs", "");
    assertRefused(
        "scim-exporter.yml: access_logs: tss1: " + work.resolve("logs") + ": is not a directory");
  }

  @Test
  void aConfigurationThatMayNotBeReadIsNamed() throws IOException {
    jar = OrdinaryUser.runs(jar, work);
    OrdinaryUser.allow(work.resolve("scim-exporter.yml"), "---------");
    assertRefused("scim-exporter.yml: may not be read by this user; grant read permission");
  }

  @Test
  void aLogDirectoryThatMayNotBeListedIsNamed() throws IOException {
    jar = OrdinaryUser.runs(jar, work);
    OrdinaryUser.allow(work.resolve("logs"), "---------");
    assertRefused(
        "scim-exporter.yml: access_logs: tss1: "
            + work.resolve("logs")
            + ": may not be listed by this user; grant read and search permission");
  }

  @Test
  void aRegistryThatIsNoJsonIsNamedAndLeftAlone() throws IOException {
    write("tokens.json", "{ not json");
    assertRefused(work.resolve("tokens.json") + ":1: is not a token registry; restore it");
    ExporterJar.Result add =
        jar.run(
            work,
            "Access token: some-token-value\nValid until: 2999-01-01 00:00:00 UTC\n",
            List.of("token", "add", "--config.file=scim-exporter.yml", "--sync=entra-prod"));
    assertThat(add.exit()).isEqualTo(1);
    assertThat(Files.readString(work.resolve("tokens.json"))).isEqualTo("{ not json");
  }

  @Test
  void aBusyPortIsNamed() throws IOException {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + busy.getLocalPort();
      ExporterJar.Result result =
          run("--config.file=scim-exporter.yml", "--web.listen-address=" + address);
      assertThat(result.exit()).isEqualTo(1);
      assertThat(result.err().lines())
          .last()
          .asString()
          .startsWith("scim-exporter: --web.listen-address=" + address + ": the address is in use");
      assertThat(work.resolve("data/state.json")).doesNotExist();
    }
  }

  @Test
  void aDamagedStateIsNamedAndLeftAlone() throws IOException {
    Files.createDirectory(work.resolve("data"));
    write("data/state.json", "{\"version\":1");
    ExporterJar.Result result =
        run("--config.file=scim-exporter.yml", "--web.listen-address=127.0.0.1:0");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err().lines())
        .last()
        .asString()
        .startsWith("scim-exporter: data/state.json: is damaged; restore it");
    assertThat(Files.readString(work.resolve("data/state.json"))).isEqualTo("{\"version\":1");
  }

  @Test
  void aSecondExporterOnTheSameStateIsRefusedWithTheOthersPid() {
    try (ExporterProcess first = ExporterProcess.start(jar, work)) {
      ExporterJar.Result second =
          run("--config.file=scim-exporter.yml", "--web.listen-address=127.0.0.1:0");
      assertThat(second.exit()).isEqualTo(1);
      assertThat(second.err().lines())
          .last()
          .asString()
          .contains("is in use by another scim-exporter (pid " + first.pid() + ")");
    }
  }

  @Test
  void wrongUsageExitsWithTwo() {
    assertThat(run("--no-such-flag").exit()).isEqualTo(2);
    assertThat(run().exit()).isEqualTo(2);
    assertThat(run("token").exit()).isEqualTo(2);
  }

  @Test
  void linesThatCannotBeReadAreCountedAndNeverFatal() throws IOException {
    write("logs/access.log", "no log line at all\n\u0000\u0001\n");
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      assertThat(exporter.scrape().all("scim_log_unparsed_lines_total"))
          .singleElement()
          .satisfies(sample -> assertThat(sample.value()).isEqualTo(2));
    }
  }

  @Test
  void aPatternThatNamesNoFileIsSaidAtTheStart() {
    assertSaidAtTheStart("log tss1: no file was found or could be read, and no line was read");
  }

  @Test
  void aFormatThatFitsNothingIsSaidAtTheStart() throws IOException {
    write("scim-exporter.yml", CONFIG.replace("]}", "], format: extended}"));
    write("logs/access.log", SCIM_LINE);
    assertSaidAtTheStart("log tss1: 1 of 1 lines do not fit the format extended");
  }

  @Test
  void aPathThatNobodyAsksForIsSaidAtTheStart() throws IOException {
    write("scim-exporter.yml", CONFIG.replace("v2/SPOTFIRE", "v2/OTHER"));
    write("logs/access.log", SCIM_LINE);
    assertSaidAtTheStart(
        "sync entra-prod: no request on the path /spotfire/api/rest/scim/v2/OTHER was found");
  }

  @Test
  void clientsThatNobodyComesFromAreSaidAtTheStart() throws IOException {
    write("scim-exporter.yml", CONFIG + "    clients: [192.0.2.0/24]\n");
    write("logs/access.log", SCIM_LINE);
    assertSaidAtTheStart("sync entra-prod: all 1 requests on its path are by others");
  }

  @Test
  void whatIsInOrderIsSaidAtTheStartToo() throws IOException {
    write("logs/access.log", SCIM_LINE);
    assertSaidAtTheStart("sync entra-prod: 1 requests, last success 2025-11-21T10:56:39Z");
  }

  private void assertSaidAtTheStart(String words) {
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(exporter.log()).contains(words));
    }
  }

  private void assertRefused(String line) {
    ExporterJar.Result result =
        run("--config.file=scim-exporter.yml", "--web.listen-address=127.0.0.1:0");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).startsWith("scim-exporter: " + line).hasLineCount(1);
    assertThat(work.resolve("data")).doesNotExist();
  }

  private ExporterJar.Result run(String... arguments) {
    return jar.run(work, "", List.of(arguments));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(work.resolve(name), text);
  }
}
