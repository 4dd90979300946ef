package io.github.scimexporter.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scimexporter.grafana.Dashboard.Query;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What Grafana's linter does not ask: that a dashboard can be provisioned, and tells the truth. */
@ParameterizedClass
@MethodSource("io.github.scimexporter.grafana.Dashboard#uids")
class DashboardTest {
  // Prometheus' own series: documented by Prometheus.
  private static final Set<String> OF_PROMETHEUS = Set.of("up", "ALERTS");
  private static final int GRID_WIDTH = 24;

  private final String uid;
  private final Dashboard dashboard;

  DashboardTest(String uid) throws IOException {
    this.uid = uid;
    dashboard = Dashboard.shipped(uid);
  }

  @Test
  void canBeProvisionedUnderAFixedAddress() {
    assertThat(dashboard.json().path("uid").asText()).isEqualTo(uid);
    assertThat(dashboard.json().path("id").isNull()).isTrue();
    assertThat(dashboard.json().has("__inputs")).isFalse();
    assertThat(dashboard.json().path("schemaVersion").asInt()).isPositive();
  }

  @Test
  void showsThePresentAndRefreshesItself() {
    assertThat(dashboard.json().at("/time/from").asText()).matches("now-(24h|7d)");
    assertThat(dashboard.json().at("/time/to").asText()).isEqualTo("now");
    assertThat(dashboard.json().path("refresh").asText()).isEqualTo("1m");
  }

  @Test
  void usesOnlyDocumentedMetrics() throws IOException {
    Set<String> known = new HashSet<>(MetricsDocument.read().series());
    known.addAll(OF_PROMETHEUS);
    assertThat(queries())
        .flatExtracting(query -> Selector.in(query.expr()))
        .extracting(Selector::metric)
        .isSubsetOf(known);
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
    String matcher = uid.equals(Dashboard.SYNC) ? "sync=\"$sync\"" : "sync=~\"$sync\"";
    for (Query query : dashboard.queries()) {
      for (Selector selector : Selector.in(query.expr())) {
        if (selector
                .metric()
                .matches(
                    "scim_(sync|request|requests|foreign|heartbeat|heartbeats|token|probe|entra)_.*")
            && !selector.metric().equals("scim_token_registry_up")) {
          assertThat(selector.matchers()).as(query.name()).contains(matcher);
        }
      }
    }
  }

  @Test
  void drawsTheEndOfEachTokenCertificateAndSecretAsAVerticalLine() {
    for (String name : List.of("Token expiry", "Other expiries")) {
      JsonNode expiry = annotation(name);
      assertThat(expiry.path("useValueForTime").asBoolean()).as(name).isTrue();
      // Grafana takes the value as milliseconds.
      assertThat(expiry.path("expr").asText()).startsWith("1000 * ");
    }
    assertThat(metrics("Token expiry")).containsExactly("scim_token_expiry_timestamp_seconds");
    assertThat(metrics("Other expiries"))
        .containsExactlyInAnyOrder(
            "scim_probe_certificate_expiry_timestamp_seconds",
            "scim_entra_credential_expiry_timestamp_seconds");
  }

  @Test
  void marksAlertsWhileTheyFire() {
    assertThat(annotation("Alerts").path("useValueForTime").asBoolean(true)).isFalse();
    assertThat(annotation("Alerts").path("expr").asText())
        .startsWith("ALERTS{alertname=~\"Scim.+\", alertstate=\"firing\"")
        .contains("$sync");
  }

  /** Which of the two Grafana asks depends on its version. */
  @Test
  void annotationsAskTheSameInBothPlaces() {
    for (JsonNode annotation : dashboard.json().at("/annotations/list")) {
      assertThat(annotation.at("/target/expr"))
          .as(annotation.path("name").asText())
          .isEqualTo(annotation.path("expr"));
    }
  }

  @Test
  void panelsHaveTheirOwnIdsAndLieSideBySide() {
    assertThat(dashboard.panels())
        .extracting(panel -> panel.json().path("id").asInt())
        .doesNotHaveDuplicates();
    Set<String> taken = new HashSet<>();
    for (Panel panel : dashboard.panels()) {
      JsonNode place = panel.json().path("gridPos");
      int right = place.path("x").asInt() + place.path("w").asInt();
      assertThat(right).as(panel.title()).isLessThanOrEqualTo(GRID_WIDTH);
      for (int x = place.path("x").asInt(); x < right; x++) {
        int bottom = place.path("y").asInt() + place.path("h").asInt();
        for (int y = place.path("y").asInt(); y < bottom; y++) {
          assertThat(taken.add(x + "," + y)).as(panel.title()).isTrue();
        }
      }
    }
  }

  private JsonNode annotation(String name) {
    return Dashboard.elements(dashboard.json().at("/annotations/list"))
        .filter(node -> node.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Set<String> metrics(String annotation) {
    Set<String> metrics = new TreeSet<>();
    Selector.in(annotation(annotation).path("expr").asText())
        .forEach(selector -> metrics.add(selector.metric()));
    return metrics;
  }

  private List<Query> queries() {
    return Stream.concat(dashboard.queries().stream(), dashboard.annotationQueries().stream())
        .toList();
  }
}
