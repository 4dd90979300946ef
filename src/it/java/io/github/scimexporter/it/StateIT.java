package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.installation.ExporterJar;
import io.github.scimexporter.installation.ExporterProcess;
import io.github.scimexporter.installation.OrdinaryUser;
import io.github.scimexporter.installation.Scrape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A state that cannot be written: the exporter goes on serving, says so, recovers, and counts
 * nothing twice. What is refused at the start is in {@link BadInputIT}, a kill in the middle of a
 * write in {@link KillIT}.
 */
class StateIT {
  private static final String LINE =
      "10.0.0.1 - - [21/Nov/2025:11:56:39 +0100]"
          + " \"GET /spotfire/api/rest/scim/v2/SPOTFIRE/Users HTTP/1.1\" 200 5\n";
  private static final String CANNOT = "the state cannot be written (";
  private static final String AGAIN = "the state can be written again";

  @TempDir Path work;
  private Path log = Path.of("");
  private Path data = Path.of("");
  private ExporterJar jar = new ExporterJar(Path.of(""), Path.of(""));

  @BeforeEach
  void configure() throws IOException {
    jar = ExporterJar.built(Path.of("").toAbsolutePath());
    log = Files.createDirectory(work.resolve("logs")).resolve("access.log");
    data = Files.createDirectory(work.resolve("data"));
    Files.writeString(
        work.resolve("scim-exporter.yml"),
        """
        access_logs:
          - {name: tss1, paths: ["logs/access*.log"]}
        syncs:
          - {name: entra-prod, endpoint: "http://localhost/spotfire/api/rest/scim/v2/SPOTFIRE"}
        """);
  }

  @Test
  void aStorageDirectoryThatMayNotBeWrittenForAWhile() throws Exception {
    OrdinaryUser.allow(data, "rwxrwxrwx");
    try (ExporterProcess exporter = ExporterProcess.start(OrdinaryUser.runs(jar, work), work)) {
      append(3);
      awaitCounted(exporter, 3, true);

      OrdinaryUser.allow(data, "r-xr-xr-x");
      append(2);
      awaitCounted(exporter, 5, false);
      assertSaidOnce(exporter, CANNOT);

      OrdinaryUser.allow(data, "rwxrwxrwx");
      awaitCounted(exporter, 5, true);
      assertSaidOnce(exporter, AGAIN);
      exporter.kill();
      exporter.start();
      awaitCounted(exporter, 5, true);
    }
  }

  @Test
  void aDiskThatIsFullForAWhile() throws Exception {
    manyFiles();
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      append(3);
      awaitCounted(exporter, 3, true);

      limitFileSize(exporter, "16384:unlimited");
      append(2);
      awaitCounted(exporter, 5, false);
      assertSaidOnce(exporter, CANNOT);

      limitFileSize(exporter, "unlimited:unlimited");
      awaitCounted(exporter, 5, true);
      assertSaidOnce(exporter, AGAIN);
      assertThat(data.resolve("state.json.tmp")).doesNotExist();
      exporter.kill();
      exporter.start();
      awaitCounted(exporter, 5, true);
    }
  }

  @Test
  void whatWasShownWhileTheDiskWasFullIsCountedOnceAfterAKill() throws Exception {
    manyFiles();
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      append(3);
      awaitCounted(exporter, 3, true);
      limitFileSize(exporter, "16384:unlimited");
      append(2);
      awaitCounted(exporter, 5, false);
      assertThat(data.resolve("state.json.tmp")).hasSize(16384);

      exporter.kill();
      exporter.start();

      awaitCounted(exporter, 5, true);
      append(1);
      awaitCounted(exporter, 6, true);
    }
  }

  @Test
  void aHalfWrittenTemporaryFileIsIgnoredAndReplaced() throws Exception {
    Files.writeString(data.resolve("state.json.tmp"), "{\"version\":1,\"syncs\":{\"entra-p");
    append(2);
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      awaitCounted(exporter, 2, true);
      assertThat(data.resolve("state.json.tmp")).doesNotExist();
      assertThat(data.resolve("state.json")).exists();
    }
  }

  private void append(int lines) throws IOException {
    Files.writeString(
        log, LINE.repeat(lines), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** So many that the state is larger than any other file that the exporter writes. */
  private void manyFiles() throws IOException {
    for (int i = 0; i < 150; i++) {
      Files.writeString(
          log.resolveSibling("access." + i + ".log"), LINE.replace("/scim/v2/", "/" + i + "/"));
    }
  }

  /**
   * A file of the exporter that grows beyond that is refused, in the middle of a write, as a full
   * disk would.
   */
  private static void limitFileSize(ExporterProcess exporter, String limits)
      throws IOException, InterruptedException {
    Process prlimit =
        new ProcessBuilder("prlimit", "--pid=" + exporter.pid(), "--fsize=" + limits)
            .inheritIO()
            .start();
    assertThat(prlimit.waitFor()).isZero();
  }

  private static void awaitCounted(ExporterProcess exporter, long requests, boolean written) {
    await(requests + " requests, state written: " + written)
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              Scrape scrape = exporter.scrape();
              assertThat(scrape.requests("entra-prod")).isEqualTo(Map.of("GET 200", requests));
              assertThat(scrape.value("scim_exporter_state_write_success", Map.of()))
                  .hasValue(written ? 1 : 0);
            });
  }

  private static void assertSaidOnce(ExporterProcess exporter, String words) {
    assertThat(exporter.log().split(Pattern.quote(words), -1)).hasSize(2);
  }
}
