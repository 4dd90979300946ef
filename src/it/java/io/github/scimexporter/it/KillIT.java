package io.github.scimexporter.it;

import static io.github.scimexporter.standin.tomcats.TomcatLog.EACH_MINUTE;
import static io.github.scimexporter.standin.tomcats.TomcatLog.EACH_SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.installation.ExporterJar;
import io.github.scimexporter.installation.ExporterProcess;
import io.github.scimexporter.installation.Scrape;
import io.github.scimexporter.realparts.RealParts;
import io.github.scimexporter.realparts.RealPrometheus;
import io.github.scimexporter.standin.ValveLog;
import io.github.scimexporter.standin.tomcats.TomcatLog;
import io.github.scimexporter.standin.tomcats.TomcatLog.Flushing;
import io.github.scimexporter.standin.tomcats.TomcatLog.Rotation;
import io.github.scimexporter.standin.tomcats.TomcatLog.Valve;
import io.github.scimexporter.standin.tomcats.TomcatProcess;
import io.github.scimexporter.standin.tomcats.TomcatProcess.Truth;
import io.github.scimexporter.standin.tomcats.TomcatProcess.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three real Tomcats write six logs under load and rotate them, a real Prometheus scrapes, and the
 * exporter is killed with SIGKILL again and again: at the end every counter is the truth, and none
 * ever fell.
 *
 * <p>{@code -Dscim.kills=N} says how often, {@code -Dscim.seed=SEED} chooses the same moments
 * again. The work directory is kept when a run fails.
 */
class KillIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int REQUESTS_A_SECOND = 100;
  private static final int BURST = 1500;
  private static final String SPOTFIRE = ValveLog.SPOTFIRE_PATTERN;

  /** The logs of each Tomcat; every sync is named like the log that it is seen in. */
  private static final Map<Version, List<TomcatLog>> LOGS =
      Map.of(
          Version.TOMCAT_9,
          List.of(
              log("common-9", "common", Rotation.DATED_NAMES, EACH_SECOND, Flushing.EACH_LINE),
              log("combined-9", "combined", Rotation.RENAME, EACH_SECOND, Flushing.WHEN_FULL)),
          Version.TOMCAT_10_1,
          List.of(
              log("extended-10", SPOTFIRE, Rotation.DATED_NAMES, EACH_SECOND, Flushing.EACH_LINE),
              log("common-10", "common", Rotation.RENAME, EACH_SECOND, Flushing.EACH_LINE)),
          Version.TOMCAT_11,
          List.of(
              log("extended-11", SPOTFIRE, Rotation.RENAME, EACH_SECOND, Flushing.EACH_LINE),
              log(
                  "combined-11",
                  "combined",
                  Rotation.DATED_NAMES,
                  EACH_MINUTE,
                  Flushing.WHEN_FULL)));

  /** The logs whose rotated files are compressed at once, read or not. */
  private static final List<String> COMPRESSED = List.of("common-9", "extended-11");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path work;

  private final Map<Version, TomcatProcess> tomcats = new EnumMap<>(Version.class);
  private final Map<String, RotatedFiles> rotated = new TreeMap<>();
  private final Map<Moment, Integer> killed = new TreeMap<>();
  private int halfWritten;

  @BeforeEach
  void configure() throws IOException {
    StringBuilder logs = new StringBuilder("access_logs:\n");
    StringBuilder syncs = new StringBuilder("syncs:\n");
    for (TomcatLog log : allLogs()) {
      rotated.put(log.name(), new RotatedFiles(log.name(), work.resolve(log.name())));
      logs.append("  - {name: %s, paths: [\"%s\"]}%n".formatted(log.name(), log.glob()));
      syncs.append(
          "  - {name: %s, endpoint: \"http://localhost/spotfire/api/rest/scim/v2/SPOTFIRE\", logs: [%s]}%n"
              .formatted(log.name(), log.name()));
    }
    Files.writeString(work.resolve("scim-exporter.yml"), logs.toString() + syncs);
  }

  @AfterEach
  void endTomcats() {
    tomcats.values().forEach(TomcatProcess::close);
  }

  @Test
  void killsAtRandomMomentsLoseAndDoubleNothing() throws Exception {
    int kills = Integer.getInteger("scim.kills", 15);
    long seed = Long.getLong("scim.seed", System.nanoTime());
    System.err.println("KillIT: " + kills + " kills with -Dscim.seed=" + seed + " in " + work);
    ExporterProcess exporter =
        ExporterProcess.prepare(ExporterJar.built(Path.of("").toAbsolutePath()), work);
    try (exporter;
        RealPrometheus prometheus = prometheus(exporter);
        FallWatch watch = new FallWatch(exporter.uri().resolve("/metrics"))) {
      LOGS.forEach(
          (version, logs) ->
              tomcats.put(version, TomcatProcess.start(version, work, REQUESTS_A_SECOND, logs)));
      kill(exporter, kills, new Random(seed));
      exporter.start();
      Map<String, Truth> truth = finishTomcats();
      await("every line to be counted")
          .atMost(SOON)
          .untilAsserted(() -> assertIsTruth(exporter.scrape(), truth));
      exporter.kill();
      exporter.start();
      assertIsTruth(exporter.scrape(), truth);
      assertEveryByteWasRead(exporter.scrape());
      assertThat(watch.falls()).isEmpty();
      assertPrometheusSaw(prometheus, exporter.scrape());
      System.err.println(
          "KillIT: killed "
              + killed
              + ", left a half-written state "
              + halfWritten
              + " times; deleted "
              + rotated.values().stream().mapToLong(RotatedFiles::deletedFiles).sum()
              + " files that were read; own scrapes: "
              + watch.answered()
              + " answered, "
              + watch.brokenOff()
              + " not; Prometheus: "
              + prometheus.query("scalar(sum_over_time(up[1h]))").get(0).value()
              + " of "
              + prometheus.query("scalar(count_over_time(up[1h]))").get(0).value()
              + "; lines "
              + exporter.scrape().all("scim_log_lines_total"));
    }
  }

  private void kill(ExporterProcess exporter, int kills, Random random)
      throws IOException, InterruptedException {
    Path temporary = work.resolve("data/state.json.tmp");
    List<Moment> kinds = List.of(Moment.values());
    List<Moment> moments = new ArrayList<>();
    for (int i = 0; i < kills; i++) {
      moments.add(kinds.get(i % kinds.size()));
    }
    Collections.shuffle(moments, random);
    for (Moment moment : moments) {
      if (moment == Moment.WHILE_CATCHING_UP) {
        tomcats.values().forEach(tomcat -> tomcat.burst(BURST));
      }
      exporter.launch();
      for (String log : COMPRESSED) {
        Objects.requireNonNull(rotated.get(log)).compress();
      }
      if (moment.isOfReadyOnes()) {
        exporter.awaitReady();
        deleteWhatWasRead(exporter);
      }
      moment.await(exporter, temporary, random);
      exporter.kill();
      killed.merge(moment, 1, Integer::sum);
      if (Files.exists(temporary)) {
        halfWritten++;
      }
      // ReadyReport wonders about a log of which Tomcat has kept every line back so far. And an
      // exporter that was killed cannot know whether a file was written to once more before it
      // went.
      assertThat(exporter.log())
          .doesNotContainPattern(
              "level=(warn|error) \\S+(?<!ReadyReport) (?!.*, if anything did, is lost)");
    }
  }

  private void deleteWhatWasRead(ExporterProcess exporter) throws IOException {
    Map<RotatedFiles, List<Path>> settled = new HashMap<>();
    for (RotatedFiles files : rotated.values()) {
      settled.put(files, files.settled());
    }
    Scrape since = exporter.scrape();
    for (Map.Entry<RotatedFiles, List<Path>> entry : settled.entrySet()) {
      entry.getKey().deleteIfRead(entry.getValue(), since);
    }
  }

  /** Ends the load; what each log must have been read as, by its name. */
  private Map<String, Truth> finishTomcats() {
    Map<String, Truth> truth = new TreeMap<>();
    tomcats.forEach(
        (version, tomcat) -> {
          Truth answered = tomcat.finish();
          Objects.requireNonNull(LOGS.get(version)).forEach(log -> truth.put(log.name(), answered));
        });
    return truth;
  }

  private static void assertIsTruth(Scrape scrape, Map<String, Truth> truth) {
    truth.forEach(
        (name, answered) -> {
          Map<String, String> label = Map.of("log", name);
          assertThat(scrape.requests(name)).as(name).isEqualTo(answered.requests());
          assertThat(scrape.value("scim_log_lines_total", label))
              .as(name)
              .hasValue((double) answered.lines());
          assertThat(scrape.value("scim_log_unparsed_lines_total", label)).hasValue(0);
          assertThat(scrape.value("scim_log_lag_bytes", label)).hasValue(0);
        });
  }

  private void assertEveryByteWasRead(Scrape scrape) throws IOException {
    for (Map.Entry<String, RotatedFiles> log : rotated.entrySet()) {
      assertThat(scrape.value("scim_log_bytes_total", Map.of("log", log.getKey())))
          .as(log.getKey())
          .hasValue((double) log.getValue().bytesEver());
    }
  }

  /** What Prometheus has of the whole history. */
  private static void assertPrometheusSaw(RealPrometheus prometheus, Scrape last) {
    for (String counter : countersOf(last)) {
      await("Prometheus to have the last value of " + counter)
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(values(prometheus.query(counter)))
                      .isEqualTo(ownValues(last.all(counter)))
                      .isNotEmpty());
      assertThat(prometheus.query("resets(" + counter + "[1h])"))
          .as(counter)
          .isNotEmpty()
          .allSatisfy(series -> assertThat(series.value()).isZero());
    }
  }

  /** Every counter that is served, and what else can only rise. */
  private static Set<String> countersOf(Scrape scrape) {
    Set<String> names = new TreeSet<>();
    for (Scrape.Sample sample : scrape.samples()) {
      if (sample.name().matches("scim_.*_(total|count)")) {
        names.add(sample.name());
      }
    }
    assertThat(names)
        .contains("scim_requests_total", "scim_log_lines_total", "scim_log_bytes_total");
    return names;
  }

  private static Map<Map<String, String>, Double> values(List<RealPrometheus.Sample> samples) {
    Map<Map<String, String>, Double> values = new HashMap<>();
    for (RealPrometheus.Sample sample : samples) {
      Map<String, String> labels = new HashMap<>(sample.labels());
      labels.keySet().removeAll(List.of("__name__", "job", "instance"));
      values.put(labels, sample.value());
    }
    return values;
  }

  private static Map<Map<String, String>, Double> ownValues(List<Scrape.Sample> samples) {
    Map<Map<String, String>, Double> values = new HashMap<>();
    samples.forEach(sample -> values.put(sample.labels(), sample.value()));
    return values;
  }

  private RealPrometheus prometheus(ExporterProcess exporter) throws IOException {
    Path file = Files.createDirectory(work.resolve("prometheus")).resolve("prometheus.yml");
    Files.writeString(
        file,
        """
        global: {scrape_interval: 250ms}
        scrape_configs:
          - job_name: scim
            static_configs: [{targets: ["%s"]}]
        """
            .formatted(exporter.address()));
    return RealParts.processes().startPrometheus(file);
  }

  private static TomcatLog log(
      String name, String pattern, Rotation rotation, String fileDateFormat, Flushing flushing) {
    Valve valve = name.startsWith("extended") ? Valve.EXTENDED : Valve.NCSA;
    return new TomcatLog(name, valve, pattern, rotation, fileDateFormat, flushing);
  }

  private static List<TomcatLog> allLogs() {
    List<TomcatLog> all = new ArrayList<>();
    LOGS.values().forEach(all::addAll);
    return all;
  }
}
