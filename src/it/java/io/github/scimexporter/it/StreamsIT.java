package io.github.scimexporter.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.installation.ExporterJar;
import io.github.scimexporter.installation.ExporterProcess;
import io.github.scimexporter.installation.Scrape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that are sent: on the built jar's standard input, and by logger over syslog. */
class StreamsIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String LINE =
      "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET /scim/v2/Users HTTP/1.1\" 200 11 \"-\""
          + " \"-\"";
  private static final String REFUSED = LINE.replace(" 200 ", " 401 ");

  @TempDir Path work;
  private ExporterJar jar = new ExporterJar(Path.of(""), Path.of(""));

  @BeforeEach
  void findTheJar() {
    jar = ExporterJar.built(Path.of("").toAbsolutePath());
  }

  private void configure(String source) throws IOException {
    Files.writeString(
        work.resolve("scim-exporter.yml"),
        """
        access_logs:
          - {name: proxy, %s}
        syncs:
          - {name: entra-prod, endpoint: "http://localhost/scim/v2"}
        """
            .formatted(source));
  }

  private static void write(ExporterProcess exporter, String text) throws IOException {
    exporter.input().write(text.getBytes(UTF_8));
    exporter.input().flush();
  }

  private static void awaitRequests(ExporterProcess exporter, Map<String, Long> requests) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(exporter.scrape().requests("entra-prod")).isEqualTo(requests));
  }

  private static double value(Scrape scrape, String metric) {
    return scrape.value(metric, Map.of("log", "proxy")).orElseThrow();
  }

  @Test
  void standardInputIsCountedUntilItEnds() throws IOException {
    configure("paths: ['-']");
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      write(exporter, LINE + "\n" + REFUSED + "\r\nno request\n" + LINE);
      awaitRequests(exporter, Map.of("GET 200", 1L, "GET 401", 1L));
      assertThat(value(exporter.scrape(), "scim_log_up")).isEqualTo(1);

      exporter.input().close();
      awaitRequests(exporter, Map.of("GET 200", 2L, "GET 401", 1L));
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(value(exporter.scrape(), "scim_log_up")).isZero());
      Scrape scrape = exporter.scrape();
      assertThat(value(scrape, "scim_log_unparsed_lines_total")).isEqualTo(1);
      assertThat(value(scrape, "scim_log_bytes_total")).isEqualTo(3 * LINE.length() + 1 + 2 + 11);
      assertThat(value(scrape, "scim_log_lag_bytes")).isZero();
      assertThat(exporter.log()).containsOnlyOnce("log proxy: standard input has ended");
    }
  }

  @Test
  void whatWasShownOfStandardInputOutlivesAKill() throws IOException {
    configure("paths: ['-']");
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      write(exporter, (LINE + "\n").repeat(10_000));
      awaitRequests(exporter, Map.of("GET 200", 10_000L));
      exporter.kill();
      exporter.start();
      awaitRequests(exporter, Map.of("GET 200", 10_000L));
      write(exporter, LINE + "\n");
      awaitRequests(exporter, Map.of("GET 200", 10_001L));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--udp --rfc5424",
        "--udp --rfc3164",
        "--tcp --rfc5424",
        "--tcp --rfc3164",
        "--tcp --rfc5424 --octet-count",
        "--tcp --rfc3164 --octet-count",
      })
  void whatLoggerSendsIsCounted(String options) throws Exception {
    configure("syslog: {tcp: 0, udp: 0}");
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      logger(exporter, options, LINE, REFUSED, LINE, "no request");
      awaitRequests(exporter, Map.of("GET 200", 2L, "GET 401", 1L));
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(value(exporter.scrape(), "scim_log_unparsed_lines_total"))
                      .isEqualTo(1));
      assertThat(value(exporter.scrape(), "scim_log_up")).isEqualTo(1);
      exporter.kill();
      exporter.start();
      logger(exporter, options, LINE);
      awaitRequests(exporter, Map.of("GET 200", 3L, "GET 401", 1L));
      assertThat(exporter.log()).doesNotContain("192.0.2.7", "no request");
    }
  }

  private void logger(ExporterProcess exporter, String options, String... lines)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("logger", "--server", "127.0.0.1"));
    command.addAll(List.of(options.split(" ", -1)));
    String transport = options.contains("--udp") ? "UDP" : "TCP";
    command.addAll(List.of("--tag", "nginx", "--port", port(exporter, transport)));
    Path file = Files.write(work.resolve("lines"), List.of(lines));
    command.addAll(List.of("--file", file.toString()));
    Process logger =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("logger.out").toFile())
            .start();
    assertThat(logger.waitFor()).as(Files.readString(work.resolve("logger.out"))).isZero();
  }

  private static String port(ExporterProcess exporter, String transport) {
    Matcher matcher =
        Pattern.compile("receives syslog on " + transport + " 127\\.0\\.0\\.1:(\\d+)")
            .matcher(exporter.log());
    assertThat(matcher.find()).as(exporter.log()).isTrue();
    return matcher.group(1);
  }
}
