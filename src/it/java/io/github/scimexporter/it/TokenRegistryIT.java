package io.github.scimexporter.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.installation.ExporterJar;
import io.github.scimexporter.installation.ExporterProcess;
import io.github.scimexporter.installation.OrdinaryUser;
import io.github.scimexporter.installation.Scrape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token registry from outside: the file that commands and running exporters share. */
class TokenRegistryIT {
  private static final String NEWER =
      "{\"version\": 3, \"tokens\": {\"made\": \"of something else\"}}";

  @TempDir Path work;
  private Path shared = Path.of("");
  private Path registry = Path.of("");
  private ExporterJar jar = new ExporterJar(Path.of(""), Path.of(""));

  @BeforeEach
  void configure() throws IOException {
    jar = ExporterJar.built(Path.of("").toAbsolutePath());
    shared = Files.createDirectory(work.resolve("registry"));
    registry = shared.resolve("tokens.json");
    configure(work);
  }

  private void configure(Path directory) throws IOException {
    Files.writeString(
        directory.resolve("scim-exporter.yml"),
        """
        token_registry: %s
        access_logs:
          - {name: tss1, paths: ["access*.log"]}
        syncs:
          - {name: entra-prod, endpoint: "http://localhost/scim/v2"}
        """
            .formatted(registry));
  }

  private static List<String> token(String command, String... more) {
    return Stream.concat(
            Stream.of("token", command, "--config.file=scim-exporter.yml"), Stream.of(more))
        .toList();
  }

  private static String printed(String value, String until) {
    return "Tool password: \nAccess token successfully issued.\nAccess token: "
        + value
        + "\nValid until: "
        + until
        + "\nPlease note that the access token is a credential.\n";
  }

  private ExporterJar.Result add(String value, String... more) {
    return jar.run(
        work,
        printed(value, "2999-01-01 00:00:00 UTC"),
        token(
            "add",
            Stream.concat(Stream.of("--sync=entra-prod"), Stream.of(more)).toArray(String[]::new)));
  }

  private String added(String value, String... more) {
    ExporterJar.Result result = add(value, more);
    assertThat(result.exit()).as(result.err()).isZero();
    return result.out().replaceFirst("(?s)Registered token (\\w+) .*", "$1");
  }

  /** One line that begins so, exit 1, and the registry as it was. */
  private void refused(String line, String input, List<String> arguments) throws IOException {
    String before = Files.exists(registry) ? Files.readString(registry) : "";
    ExporterJar.Result result = jar.run(work, input, arguments);
    assertThat(result.err()).startsWith("scim-exporter: " + line).hasLineCount(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.exit()).isEqualTo(1);
    assertThat(Files.exists(registry) ? Files.readString(registry) : "").isEqualTo(before);
  }

