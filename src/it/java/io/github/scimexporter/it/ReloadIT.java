package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.installation.ExporterJar;
import io.github.scimexporter.installation.ExporterProcess;
import io.github.scimexporter.installation.Scrape;
import io.github.scimexporter.standin.EntraOptions;
import io.github.scimexporter.standin.EntraStandIn;
import io.github.scimexporter.standin.SpotfireOptions;
import io.github.scimexporter.standin.SpotfireStandIn;
import io.github.scimexporter.standin.ValveLog;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running exporter takes another configuration, whole or not at all, and goes on counting. */
class ReloadIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String LINE =
      "127.0.0.1 - - [24/Nov/2026:10:00:00 +0000] \"GET /scim/Users HTTP/1.1\" 200 11\n";

  private final ExporterJar jar = ExporterJar.built(Path.of("").toAbsolutePath());

  @TempDir private Path work;

  private void configure(String text) throws IOException {
    Files.writeString(work.resolve("scim-exporter.yml"), text);
  }

  private static String withSyncs(String... syncs) {
    return """
        access_logs:
          - {name: tss1, paths: ["logs/*"]}
        syncs:
        """
        + String.join("", syncs);
  }

  private static String sync(String name, String more) {
    return "  - {name: %s, endpoint: \"http://localhost/scim\"%s}\n".formatted(name, more);
  }

  private void append(int lines) throws IOException {
    Files.createDirectories(work.resolve("logs"));
    Files.writeString(
        work.resolve("logs/access.log"),
        LINE.repeat(lines),
        StandardCharsets.ISO_8859_1,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static void accept(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("The new configuration is in force.\n");
  }

  private static double value(Scrape scrape, String name) {
    return scrape.all(name).get(0).value();
  }

  private static Scrape awaitRequests(ExporterProcess exporter, String sync, long requests) {
    await(sync + " to have " + requests)
        .atMost(SOON)
        .until(() -> exporter.scrape().requests(sync).equals(Map.of("GET 200", requests)));
    return exporter.scrape();
  }

  @Test
  void syncsComeAndGoAndWhatIsKeptCountsOn() throws IOException {
    append(2);
    configure(withSyncs(sync("a", "")));
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      double start =
          value(
              awaitRequests(exporter, "a", 2), "scim_config_last_reload_success_timestamp_seconds");

      configure(withSyncs(sync("a", ", heartbeat: {interval: 5m}"), sync("b", "")));
      accept(exporter.reload());
      append(3);

      assertThat(value(awaitRequests(exporter, "a", 5), "scim_heartbeat_interval_seconds"))
          .isEqualTo(300);
      Scrape both = awaitRequests(exporter, "b", 3);
      assertThat(value(both, "scim_config_last_reload_successful")).isEqualTo(1);
      assertThat(value(both, "scim_config_last_reload_success_timestamp_seconds"))
          .isGreaterThan(start);

      configure(withSyncs(sync("b", "")));
      accept(exporter.reload());
      append(1);

      Scrape one = awaitRequests(exporter, "b", 4);
      assertThat(one.samples()).noneMatch(sample -> "a".equals(sample.labels().get("sync")));
      assertThat(exporter.log()).contains("scim-exporter.yml: was read again and is in force");
    }
  }

  @Test
  void oneThatCannotBeUsedIsRefusedInOneLineAndTheOldOneStaysInForce() throws IOException {
    append(2);
    configure(withSyncs(sync("a", "")));
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      double start =
          value(
              awaitRequests(exporter, "a", 2), "scim_config_last_reload_success_timestamp_seconds");
      for (Map.Entry<String, String> bad :
          Map.of(
                  withSyncs(sync("a", ", colour: red")),
                  "scim-exporter.yml:4: syncs[0].colour: unknown key",
                  withSyncs(sync("b", "")) + "token_registry: logs\n",
                  "logs: ",
                  withSyncs(sync("b", "")) + "heartbeat_log: {path: no/such/file.log}\n",
                  "no/such/file.log: its directory does not exist",
                  "access_logs: [{name: in, paths: [\"-\"]}]\nsyncs:\n" + sync("b", ""),
                  "scim-exporter.yml: access_logs: a log on standard input cannot come, go or"
                      + " change while the exporter runs")
              .entrySet()) {
        configure(bad.getKey());
        HttpResponse<String> answer = exporter.reload();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
        assertThat(answer.body().lines())
            .hasSize(1)
            .first()
            .asString()
            .contains(bad.getValue())
            .endsWith("; the old configuration stays in force");
        assertThat(exporter.log()).contains(bad.getValue());
        Scrape scrape = exporter.scrape();
        assertThat(value(scrape, "scim_config_last_reload_successful")).isZero();
        assertThat(value(scrape, "scim_config_last_reload_success_timestamp_seconds"))
            .isEqualTo(start);
      }
      append(1);
      awaitRequests(exporter, "a", 3);

      configure(withSyncs(sync("a", "")));
      accept(exporter.reload());
      assertThat(value(exporter.scrape(), "scim_config_last_reload_successful")).isEqualTo(1);
      awaitRequests(exporter, "a", 3);
    }
  }

  /** A probe that were begun anew would forget for how long the endpoint cannot be reached. */
  @Test
  void whatIsAskedOfTheEndpointGoesOn() throws IOException {
    append(1);
    String probe = ", probe: {interval: 1s, timeout: 1s}";
    configure(withSyncs("  - {name: a, endpoint: \"http://127.0.0.1:1/scim\"" + probe + "}\n"));
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      await("three in a row")
          .atMost(SOON)
          .until(
              () ->
                  exporter.scrape().all("scim_probe_consecutive_unreachable").stream()
                      .anyMatch(sample -> sample.value() >= 3));
      configure(
          withSyncs(
              "  - {name: a, endpoint: \"http://127.0.0.1:1/scim\", paused_until:"
                  + " 2099-01-01T00:00:00Z"
                  + probe
                  + "}\n"));
      accept(exporter.reload());
      await("ready again")
          .atMost(SOON)
          .until(() -> !exporter.scrape().all("scim_probe_consecutive_unreachable").isEmpty());
      Scrape scrape = exporter.scrape();
      assertThat(value(scrape, "scim_probe_consecutive_unreachable")).isGreaterThanOrEqualTo(3);
      assertThat(value(scrape, "scim_sync_paused_until_timestamp_seconds")).isEqualTo(4070908800.0);
    }
    assertThat(Files.readString(work.resolve("data/scim_heartbeat.log")))
        .contains("\"event\":\"paused\",\"until\":\"2099-01-01T00:00:00Z\"");
  }

  @Test
  void aClientSecretThatNothingWarnsOfIsSaidAsAtTheStart() throws IOException {
    append(1);
    configure(withSyncs(sync("a", "")));
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      awaitRequests(exporter, "a", 1);
      assertThat(exporter.log()).doesNotContain("is not registered");
      String id = "00000000-0000-0000-0000-000000000000";
      configure(
          withSyncs(
              sync(
                  "a",
                  ", entra: {tenant_id: %s, client_id: %s, service_principal_id: %s, client_secret_file: none, graph_url: \"https://127.0.0.1:1\", login_url: \"https://127.0.0.1:1\"}"
                      .formatted(id, id, id))));
      accept(exporter.reload());

      assertThat(exporter.log())
          .contains(
              "sync a: the client secret for Microsoft Graph is not registered, so that nothing"
                  + " warns before it expires");
    }
  }

  /** The logs are taken up, left and read differently all the time while a server writes them. */
  @Test
  void noLineIsLostOrDoubledByReloads() throws Exception {
    long seed = Long.getLong("scim.seed", System.nanoTime());
    System.err.println("ReloadIT reloads with -Dscim.seed=" + seed);
    Random random = new Random(seed);
    ValveLog log =
        ValveLog.extended(work.resolve("extended"), 1)
            .named("access.", "yyyy-MM-dd.HH.mm.ss", ".log");
    List<String> formats = List.of("auto", "extended");
    List<String> globs = List.of(log.glob(), work.resolve("extended") + "/*");
    String text =
        """
        access_logs:
          - {name: tss1, paths: ["%s"], format: %s}
        syncs:
          - {name: entra-prod, endpoint: "http://localhost/spotfire/api/rest/scim/v2/SPOTFIRE"%s}
        """;
    configure(text.formatted(globs.get(0), "auto", ""));
    try (SpotfireStandIn spotfire = new SpotfireStandIn(SpotfireOptions.defaults().withLog(log));
        ExporterProcess exporter = ExporterProcess.start(jar, work);
        FallWatch watch = new FallWatch(exporter.uri().resolve("/metrics"))) {
      try (EntraStandIn entra =
          new EntraStandIn(
              spotfire.endpoint(),
              spotfire.issueToken(Duration.ofHours(1)).value(),
              EntraOptions.defaults())) {
        entra.start(Duration.ofMillis(20));
        for (int reload = 0; reload < 40; reload++) {
          configure(
              text.formatted(
                  Objects.requireNonNull(globs.get(random.nextInt(2))),
                  Objects.requireNonNull(formats.get(random.nextInt(2))),
                  ", heartbeat: {interval: " + (1 + random.nextInt(9)) + "m}"));
          accept(exporter.reload());
        }
      }
      await("every answered request to be counted")
          .atMost(SOON)
          .untilAsserted(
              () -> {
                Scrape scrape = exporter.scrape();
                assertThat(value(scrape, "scim_log_unparsed_lines_total")).isZero();
                assertThat(scrape.requests("entra-prod")).isEqualTo(spotfire.answered());
              });
      assertThat(watch.falls()).isEmpty();
    }
  }
}
