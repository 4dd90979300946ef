package io.github.scimexporter.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scimexporter.grafana.Dashboard.Query;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What Grafana's linter does not ask: that the dashboard can be provisioned, and tells the truth.
 */
class DashboardTest {
  // Prometheus' own series: documented by Prometheus.
  private static final Set<String> OF_PROMETHEUS = Set.of("up", "ALERTS");
  private static final int GRID_WIDTH = 24;

  private final Dashboard dashboard;

  DashboardTest() throws IOException {
    dashboard = Dashboard.read(Dashboard.OVERVIEW);
  }

  @Test
  void canBeProvisionedUnderAFixedAddress() {
    assertThat(dashboard.json().path("uid").asText()).isEqualTo("scim-overview");
    assertThat(dashboard.json().path("id").isNull()).isTrue();
    assertThat(dashboard.json().has("__inputs")).isFalse();
    assertThat(dashboard.json().path("schemaVersion").asInt()).isPositive();
  }

  @Test
  void offersSyncAsAVariableThatAlertsCanLinkTo() {
    assertThat(dashboard.variables().stream().map(node -> node.path("name").asText()))
        .containsExactly("datasource", "job", "instance", "sync");
    assertThat(dashboard.variable("sync").path("includeAll").asBoolean()).isTrue();
  }

  @Test
  void usesOnlyDocumentedMetrics() throws IOException {
    Set<String> known = new HashSet<>(MetricsDocument.read().series());
    known.addAll(OF_PROMETHEUS);
    assertThat(metrics()).isSubsetOf(known);
  }

  @Test
  void showsEveryKindOfEvidence() {
    assertThat(metrics())
        .contains(
            "scim_sync_last_success_timestamp_seconds",
            "scim_sync_last_unauthorized_timestamp_seconds",
            "scim_sync_rejected_since_timestamp_seconds",
            "scim_heartbeats_missed",
            "scim_token_remaining_seconds",
            "scim_token_expiry_timestamp_seconds",
            "scim_requests_total",
            "scim_request_duration_seconds_bucket",
            "scim_request_duration_seconds",
            "scim_log_up",
            "scim_log_lag_bytes",
            "scim_log_unparsed_ratio",
            "scim_log_last_line_timestamp_seconds",
            "scim_exporter_ready",
            "scim_exporter_build_info");
  }

  /** Two nodes that differ in one detail make such a join fail: the panel would go blank. */
  @Test
  void neverMultipliesWithAnInfoMetric() {
    assertThat(queries())
        .allSatisfy(
            query ->
                assertThat(query.expr())
                    .doesNotContainPattern("\\* *(on|ignoring)")
                    .doesNotContainPattern("group_(left|right) *\\([^)]+\\)"));
  }

  @Test
  void everySelectorOfASyncFollowsTheVariable() {
    for (Query query : dashboard.queries()) {
      for (Selector selector : Selector.in(query.expr())) {
        if (selector
                .metric()
                .matches("scim_(sync|request|requests|foreign|heartbeat|heartbeats|token)_.*")
            && !selector.metric().equals("scim_token_registry_up")) {
          assertThat(selector.matchers()).as(query.name()).contains("sync=~\"$sync\"");
        }
      }
    }
  }

  @Test
  void drawsTheEndOfEachTokenAsAVerticalLine() {
    JsonNode expiry = dashboard.json().at("/annotations/list/0");
    assertThat(expiry.path("name").asText()).isEqualTo("Token expiry");
    assertThat(expiry.path("useValueForTime").asBoolean()).isTrue();
    // Grafana takes the value as milliseconds.
    assertThat(expiry.path("expr").asText())
        .startsWith("1000 * ")
        .contains("scim_token_expiry_timestamp_seconds");
    assertThat(dashboard.annotationQueries())
        .extracting(Query::name)
        .containsExactly("annotation Token expiry", "annotation Alerts");
  }

  @Test
  void everyStateThatTheQueryYieldsHasAName() {
    assertNamed("Syncs", "A", "State");
    assertNamed("Tokens", "D", "Step");
  }

  @Test
  void panelsHaveTheirOwnIdsAndLieSideBySide() {
    assertThat(dashboard.panels())
        .extracting(panel -> panel.path("id").asInt())
        .doesNotHaveDuplicates();
    Set<String> taken = new HashSet<>();
    for (JsonNode panel : dashboard.panels()) {
      JsonNode place = panel.path("gridPos");
      int right = place.path("x").asInt() + place.path("w").asInt();
      assertThat(right).as(panel.path("title").asText()).isLessThanOrEqualTo(GRID_WIDTH);
      for (int x = place.path("x").asInt(); x < right; x++) {
        int bottom = place.path("y").asInt() + place.path("h").asInt();
        for (int y = place.path("y").asInt(); y < bottom; y++) {
          assertThat(taken.add(x + "," + y)).as(panel.path("title").asText()).isTrue();
        }
      }
    }
  }

  private void assertNamed(String title, String refId, String column) {
    JsonNode panel =
        dashboard.panels().stream()
            .filter(node -> node.path("title").asText().equals(title))
            .findFirst()
            .orElseThrow();
    String expr =
        Dashboard.elements(panel.path("targets"))
            .filter(target -> target.path("refId").asText().equals(refId))
            .map(target -> target.path("expr").asText())
            .findFirst()
            .orElseThrow();
    // Each branch is 0 times its condition, plus the state's number.
    Set<String> yielded =
        Pattern.compile("\\) \\+ (\\d)$", Pattern.MULTILINE)
            .matcher(expr)
            .results()
            .map(result -> result.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> named = new TreeSet<>();
    Dashboard.elements(panel.at("/fieldConfig/overrides"))
        .filter(override -> override.at("/matcher/options").asText().equals(column))
        .flatMap(override -> Dashboard.elements(override.path("properties")))
        .filter(property -> property.path("id").asText().equals("mappings"))
        .forEach(
            property -> property.at("/value/0/options").fieldNames().forEachRemaining(named::add));
    // A branch without a sum is 0.
    assertThat(named.stream().filter(number -> !number.equals("0")))
        .as(column)
        .isNotEmpty()
        .containsExactlyElementsOf(yielded);
  }

  private List<Query> queries() {
    return Stream.concat(dashboard.queries().stream(), dashboard.annotationQueries().stream())
        .toList();
  }

  private Set<String> metrics() {
    Set<String> metrics = new TreeSet<>();
    queries()
        .forEach(query -> Selector.in(query.expr()).forEach(found -> metrics.add(found.metric())));
    return metrics;
  }
}
