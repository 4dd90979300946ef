package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.installation.ExporterJar;
import io.github.scimexporter.installation.ExporterProcess;
import io.github.scimexporter.installation.Scrape;
import io.github.scimexporter.standin.EntraOptions;
import io.github.scimexporter.standin.EntraStandIn;
import io.github.scimexporter.standin.IssuedToken;
import io.github.scimexporter.standin.SpotfireOptions;
import io.github.scimexporter.standin.SpotfireStandIn;
import io.github.scimexporter.standin.ValveLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real Tomcat valves write, the built jar reads: every counter equals what was answered. */
class CountingIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path work;
  private List<ValveLog> logs = List.of();
  private ExporterJar jar = new ExporterJar(Path.of(""), Path.of(""));

  @BeforeEach
  void configure() throws IOException {
    jar = ExporterJar.built(Path.of("").toAbsolutePath());
    logs =
        List.of(
            ValveLog.common(work.resolve("common")),
            ValveLog.combined(work.resolve("combined")),
            // A new file each second: the usual rotation of Tomcat, only faster.
            ValveLog.extended(work.resolve("extended"), 1)
                .named("access.", "yyyy-MM-dd.HH.mm.ss", ".log"));
    Files.writeString(
        work.resolve("scim-exporter.yml"),
        """
        access_logs:
          - {name: common, paths: ["%s"], format: common}
          - {name: combined, paths: ["%s"], format: combined}
          - {name: extended, paths: ["%s"], format: extended}
        syncs:
          - {name: in-common, endpoint: "http://localhost/spotfire/api/rest/scim/v2/SPOTFIRE", logs: [common]}
          - {name: in-combined, endpoint: "http://localhost/spotfire/api/rest/scim/v2/SPOTFIRE", logs: [combined]}
          - {name: in-extended, endpoint: "http://localhost/spotfire/api/rest/scim/v2/SPOTFIRE", logs: [extended]}
        """
            .formatted(logs.get(0).glob(), logs.get(1).glob(), logs.get(2).glob()));
  }

  @Test
  void whatWasWrittenBeforeTheFirstStartIsCountedToo() throws InterruptedException {
    try (SpotfireStandIn spotfire = spotfire()) {
      provision(spotfire, 3);
      try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
        awaitTruth(spotfire, exporter);
        provision(spotfire, 2);
        awaitTruth(spotfire, exporter);
      }
    }
  }

  @Test
  void whatWasWrittenWhileItWasDownIsCountedOnceAfterAStopAndAfterAKill()
      throws InterruptedException {
    try (SpotfireStandIn spotfire = spotfire();
        ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      provision(spotfire, 2);
      awaitTruth(spotfire, exporter);
      exporter.stop();
      provision(spotfire, 2);
      exporter.start();
      awaitTruth(spotfire, exporter);
      exporter.kill();
      provision(spotfire, 2);
      exporter.start();
      awaitTruth(spotfire, exporter);
    }
  }

  /**
   * Kills at random moments while the server writes and rotates; no counter is ever seen to fall.
   */
  @Test
  void killsAtRandomMomentsLoseAndDoubleNothing() {
    long seed = Long.getLong("scim.seed", System.nanoTime());
    System.err.println("CountingIT kills with -Dscim.seed=" + seed);
    Random random = new Random(seed);
    Map<String, Map<String, Long>> seen = new HashMap<>();
    try (SpotfireStandIn spotfire = spotfire();
        ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      try (EntraStandIn entra = client(spotfire)) {
        entra.start(Duration.ofMillis(20));
        for (int kill = 0; kill < 5; kill++) {
          int scrapes = random.nextInt(12);
          for (int i = 0; i <= scrapes; i++) {
            assertNothingFell(exporter.scrape(), seen);
          }
          exporter.kill();
          exporter.start();
        }
      }
      awaitTruth(spotfire, exporter);
      assertNothingFell(exporter.scrape(), seen);
    }
  }

  @Test
  void scanGivesTheSameNumbersAsFollowing() throws InterruptedException, IOException {
    try (SpotfireStandIn spotfire = spotfire();
        ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      provision(spotfire, 3);
      awaitTruth(spotfire, exporter);
      List<Path> files;
      try (Stream<Path> found = Files.list(work.resolve("extended"))) {
        files = found.sorted().toList();
      }
      List<String> arguments = new ArrayList<>();
      arguments.addAll(List.of("scan", "--config.file=scim-exporter.yml", "--format=json"));
      files.forEach(file -> arguments.add(file.toString()));
      ExporterJar.Result result = jar.run(work, "", arguments);
      assertThat(result.exit()).as(result.err()).isZero();
      spotfire
          .answered()
          .forEach(
              (key, count) ->
                  assertThat(result.out()).containsPattern("\"" + key + "\":" + count + "[,}]"));
    }
  }

  private SpotfireStandIn spotfire() {
    SpotfireOptions options = SpotfireOptions.defaults();
    for (ValveLog log : logs) {
      options = options.withLog(log);
    }
    return new SpotfireStandIn(options);
  }

  private static EntraStandIn client(SpotfireStandIn spotfire) {
    IssuedToken token = spotfire.issueToken(Duration.ofHours(1));
    return new EntraStandIn(spotfire.endpoint(), token.value(), EntraOptions.defaults());
  }

  private static void provision(SpotfireStandIn spotfire, int cycles) throws InterruptedException {
    try (EntraStandIn entra = client(spotfire);
        EntraStandIn refused =
            new EntraStandIn(spotfire.endpoint(), "not-a-token", EntraOptions.defaults())) {
      for (int i = 0; i < cycles; i++) {
        entra.runCycle();
      }
      refused.runCycle();
    }
  }

  private static void awaitTruth(SpotfireStandIn spotfire, ExporterProcess exporter) {
    Map<String, Long> answered = spotfire.answered();
    await("every answered request to be counted")
        .atMost(SOON)
        .untilAsserted(
            () -> {
              Scrape scrape = exporter.scrape();
              for (String sync : List.of("in-common", "in-combined", "in-extended")) {
                assertThat(scrape.requests(sync)).as(sync).isEqualTo(answered);
              }
              assertThat(scrape.all("scim_log_unparsed_lines_total"))
                  .allMatch(sample -> sample.value() == 0);
            });
  }

  private static void assertNothingFell(Scrape scrape, Map<String, Map<String, Long>> seen) {
    for (String sync : List.of("in-common", "in-combined", "in-extended")) {
      Map<String, Long> now = scrape.requests(sync);
      seen.getOrDefault(sync, Map.of())
          .forEach(
              (key, before) ->
                  assertThat(now.getOrDefault(key, 0L))
                      .as(sync + " " + key)
                      .isGreaterThanOrEqualTo(before));
      seen.put(sync, now);
    }
  }
}
