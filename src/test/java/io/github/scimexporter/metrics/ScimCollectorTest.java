package io.github.scimexporter.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.EntraCloud;
import io.github.scimexporter.config.EntraConfig;
import io.github.scimexporter.config.GraphCredential;
import io.github.scimexporter.config.HeartbeatConfig;
import io.github.scimexporter.config.HeartbeatLogConfig;
import io.github.scimexporter.config.InForce;
import io.github.scimexporter.config.LogFormat;
import io.github.scimexporter.config.Provider;
import io.github.scimexporter.config.ProvisionedFrom;
import io.github.scimexporter.config.Severity;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.config.SyslogConfig;
import io.github.scimexporter.sync.EntraApplication;
import io.github.scimexporter.sync.EntraJob;
import io.github.scimexporter.sync.EntraReading;
import io.github.scimexporter.sync.Evidence;
import io.github.scimexporter.sync.Ledger;
import io.github.scimexporter.sync.LedgerState;
import io.github.scimexporter.sync.LogHealth;
import io.github.scimexporter.sync.Method;
import io.github.scimexporter.sync.Observation;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.ProbeOutcome;
import io.github.scimexporter.sync.ProbeResult;
import io.github.scimexporter.token.Actor;
import io.github.scimexporter.token.Purpose;
import io.github.scimexporter.token.RegistryWatch;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenEvent;
import io.github.scimexporter.token.TokenRegistry;
import io.github.scimexporter.token.TokenState;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScimCollectorTest {
  private static final Instant NOW = Instant.parse("2025-11-21T12:00:00Z");
  private static final Instant WATCH_START = Instant.parse("2025-11-01T00:00:00Z");
  private static final BuildInfo BUILD = new BuildInfo("1.2.3", "abcdef0", "17.0.1");

  private static final Configuration CONFIGURATION =
      new Configuration(
          Path.of("scim-exporter.yml"),
          HeartbeatLogConfig.DEFAULT,
          Path.of("tokens.json"),
          List.of(log("tss1", Duration.ofMinutes(45)), log("tss2", Duration.ZERO)),
          List.of(
              new SyncConfig(
                  "entra-prod",
                  URI.create("https://spotfire.example.com/spotfire/api/rest/scim/v2/SPOTFIRE"),
                  List.of("tss1", "tss2"),
                  List.of(),
                  new ProvisionedFrom(
                      Provider.ENTRA,
                      "00000000-0000-0000-0000-000000000001",
                      "00000000-0000-0000-0000-000000000002",
                      "00000000-0000-0000-0000-000000000003",
                      "https://entra.microsoft.com/",
                      "identity \"team\" in Zürich",
                      "not shown"),
                  new HeartbeatConfig(Duration.ofMinutes(40), Duration.ofMinutes(10), 3),
                  Map.of(
                      Severity.WARNING, Duration.ofDays(30), Severity.CRITICAL, Duration.ofDays(7)),
                  Optional.of(Instant.parse("2025-11-21T10:40:00Z")),
                  Optional.empty(),
                  Optional.of(graph(Duration.ofMinutes(5)))),
              new SyncConfig(
                  "okta",
                  URI.create("http://localhost/scim"),
                  List.of("tss2"),
                  List.of(),
                  ProvisionedFrom.UNKNOWN,
                  HeartbeatConfig.OFF,
                  Map.of(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty()),
              new SyncConfig(
                  "graph-only",
                  URI.create("http://localhost/other"),
                  List.of(),
                  List.of(),
                  new ProvisionedFrom(Provider.ENTRA, "tenant", "", "principal", "", "", ""),
                  Provider.ENTRA.heartbeatByCycle(),
                  Map.of(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(graph(Duration.ofMinutes(10))))),
          List.of());

  private static EntraConfig graph(Duration interval) {
    return new EntraConfig(
        "tenant",
        "principal",
        new GraphCredential.ManagedIdentity(Optional.empty()),
        EntraCloud.GLOBAL,
        EntraCloud.GLOBAL.graph(),
        EntraCloud.GLOBAL.login(),
        interval,
        Duration.ofSeconds(30),
        Optional.empty(),
        Optional.empty());
  }

  /** One sync in quarantine, with more jobs; the other one not read yet, or failing. */
  private static final Map<String, EntraReading> GRAPH =
      Map.of(
          "entra-prod",
          new EntraReading(
              true,
              Optional.of(Instant.parse("2025-11-21T11:58:00Z")),
              List.of(
                  new EntraJob(
                      "scim.1",
                      "Quarantine",
                      "Active",
                      Optional.of(Duration.ofMinutes(40)),
                      Optional.of(
                          new EntraJob.Execution(
                              "Failed", Optional.of(Instant.parse("2025-11-21T11:40:00.5Z")))),
                      Optional.of(
                          new EntraJob.Quarantine(
                              Optional.of(Instant.parse("2025-11-20T00:00:00Z")),
                              Optional.of(Instant.parse("2025-11-22T00:00:00Z")),
                              "EncounteredQuarantineException",
                              "InvalidCredentials"))),
                  new EntraJob(
                      "scim.2",
                      "Hibernating",
                      "",
                      Optional.empty(),
                      Optional.empty(),
                      Optional.of(
                          new EntraJob.Quarantine(Optional.empty(), Optional.empty(), "", "")))),
              new EntraApplication(
                  "not shown, for one is configured",
                  "the name of another, not shown",
                  List.of(
                      new EntraApplication.Credential(
                          "key-1",
                          EntraApplication.Credential.Kind.SECRET,
                          Instant.parse("2026-01-01T00:00:00Z")),
                      new EntraApplication.Credential(
                          "key-2",
                          EntraApplication.Credential.Kind.CERTIFICATE,
                          Instant.parse("2025-01-01T00:00:00Z"))))),
          "graph-only",
          new EntraReading(
              false,
              Optional.empty(),
              List.of(),
              new EntraApplication(
                  "application-that-graph-tells", "Spotfire \"SCIM\"", List.of())));

  private static final TokenRegistry TOKENS =
      new TokenRegistry(
          List.of(
              token("aaaaaaaaaaaa", "entra-prod", TokenState.RETIRED, "2025-01-01T00:00:00Z"),
              token("bbbbbbbbbbbb", "entra-prod", TokenState.REPLACED, "2025-11-21T10:56:39Z"),
              token("cccccccccccc", "entra-prod", TokenState.ACTIVE, "2027-11-21T10:56:39Z"),
              token("dddddddddddd", "okta", TokenState.ACTIVE, "2027-11-21T10:56:39Z"),
              token("eeeeeeeeeeee", "elsewhere", TokenState.ACTIVE, "2027-11-21T10:56:39Z")));

  private static final Map<String, ProbeResult> PROBES =
      new TreeMap<>(
          Map.of(
              "entra-prod",
              new ProbeResult(
                  Instant.parse("2025-11-21T11:58:00.25Z"),
                  ProbeOutcome.SUCCESS,
                  200,
                  Duration.ofMillis(31),
                  Optional.of(Instant.parse("2026-02-01T00:00:00Z")),
                  0),
              "okta",
              new ProbeResult(
                  Instant.parse("2025-11-21T11:59:00Z"),
                  ProbeOutcome.CONNECTION_REFUSED,
                  0,
                  Duration.ofMillis(2),
                  Optional.empty(),
                  3)));

  private static final SortedMap<String, LogHealth> HEALTH =
      new TreeMap<>(Map.of("tss1", new LogHealth(true, 12), "tss2", new LogHealth(false, 0)));

  private static final Instant STEP = Instant.parse("2026-11-24T11:00:00Z");
  private static final Instant READ = Instant.parse("2026-11-24T10:30:00Z");

  private static AccessLogConfig log(String name, Duration silence) {
    return new AccessLogConfig(
        name,
        List.of("/logs/" + name + ".log"),
        SyslogConfig.NONE,
        LogFormat.Named.AUTO,
        10,
        Optional.empty(),
        Optional.empty(),
        silence);
  }

  private static Token token(String id, String sync, TokenState state, String expiry) {
    return new Token(
        id,
        "token " + id.charAt(0),
        sync,
        Purpose.PROVISIONING,
        "client-1",
        List.of(),
        Optional.empty(),
        Instant.parse(expiry),
        Map.of(),
        state,
        List.of(new TokenEvent(WATCH_START, TokenEvent.Kind.REGISTERED, Actor.UNKNOWN)));
  }

  private static Ledger ledger() {
    return new Ledger(
        LedgerState.EMPTY,
        List.of("entra-prod", "okta", "graph-only"),
        List.of("tss1", "tss2"),
        WATCH_START);
  }

  private static LedgerState busy() {
    Ledger ledger = ledger();
    see(ledger, Method.GET, 200, Outcome.SUCCESS, "2025-11-21T09:00:00Z");
    see(ledger, Method.PATCH, 204, Outcome.SUCCESS, "2025-11-21T10:00:00.5Z");
    see(ledger, Method.GET, 401, Outcome.UNAUTHORIZED, "2025-11-21T10:56:40Z");
    see(ledger, Method.GET, 401, Outcome.UNAUTHORIZED, "2025-11-21T11:00:00Z");
    see(ledger, Method.OTHER, 403, Outcome.FORBIDDEN, "2025-11-21T09:30:00Z");
    see(ledger, Method.POST, 500, Outcome.SERVER_ERROR, "2025-11-21T10:30:00Z");
    ledger.apply(new Evidence.ForeignRequest("entra-prod", 404), NOW);
    ledger.apply(new Evidence.Execution("entra-prod", Instant.parse("2025-11-21T09:40:00Z")), NOW);
    for (long micros : new long[] {0, 4_000, 30_000, 31_000, 7_000_000, 90_000_000}) {
      ledger.apply(
          new Evidence.Request(
              "entra-prod",
              Method.GET,
              200,
              Outcome.SUCCESS,
              Instant.parse("2025-11-21T09:00:00Z"),
              OptionalLong.of(micros)),
          NOW);
    }
    for (int i = 0; i < 3; i++) {
      ledger.log("tss1").line(NOW.minusSeconds(60 + i).toEpochMilli(), NOW.toEpochMilli());
    }
    ledger.log("tss1").unparsedLine();
    ledger.log("tss1").line(0, NOW.toEpochMilli());
    ledger.log("tss1").bytes(4711);
    return ledger.state();
  }

  private static void see(Ledger ledger, Method method, int code, Outcome outcome, String time) {
    ledger.apply(
        new Evidence.Request("entra-prod", method, code, outcome, Instant.parse(time)), NOW);
  }

  /** All that a scrape is made of. */
  private record World(
      Observation seen,
      InForce inForce,
      RegistryWatch.Reading registry,
      Map<String, ProbeResult> probes,
      Map<String, EntraReading> graph,
      Instant now) {
    private World withSeen(Observation other) {
      return new World(other, inForce, registry, probes, graph, now);
    }

    private World withInForce(InForce other) {
      return new World(seen, other, registry, probes, graph, now);
    }

    private World withRegistry(RegistryWatch.Reading other) {
      return new World(seen, inForce, other, probes, graph, now);
    }
  }

  private static World world(LedgerState ledger, boolean ready) {
    return new World(
        new Observation(ledger, HEALTH, ready, true, Optional.of(STEP)),
        new InForce(CONFIGURATION, READ, true),
        new RegistryWatch.Reading(TOKENS, false),
        PROBES,
        GRAPH,
        NOW);
  }

  private static ScimCollector collector(Supplier<World> world) {
    return new ScimCollector(
        BUILD,
        () -> world.get().inForce(),
        () -> world.get().seen(),
        () -> world.get().registry(),
        () -> world.get().probes(),
        () -> world.get().graph(),
        () -> world.get().now());
  }

  private static MetricSnapshots collect(LedgerState ledger, boolean ready) {
    return collector(() -> world(ledger, ready)).collect();
  }

  private static String text(MetricSnapshots metrics) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ExpositionFormats.init().getPrometheusTextFormatWriter().write(text, metrics);
    return text.toString(UTF_8);
  }

  private static Set<String> names(String text) {
    return text.lines()
        .filter(line -> line.startsWith("# TYPE "))
        .map(line -> line.split(" ", -1)[2])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void servesExactlyThis() throws IOException {
    try (InputStream golden = ScimCollectorTest.class.getResourceAsStream("golden.prom")) {
      assertThat(text(collect(busy(), true)))
          .isEqualTo(new String(Objects.requireNonNull(golden).readAllBytes(), UTF_8));
    }
  }

  /** One thing after the other changes, by which each metric changes at least once. */
  private static List<World> worlds() {
    World world = world(busy(), true);
    Observation seen = world.seen();
    SortedMap<String, LogHealth> health =
        new TreeMap<>(Map.of("tss1", new LogHealth(false, 13), "tss2", new LogHealth(true, 1)));
    return List.of(
        world(busy(), false),
        world,
        world(ledger().state(), true),
        world.withSeen(new Observation(seen.ledger(), health, true, true, Optional.of(STEP))),
        world.withSeen(new Observation(seen.ledger(), HEALTH, true, false, Optional.of(STEP))),
        world.withSeen(new Observation(seen.ledger(), HEALTH, true, true, Optional.empty())),
        world.withInForce(new InForce(CONFIGURATION, READ.plusSeconds(1), true)),
        world.withInForce(new InForce(CONFIGURATION, READ, false)),
        world.withInForce(
            new InForce(
                new Configuration(
                    CONFIGURATION.file(),
                    CONFIGURATION.heartbeatLog(),
                    CONFIGURATION.tokenRegistry(),
                    CONFIGURATION.accessLogs().subList(0, 1),
                    CONFIGURATION.syncs().subList(1, 3),
                    CONFIGURATION.warnings()),
                READ,
                true)),
        world.withRegistry(new RegistryWatch.Reading(TOKENS, true)),
        world.withRegistry(
            new RegistryWatch.Reading(new TokenRegistry(TOKENS.tokens().subList(0, 3)), false)),
        new World(seen, world.inForce(), world.registry(), Map.of(), GRAPH, NOW),
        new World(seen, world.inForce(), world.registry(), PROBES, Map.of(), NOW),
        new World(seen, world.inForce(), world.registry(), PROBES, GRAPH, NOW.plusSeconds(86_400)));
  }

  @Test
  void aScrapeTellsWhatHasChangedSinceTheOneBefore() throws IOException {
    AtomicReference<World> world = new AtomicReference<>(worlds().get(0));
    ScimCollector collector = collector(world::get);
    for (World from : worlds()) {
      for (World to : worlds()) {
        world.set(from);
        collector.collect();
        world.set(to);
        assertThat(text(collector.collect())).isEqualTo(text(collector(() -> to).collect()));
      }
    }
  }

  @Test
  void aFamilyThatHasNotChangedIsTheSameObject() {
    World first = world(busy(), true);
    AtomicReference<World> world = new AtomicReference<>(first);
    ScimCollector collector = collector(world::get);
    Set<MetricSnapshot> before = Collections.newSetFromMap(new IdentityHashMap<>());
    collector.collect().forEach(before::add);
    world.set(
        new World(
            first.seen(),
            first.inForce(),
            first.registry(),
            new TreeMap<>(PROBES),
            new TreeMap<>(GRAPH),
            NOW.plusSeconds(15)));
    assertThat(collector.collect())
        .filteredOn(family -> !before.contains(family))
        .extracting(family -> family.getMetadata().getName())
        .containsExactly("scim_token_remaining_seconds");
  }

  @Test
  void servesOnlyExporterAndLogsUntilReady() throws IOException {
    assertThat(names(text(collect(busy(), false))))
        .containsExactly(
            "scim_config_last_reload_success_timestamp_seconds",
            "scim_config_last_reload_successful",
            "scim_exporter_build_info",
            "scim_exporter_last_clock_step_timestamp_seconds",
            "scim_exporter_ready",
            "scim_exporter_state_write_success",
            "scim_log_bytes_total",
            "scim_log_lag_bytes",
            "scim_log_last_line_timestamp_seconds",
            "scim_log_lines_total",
            "scim_log_lost_bytes_total",
            "scim_log_misdated_lines_total",
            "scim_log_silence_threshold_seconds",
            "scim_log_unparsed_lines_total",
            "scim_log_unparsed_ratio",
            "scim_log_up",
            "scim_token_registry_up");
    assertThat(text(collect(busy(), false))).contains("\nscim_exporter_ready 0.0\n");
  }

  @Test
  void whatNeverHappenedHasNoSeries() throws IOException {
    assertThat(names(text(collect(ledger().state(), true))))
        .doesNotContain(
            "scim_sync_last_success_timestamp_seconds",
            "scim_sync_last_unauthorized_timestamp_seconds",
            "scim_sync_last_failure_timestamp_seconds",
            "scim_foreign_requests_total");
  }

  @Test
  void whatGraphHasNotSaidYetHasNoSeriesButThatItWasNotRead() throws IOException {
    assertThat(text(collect(busy(), true)))
        .contains("scim_entra_up{sync=\"graph-only\"} 0.0\n")
        .contains("scim_entra_poll_interval_seconds{sync=\"graph-only\"} 600.0\n")
        .doesNotContain("scim_entra_last_read_timestamp_seconds{sync=\"graph-only\"}")
        .doesNotContain("scim_entra_up{sync=\"okta\"}");
  }

  @Test
  void whatGraphTellsFillsWhatTheConfigurationLacksAndNothingElse() throws IOException {
    assertThat(text(collect(busy(), true)))
        .contains(
            "scim_sync_info{application_id=\"application-that-graph-tells\",application_name=\"Spotfire"
                + " \\\"SCIM\\\"\",endpoint_url=\"http://localhost/other\",owner=\"\",portal_url=\"https://entra.microsoft.com/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Overview/objectId/principal/appId/application-that-graph-tells\",provider=\"entra\",sync=\"graph-only\",tenant_id=\"tenant\"} 1\n")
        .contains("application_id=\"00000000-0000-0000-0000-000000000002\"")
        .doesNotContain("not shown");
  }

  @Test
  void successesAndRejectionsOfEveryMethodStartAtZero() throws IOException {
    String text = text(collect(ledger().state(), true));
    for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "other")) {
      for (String code : List.of("200", "401")) {
        assertThat(text)
            .contains(
                "scim_requests_total{code=\"%s\",method=\"%s\",sync=\"okta\"} 0.0\n"
                    .formatted(code, method));
      }
    }
    assertThat(text)
        .contains(
            "scim_sync_failures_since_success{outcome=\"unauthorized\",sync=\"okta\"} 0.0\n",
            "scim_sync_rejected_since_timestamp_seconds{sync=\"okta\"} 0.0\n",
            "scim_sync_paused_until_timestamp_seconds{sync=\"okta\"} 0.0\n",
            "scim_heartbeats_missed{sync=\"okta\"} 0.0\n");
  }

  /** The pause ended at 10:40, after the 500 of 10:30 and before both 401s. */
  @Test
  void failuresBeforeTheEndOfAPauseCountNoMore() throws IOException {
    assertThat(text(collect(busy(), true)))
        .contains(
            "scim_sync_failures_since_success{outcome=\"server_error\",sync=\"entra-prod\"} 0.0\n",
            "scim_sync_failures_since_success{outcome=\"unauthorized\",sync=\"entra-prod\"} 2.0\n");
  }

  @Test
  void aLogWithoutLinesShowsItsWatchStart() throws IOException {
    assertThat(text(collect(ledger().state(), false)))
        .contains(
            "scim_log_last_line_timestamp_seconds{log=\"tss1\"} "
                + (double) WATCH_START.getEpochSecond()
                + "\n");
  }

  @Test
  void noLabelIsOneOfTheScrapersOwn() {
    Set<String> labels =
        collect(busy(), true).stream()
            .flatMap(metric -> metric.getDataPoints().stream())
            .flatMap(point -> point.getLabels().stream())
            .map(label -> label.getName())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(labels)
        .hasSizeGreaterThan(10)
        .doesNotContain(
            "job", "instance", "endpoint", "namespace", "pod", "service", "container", "address");
  }

  @Test
  void isWhatTheDocumentationSays() throws IOException {
    Map<String, Set<String>> documented = new TreeMap<>();
    Pattern row = Pattern.compile("\\| \\w+ \\| `(scim_\\w+)` \\| \\w+ \\|([^|]*)\\|.*");
    for (String line : Files.readAllLines(Path.of("docs/metrics.md"))) {
      Matcher matcher = row.matcher(line);
      if (matcher.matches()) {
        documented.put(
            matcher.group(1),
            Pattern.compile(", ")
                .splitAsStream(matcher.group(2).strip())
                .filter(label -> !label.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new)));
      }
    }
    assertThat(labelsByName(text(collect(busy(), true)))).isEqualTo(documented);
  }

  private static Map<String, Set<String>> labelsByName(String text) {
    Map<String, Set<String>> labels = new TreeMap<>();
    Pattern label = Pattern.compile("[{,](\\w+)=\"");
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line ->
                labels.put(
                    metric(line.split("[{ ]", 2)[0]),
                    label
                        .matcher(line)
                        .results()
                        .map(found -> found.group(1))
                        // Of a histogram's own.
                        .filter(found -> !found.equals("le"))
                        .collect(Collectors.toCollection(TreeSet::new))));
    return labels;
  }

  /** The metric that a series belongs to: a classic histogram has three of them. */
  private static String metric(String series) {
    return series.replaceAll("^(scim_request_duration_seconds)_(bucket|sum|count)$", "$1");
  }

  @Test
  void aScraperThatAsksForItGetsTheNativeHistogramToo() {
    String protobuf =
        ExpositionFormats.init()
            .getPrometheusProtobufWriter()
            .toDebugString(collect(busy(), true))
            .replaceAll("\\s+", " ");
    String busy =
        between(protobuf, "histogram { sample_count: 6 sample_sum: 97.065 ", "metric { label");
    assertThat(busy)
        .contains("bucket { cumulative_count: 5 upper_bound: 60.0 }")
        // 4 ms; 30 and 31 ms; 7 s; 90 s, as differences to the one before; 0 s in the zero bucket.
        .endsWith(
            "schema: 3 zero_threshold: 9.765625E-4 zero_count: 1"
                + " positive_span { offset: -63 length: 1 } positive_span { offset: 22 length: 1 }"
                + " positive_span { offset: 62 length: 1 } positive_span { offset: 28 length: 1 }"
                + " positive_delta: 1 positive_delta: 1 positive_delta: -1 positive_delta: 0 } } ");
    // Without a bucket it is the threshold that tells a native histogram from none.
    assertThat(between(protobuf, "value: \"okta\" } histogram { sample_count: 0 ", "name: "))
        .contains("schema: 3 zero_threshold: 9.765625E-4 zero_count: 0");
  }

  private static String between(String text, String start, String end) {
    assertThat(text).contains(start);
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }

  @Test
  void durationsBeginAtZeroForEverySync() throws IOException {
    assertThat(text(collect(ledger().state(), true)))
        .contains(
            "scim_request_duration_seconds_count{sync=\"okta\"} 0\n",
            "scim_request_duration_seconds_sum{sync=\"okta\"} 0.0\n",
            "scim_request_duration_seconds_bucket{sync=\"okta\",le=\"60.0\"} 0\n");
  }

  @Test
  void everyMetricSaysWhatItIs() {
    assertThat(collect(busy(), true))
        .allSatisfy(metric -> assertThat(metric.getMetadata().getHelp()).endsWith("."));
  }

  @Test
  void theProgramKnowsItsOwnBuild() {
    BuildInfo build = BuildInfo.current();
    assertThat(build.version()).matches(Pattern.compile("\\d+\\.\\d+\\.\\d+.*"));
    assertThat(build.revision()).matches("[0-9a-f]*");
    assertThat(build.javaVersion()).isEqualTo(System.getProperty("java.version"));
  }
}