  @Test
  void twentyThatAreAddedAtOnceAreAllThere() throws Exception {
    List<Process> adding = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Path input =
          Files.writeString(
              work.resolve("printed" + i), printed("invented-" + i, "2999-01-01 00:00:00 UTC"));
      adding.add(
          new ProcessBuilder(
                  jar.command(token("add", "--sync=entra-prod", "--also", "--name=n" + i)))
              .directory(work.toFile())
              .redirectInput(input.toFile())
              .redirectErrorStream(true)
              .start());
    }
    for (Process process : adding) {
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(said).isZero();
    }
    String list = jar.run(work, "", token("list", "--format=json")).out();
    assertThat(list)
        .contains(
            IntStream.range(0, 20).mapToObj(i -> "\"name\":\"n" + i + "\"").toArray(String[]::new));
    assertThat(list.split("\"id\":", -1)).hasSize(21);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(registry)))
        .isEqualTo("rw-------");
  }

  @Test
  void whatCannotBeRegisteredIsRefusedInOneLineThatSaysWhich() throws Exception {
    String good = printed("invented-value", "2999-01-01 00:00:00 UTC");
    added("invented-first");
    List<String> add = token("add", "--sync=entra-prod", "--also");

    refused(
        "standard input: holds no token; give one alone, or the output of",
        "no token in it\n",
        add);
    refused(
        "standard input: holds more than one token; give one alone, or the output of",
        good + printed("invented-other", "2999-01-01 00:00:00 UTC"),
        add);
    refused(
        "the token's validity ended on 2025-11-21 10:56:39 UTC; add --expired to register it for"
            + " the record",
        printed("invented-value", "2025-11-21 11:56:39 CET"),
        add);
    refused(
        "what follows 'Valid until:' is a date that does not exist",
        printed("invented-value", "2999-02-30 00:00:00 UTC"),
        add);
    refused(
        "standard input: holds no 'Valid until:'; add --valid-until=DATE (issue-access-token's"
            + " default validity is 17,520 hours",
        "invented-value\n",
        add);
    refused(
        "the time zone 'IST' can mean more than one; add --zone=ZONE, e.g. one of Asia/",
        printed("invented-value", "2999-01-01 00:00:00 IST"),
        add);
    refused(
        "--sync=entra: is not configured in scim-exporter.yml; write one of entra-prod",
        good,
        token("add", "--sync=entra"));
    refused("token '0123456789ab' is not registered", "", token("show", "0123456789ab"));
    refused("token '0123456789ab' is not registered", "", token("retire", "0123456789ab"));
  }

  @Test
  void oneOfANewerVersionIsRefusedByEveryCommandAndLeftAsItIs() throws Exception {
    Files.writeString(registry, NEWER);
    String line =
        registry
            + ": version 3 is newer than this program, which knows version 2; update"
            + " scim-exporter";
    String good = printed("invented-value", "2999-01-01 00:00:00 UTC");
    refused(line, good, token("add", "--sync=entra-prod"));
    refused(line, "", token("list"));
    refused(line, "", token("show", "0123456789ab"));
    refused(line, "", token("retire", "0123456789ab"));
    refused(line, "", List.of("--config.file=scim-exporter.yml", "--config.check"));
    assertThat(registry).hasContent(NEWER);
  }

  @Test
  void aDirectoryThatMayNotBeWrittenIsNamedAndTheRegistryLeftAsItIs() throws Exception {
    added("invented-first");
    OrdinaryUser.allow(registry, "rw-r--r--");
    OrdinaryUser.allow(registry.resolveSibling("tokens.json.lock"), "rw-rw-rw-");
    jar = OrdinaryUser.runs(jar, work);
    OrdinaryUser.allow(shared, "r-xr-xr-x");
    refused(
        registry + ": cannot be written (permission denied); the registry is unchanged",
        printed("invented-value", "2999-01-01 00:00:00 UTC"),
        token("add", "--sync=entra-prod", "--also"));
    OrdinaryUser.allow(shared, "rwxr-xr-x");
  }

  /** A real one: the command sees the registry's directory on a disk that is mounted read-only. */
  @Test
  void aReadOnlyDiskIsNamedAndTheRegistryLeftAsItIs() throws Exception {
    String id = added("invented-first");
    Path java =
        Files.writeString(
            work.resolve("java-on-a-read-only-disk"),
            "#!/bin/sh\nexec unshare --map-root-user --mount sh -c 'mount --bind \"$0\" \"$0\" &&"
                + " mount -o remount,bind,ro \"$0\" && exec \"$@\"' '"
                + shared
                + "' '"
                + jar.java()
                + "' \"$@\"\n");
    OrdinaryUser.allow(java, "rwxr-xr-x");
    jar = new ExporterJar(jar.jar(), java);
    Assumptions.assumeTrue(
        jar.run(work, "", List.of("--version")).exit() == 0, "this user may not mount anything");
    String line = registry + ": cannot be written (Read-only file system); the registry is";
    refused(
        line,
        printed("invented-value", "2999-01-01 00:00:00 UTC"),
        token("add", "--sync=entra-prod", "--also"));
    refused(line, "", token("retire", id));
    assertThat(jar.run(work, "", token("list")).out()).contains(id);
  }

  @Test
  void severalExportersSeeATokenWithinSecondsAndItsRetirementToo() throws Exception {
    Path otherWork = Files.createDirectory(work.resolve("other"));
    configure(otherWork);
    try (ExporterProcess one = ExporterProcess.start(jar, work);
        ExporterProcess other = ExporterProcess.start(jar, otherWork)) {
      String id = added("invented-first", "--warn=critical=3d");
      for (ExporterProcess exporter : List.of(one, other)) {
        awaitState(exporter, id, "active");
        Scrape scrape = exporter.scrape();
        assertThat(scrape.value("scim_token_warning_seconds", Map.of("token", id)))
            .as("its own step, and none of its sync")
            .hasValue(3 * 86_400);
      }
      assertThat(jar.run(work, "", token("retire", id)).exit()).isZero();
      for (ExporterProcess exporter : List.of(one, other)) {
        awaitState(exporter, id, "retired");
        assertThat(exporter.scrape().all("scim_token_remaining_seconds")).isEmpty();
      }
    }
  }

  @Test
  void aRunningExporterKeepsTheLastGoodRegistryWhileTheFileIsDamagedAndSaysSo() throws Exception {
    String id = added("invented-first");
    byte[] good = Files.readAllBytes(registry);
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      awaitState(exporter, id, "active");
      for (String damage : List.of("{\"version\": 2, \"tokens\": [", NEWER, "")) {
        Files.writeString(registry, damage);
        awaitUp(exporter, 0);
        awaitState(exporter, id, "active");
        Files.write(registry, good);
        awaitUp(exporter, 1);
      }
      Files.delete(registry);
      awaitUp(exporter, 0);
      awaitState(exporter, id, "active");
      Files.write(registry, good);
      awaitUp(exporter, 1);
      assertThat(exporter.log().lines())
          .filteredOn(line -> line.contains("the tokens read before stay in force"))
          .hasSize(4);
    }
  }

  private static void awaitState(ExporterProcess exporter, String id, String state) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        exporter
                            .scrape()
                            .value("scim_token_info", Map.of("token", id, "state", state)))
                    .hasValue(1));
  }

  private static void awaitUp(ExporterProcess exporter, int up) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(exporter.scrape().value("scim_token_registry_up", Map.of()))
                    .hasValue(up));
  }
}
