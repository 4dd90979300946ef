package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.grafana.Dashboard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the dashboards judge a sync: every state, and of two the graver, computed by promtool. */
class DashboardStatesIT {
  private static final String ABSENT = "";

  // 20 minutes after promtool's beginning of time, which is 0.
  private static final int NOW = 1200;

  private static final String SUCCESS =
      "scim_sync_last_success_timestamp_seconds{sync=\"s\",source=\"access_log\"}";
  private static final String UNAUTHORIZED =
      "scim_sync_last_unauthorized_timestamp_seconds{sync=\"s\"}";
  private static final String THRESHOLD = "scim_heartbeat_missed_threshold{sync=\"s\"}";
  private static final String EXPIRY =
      "scim_token_expiry_timestamp_seconds{sync=\"s\",token=\"t\",client_id=\"c\"}";
  private static final String GRAPH = "scim_entra_up{sync=\"s\"}";
  private static final String QUARANTINE =
      "scim_entra_job_status{sync=\"s\",entra_job=\"j\",code=\"Quarantine\"}";

  /** A sync that works: due each 100 s with 10 s of grace, 3 may be missed. */
  private static final Map<String, String> WORKING =
      Map.ofEntries(
          Map.entry("up{}", "1"),
          Map.entry("scim_exporter_ready{}", "1"),
          Map.entry("scim_heartbeat_interval_seconds{sync=\"s\"}", "100"),
          Map.entry("scim_heartbeat_grace_seconds{sync=\"s\"}", "10"),
          Map.entry(THRESHOLD, "3"),
          Map.entry("scim_sync_paused_until_timestamp_seconds{sync=\"s\"}", "0"),
          Map.entry("scim_sync_watch_start_timestamp_seconds{sync=\"s\"}", "0"),
          Map.entry("scim_sync_log_info{sync=\"s\",log=\"l\"}", "1"),
          Map.entry("scim_log_up{log=\"l\"}", "1"),
          Map.entry("scim_log_unparsed_ratio{log=\"l\"}", "0"),
          Map.entry("scim_log_last_line_timestamp_seconds{log=\"l\"}", "1190"),
          Map.entry("scim_log_silence_threshold_seconds{log=\"l\"}", "0"),
          Map.entry(SUCCESS, "1190"));

  private record Case(String name, int state, String runbook, Map<String, String> series) {}

  private static List<Case> cases() {
    return List.of(
        new Case("works", 1, "", Map.of()),
        new Case(
            "is paused, whatever else it is",
            2,
            "",
            Map.of("scim_sync_paused_until_timestamp_seconds{sync=\"s\"}", "2000", SUCCESS, "100")),
        new Case("has no heartbeat yet", 3, "", Map.of(SUCCESS, ABSENT, THRESHOLD, "100")),
        new Case(
            "its probe is refused",
            4,
            "scimproberejected",
            Map.of("scim_probe_outcome{sync=\"s\",outcome=\"unauthorized\"}", "1")),
        new Case("missed one", 5, "scimheartbeatmissed", Map.of(SUCCESS, "1000")),
        new Case("Graph cannot be read", 6, "scimentraunreadable", Map.of(GRAPH, "0")),
        new Case(
            "Graph cannot be read and was its only source",
            6,
            "scimentraunreadable",
            Map.of(
                GRAPH,
                "0",
                SUCCESS,
                ABSENT,
                "scim_sync_last_success_timestamp_seconds{sync=\"s\",source=\"entra\"}",
                "100")),
        new Case(
            "its log cannot be read, so that its silence says nothing",
            7,
            "scimlogunreadable",
            Map.of("scim_log_up{log=\"l\"}", "0", SUCCESS, "100")),
        new Case("gets 5xx", 8, "scimservererrors", failing("server_error", "3")),
        new Case("got 5xx twice", 1, "", failing("server_error", "2")),
        new Case("never worked", 9, "scimsyncneverseen", Map.of(SUCCESS, ABSENT)),
        new Case("is down", 11, "scimsyncdown", Map.of(SUCCESS, "800")),
        new Case(
            "its server is silent",
            12,
            "scimserversilent",
            Map.of(
                "scim_log_last_line_timestamp_seconds{log=\"l\"}",
                "500",
                "scim_log_silence_threshold_seconds{log=\"l\"}",
                "600",
                SUCCESS,
                "490")),
        new Case(
            "its job is stopped",
            13,
            "scimentrajobstopped",
            Map.of(
                GRAPH,
                "1",
                "scim_entra_job_schedule_state{sync=\"s\",entra_job=\"j\",state=\"Disabled\"}",
                "1")),
        new Case(
            "its job is in quarantine",
            14,
            "scimentrajobquarantined",
            Map.of(GRAPH, "1", QUARANTINE, "1")),
        new Case(
            "its job was in quarantine when Graph was last read",
            14,
            "scimentrajobquarantined",
            Map.of(GRAPH, "0", QUARANTINE, "1")),
        new Case(
            "its endpoint is unreachable",
            15,
            "scimendpointunreachable",
            Map.of("scim_probe_consecutive_unreachable{sync=\"s\"}", "3", QUARANTINE, "1")),
        new Case("gets 404", 16, "scimnotfound", failing("not_found", "3")),
        new Case("gets 403", 17, "scimforbidden", failing("forbidden", "3")),
        new Case("gets 401", 18, "scimunauthorized", Map.of(UNAUTHORIZED, "1195")),
        new Case(
            "gets 401 with a token that is valid",
            18,
            "scimtokenrejected",
            Map.of(UNAUTHORIZED, "1195", EXPIRY, "5000", token("active"), "1")),
        new Case(
            "its token has expired, and the job is in quarantine for it",
            19,
            "scimtokenexpired",
            Map.of(
                SUCCESS,
                "1090",
                EXPIRY,
                "1100",
                token("active"),
                "1",
                GRAPH,
                "1",
                QUARANTINE,
                "1")),
        new Case(
            "a replaced token expired, and the new one is not asked for yet",
            1,
            "",
            Map.of(SUCCESS, "1195", EXPIRY, "1100", token("replaced"), "1")));
  }

