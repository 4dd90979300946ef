package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.installation.ExporterJar;
import io.github.scimexporter.installation.ExporterProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The heartbeat log of a running exporter. */
class HeartbeatLogIT {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  @TempDir Path work;

  @Test
  void whatHappensWhileItRunsIsToldAndWhatHappenedBeforeIsNot() throws IOException {
    ExporterJar jar = ExporterJar.built(Path.of("").toAbsolutePath());
    Files.writeString(
        work.resolve("scim-exporter.yml"),
        """
        heartbeat_log: {path: told.log}
        access_logs:
          - {name: tss1, paths: ["access.log"]}
        syncs:
          - {name: entra-prod, endpoint: "http://localhost/scim/v2"}
        """);
    Instant before = Instant.now().minusSeconds(3600);
    write(before, 401);
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      await("the first look").atMost(Duration.ofSeconds(30)).until(() -> !told().isEmpty());
      Instant now = Instant.now();
      write(now, 200);
      write(now, 200);
      await("both to be counted")
          .atMost(Duration.ofSeconds(30))
          .until(() -> exporter.scrape().requests("entra-prod").getOrDefault("GET 200", 0L) == 2);
      exporter.stop();
    }
    assertThat(told().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("\"event\":\"exporter_started\""),
            line -> assertThat(line).contains("\"event\":\"rejection_ended\""),
            line ->
                assertThat(line)
                    .contains(
                        "\"sync\":\"entra-prod\",\"event\":\"first_heartbeat\",\"count\":2,"
                            + "\"requests\":{\"GET 200\":2}"),
            line -> assertThat(line).contains("\"event\":\"exporter_stopped\""));
  }

  private void write(Instant time, int status) throws IOException {
    Files.writeString(
        work.resolve("access.log"),
        "127.0.0.1 - - [%s] \"GET /scim/v2/Users HTTP/1.1\" %d 11%n"
            .formatted(TIME.format(time), status),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private String told() throws IOException {
    Path file = work.resolve("told.log");
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
