package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The heartbeats under a token, as the exporters beside two nodes know them, each its own part. */
class TokenHistoryIT {
  private static final DateTimeFormatter LOG_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

  @TempDir Path work;
  private ExporterJar jar = new ExporterJar(Path.of(""), Path.of(""));

  @BeforeEach
  void configure() throws IOException {
    jar = ExporterJar.built(Path.of("").toAbsolutePath());
  }

  private Path node(String name) throws IOException {
    Path node = Files.createDirectory(work.resolve(name));
    Files.writeString(
        node.resolve("scim-exporter.yml"),
        """
        token_registry: ../tokens.json
        access_logs:
          - {name: tss1, paths: ["access*.log"]}
        syncs:
          - {name: entra-prod, endpoint: "http://localhost/scim/v2"}
        """);
    return node;
  }

  /** A log has whole seconds only. */
  private static Instant log(Path node, Instant time, int status) throws IOException {
    Instant second = time.truncatedTo(ChronoUnit.SECONDS);
    Files.writeString(
        node.resolve("access.log"),
        "10.0.0.1 - - ["
            + LOG_TIME.format(second.atOffset(ZoneOffset.UTC))
            + "] \"GET /scim/v2/Users HTTP/1.1\" "
            + status
            + " 5\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    return second;
  }

  private ExporterJar.Result token(Path node, String input, String command, String... more) {
    return jar.run(
        node,
        input,
        Stream.concat(
                Stream.of("token", command, "--config.file=scim-exporter.yml"), Stream.of(more))
            .toList());
  }

  private String added(Path node, String value, String... more) {
    ExporterJar.Result result =
        token(
            node,
            value,
            "add",
            Stream.concat(
                    Stream.of("--sync=entra-prod", "--valid-until=2999-01-01T00:00:00Z"),
                    Stream.of(more))
                .toArray(String[]::new));
    assertThat(result.exit()).as(result.err()).isZero();
    return result.out().replaceFirst("(?s)Registered token (\\w+) .*", "$1");
  }

  private JsonNode show(Path node, String id) throws IOException {
    ExporterJar.Result result = token(node, "", "show", "--format=json", id);
    assertThat(result.exit()).as(result.err()).isZero();
    return new ObjectMapper().readTree(result.out());
  }

  private Instant registered(Path node, String id) throws IOException {
    return Instant.parse(show(node, id).get("history").get(0).get("time").asText());
  }

  private void awaitHeartbeats(
      ExporterProcess exporter, Path node, String id, Instant first, Instant last) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              // What is read is made durable by a scrape.
              exporter.scrape();
              JsonNode page = show(node, id);
              assertThat(page.get("first_heartbeat").asText()).isEqualTo(first.toString());
              assertThat(page.get("last_heartbeat").asText()).isEqualTo(last.toString());
            });
  }

  @Test
  void aHeartbeatIsOfTheTokenThatWasInUseThenWheneverItIsRead() throws Exception {
    Path node = node("tss1");
    Path other = node("tss2");
    try (ExporterProcess exporter = ExporterProcess.start(jar, node);
        ExporterProcess second = ExporterProcess.start(jar, other)) {
      String old = added(node, "an-invented-old-value");
      Instant start = registered(node, old);
      log(node, start.minusSeconds(60), 200);
      Instant first = log(node, start.plusSeconds(2), 201);
      log(node, start.plusSeconds(3), 401);
      awaitHeartbeats(exporter, node, old, first, first);

      String replacement = added(node, "an-invented-new-value", "--replaces=" + old);
      Instant change = registered(node, replacement);
      Instant next = log(node, change.plusSeconds(2), 200);
      Instant late = log(node, change.minusSeconds(1), 200);
      awaitHeartbeats(exporter, node, replacement, next, next);
      Instant last = late.isAfter(first) ? late : first;
      awaitHeartbeats(exporter, node, old, late.isBefore(start) ? first : min(first, late), last);

      exporter.kill();
      exporter.start();
      Instant again = log(node, change.plusSeconds(30), 200);
      awaitHeartbeats(exporter, node, replacement, next, again);

      second.scrape();
      assertThat(show(other, old).get("first_heartbeat").isNull()).isTrue();
      assertThat(token(other, "", "show", old).out())
          .contains("replaced by token " + replacement + " by ")
          .contains("No heartbeat under this token is known to the exporter with its state in data")
          .contains("Of several exporters each knows its own part.");
    }
  }

  private static Instant min(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