  private static Map<String, String> failing(String outcome, String times) {
    String labels = "{sync=\"s\",outcome=\"" + outcome + "\"}";
    return Map.of(
        "scim_sync_last_failure_timestamp_seconds" + labels,
        "1195",
        "scim_sync_failures_since_success" + labels,
        times);
  }

  private static String token(String state) {
    return "scim_token_info{sync=\"s\",token=\"t\",purpose=\"provisioning\",state=\""
        + state
        + "\"}";
  }

  @ParameterizedTest
  @MethodSource("io.github.scimexporter.it.ShippedFilesIT#versions")
  void everyStateIsTold(Path version, @TempDir Path work) throws Exception {
    String expr =
        Dashboard.shipped(Dashboard.SYNC).panel("State").query("A").filled("1h", "1m", "s");
    StringBuilder tests = new StringBuilder("tests:\n");
    for (Case one : cases()) {
      Map<String, String> series = new HashMap<>(WORKING);
      series.putAll(one.series());
      series.values().removeIf(ABSENT::equals);
      tests.append(test(one, expr, series, "+0x20"));
    }
    // Its exporter served it until 5 minutes after the beginning, and is down since.
    tests.append(
        test(
            new Case("nobody watches", 10, "scimexporterdown", Map.of()),
            expr,
            WORKING,
            "+0x5 stale"));
    Path file = Files.writeString(work.resolve("states.yml"), tests);
    String promtool = ShippedFilesIT.program(version, "promtool").toString();
    assertThat(ShippedFilesIT.run(List.of(promtool, "test", "rules", file.toString())))
        .contains("SUCCESS");
  }

  private static String test(
      Case one, String expr, Map<String, String> series, String continuation) {
    String input =
        new TreeMap<>(series)
            .entrySet().stream()
                .map(entry -> series(entry.getKey(), entry.getValue(), continuation))
                .collect(Collectors.joining());
    String runbook = one.runbook().isEmpty() ? "" : ", runbook=\"" + one.runbook() + "\"";
    return """
          - name: a sync that %s
            interval: 1m
            input_series:
        %s    promql_expr_test:
              - expr: |
        %s
                eval_time: %ds
                exp_samples:
                  - labels: '{sync="s"%s}'
                    value: %d
        """
        .formatted(one.name(), input, expr.indent(10).stripTrailing(), NOW, runbook, one.state());
  }

  private static String series(String name, String value, String continuation) {
    String values =
        name.startsWith("up{") && continuation.contains("stale") ? "0+0x20" : value + continuation;
    return "      - series: '%s'\n        values: '%s'\n"
        .formatted(name.replace("{", "{job=\"j\",instance=\"i\",").replace(",}", "}"), values);
  }
}
