package io.github.scimexporter.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scimexporter.grafana.Dashboard.Query;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The 17 rules of Grafana's dashboard-linter, each a test of its name, after what the linter's code
 * checked at commit 4d0844b (2026-06-18). Where the linter looks at a few panel types only, these
 * look at all panels.
 */
@ParameterizedClass
@MethodSource("io.github.scimexporter.grafana.Dashboard#uids")
class DashboardLinterTest {
  private static final String VARIABLE = "${datasource}";

  // Of Grafana's units those that the dashboards have a use for (grafana-data's valueFormats).
  private static final Set<String> UNITS =
      Set.of(
          "none",
          "short",
          "percentunit",
          "bytes",
          "cps",
          "s",
          "dtdurations",
          "dateTimeAsIso",
          "dateTimeFromNow");

  private final Dashboard dashboard;

  DashboardLinterTest(String uid) throws IOException {
    dashboard = Dashboard.shipped(uid);
  }

  @Test
  @DisplayName("template-datasource-rule")
  void templateDatasource() {
    List<JsonNode> sources =
        dashboard.variables().stream()
            .filter(node -> node.path("type").asText().equals("datasource"))
            .toList();
    assertThat(sources).hasSize(1);
    assertThat(sources.get(0).path("name").asText()).isEqualTo("datasource");
    assertThat(sources.get(0).path("label").asText()).isEqualTo("Data source");
    assertThat(sources.get(0).path("query").asText()).isEqualTo("prometheus");
  }

  @Test
  @DisplayName("template-job-rule")
  void templateJob() {
    assertSelectsTargets("job", "Job");
  }

  @Test
  @DisplayName("template-instance-rule")
  void templateInstance() {
    assertSelectsTargets("instance", "Instance");
  }

  @Test
  @DisplayName("template-label-promql-rule")
  void templateLabelPromql() {
    Pattern call =
        Pattern.compile("(label_names|label_values|metrics|query_result)\\((.+), (\\w+)\\)");
    for (JsonNode variable : queryVariables()) {
      Matcher query = call.matcher(variable.at("/query/query").asText());
      assertThat(query.matches()).as(variable.at("/query/query").asText()).isTrue();
      assertThat(Selector.in(query.group(2))).as(query.group(2)).hasSize(1);
    }
  }

  @Test
  @DisplayName("template-on-time-change-reload-rule")
  void templateOnTimeChangeReload() {
    assertThat(queryVariables()).hasSize(3);
    for (JsonNode variable : queryVariables()) {
      assertThat(variable.path("refresh").asInt()).as(variable.path("name").asText()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("panel-datasource-rule")
  void panelDatasource() {
    for (Panel panel : dashboard.panels()) {
      assertThat(panel.json().at("/datasource/uid").asText()).as(panel.title()).isEqualTo(VARIABLE);
    }
  }

  @Test
  @DisplayName("panel-title-description-rule")
  void panelTitleDescription() {
    for (Panel panel : dashboard.panels()) {
      assertThat(panel.title()).as("title of panel %s", panel.json().path("id")).isNotBlank();
      assertThat(panel.json().path("description").asText())
          .as(panel.title())
          .isNotBlank()
          .endsWith(".");
    }
  }

  @Test
  @DisplayName("panel-units-rule")
  void panelUnits() {
    for (Panel panel : dashboard.panels()) {
      assertThat(panel.json().at("/fieldConfig/defaults/unit").asText())
          .as(panel.title())
          .isIn(UNITS);
      Dashboard.elements(panel.json().at("/fieldConfig/overrides"))
          .flatMap(override -> Dashboard.elements(override.path("properties")))
          .filter(property -> property.path("id").asText().equals("unit"))
          .forEach(unit -> assertThat(unit.path("value").asText()).as(panel.title()).isIn(UNITS));
    }
  }

  @Test
  @DisplayName("panel-no-targets-rule")
  void panelNoTargets() {
    for (Panel panel : dashboard.panels()) {
      assertThat(panel.json().path("targets")).as(panel.title()).isNotEmpty();
    }
  }

  @Test
  @DisplayName("target-logql-rule")
  void targetLogql() {
    assertAsksPrometheusOnly();
  }

  @Test
  @DisplayName("target-logql-auto-rule")
  void targetLogqlAuto() {
    assertAsksPrometheusOnly();
  }

  /** That brackets and quotes pair and selectors are found; the grammar is Prometheus' to judge. */
  @Test
  @DisplayName("target-promql-rule")
  void targetPromql() {
    for (Query query : dashboard.queries()) {
      assertThat(Selector.in(query.expr())).as(query.name()).isNotEmpty();
      // A dollar and a digit is label_replace's.
      assertThat(query.filled("24h", "1m", "s"))
          .as(query.name())
          .doesNotContainPattern("\\$(?!\\d)");
    }
  }

  @Test
  @DisplayName("target-rate-interval-rule")
  void targetRateInterval() {
    for (Query query : dashboard.queries()) {
      for (Selector selector : Selector.in(query.expr())) {
        if (Set.of("rate", "irate").contains(selector.function())) {
          assertThat(selector.range()).as(query.name()).isEqualTo("$__rate_interval");
        }
      }
    }
  }

  @Test
  @DisplayName("target-job-rule")
  void targetJob() {
    assertEverySelectorHas("job=~\"$job\"");
  }

  @Test
  @DisplayName("target-instance-rule")
  void targetInstance() {
    assertEverySelectorHas("instance=~\"$instance\"");
  }

  @Test
  @DisplayName("target-counter-agg-rule")
  void targetCounterAgg() {
    List<String> counters = new ArrayList<>();
    for (Query query : dashboard.queries()) {
      for (Selector selector : Selector.in(query.expr())) {
        if (selector.metric().endsWith("_total")) {
          counters.add(selector.metric());
          assertThat(selector.function()).as(query.name()).isIn("rate", "irate", "increase");
          assertThat(selector.range()).as(query.name()).isNotEmpty();
        }
      }
    }
    assertThat(counters).contains("scim_requests_total");
  }

  @Test
  @DisplayName("uneditable-dashboard")
  void uneditable() {
    assertThat(dashboard.json().path("editable").isBoolean()).isTrue();
    assertThat(dashboard.json().path("editable").asBoolean()).isFalse();
  }

  private void assertSelectsTargets(String name, String label) {
    JsonNode variable = dashboard.variable(name);
    assertThat(variable.path("type").asText()).isEqualTo("query");
    assertThat(variable.path("label").asText()).isEqualTo(label);
    assertThat(variable.at("/datasource/uid").asText()).isEqualTo(VARIABLE);
    assertThat(variable.path("multi").asBoolean()).isTrue();
    assertThat(variable.path("allValue").asText()).isEqualTo(".+");
  }

  private void assertAsksPrometheusOnly() {
    for (Panel panel : dashboard.panels()) {
      for (JsonNode target : panel.json().path("targets")) {
        assertThat(target.at("/datasource/type").asText())
            .as(panel.title())
            .isEqualTo("prometheus");
        assertThat(target.at("/datasource/uid").asText()).as(panel.title()).isEqualTo(VARIABLE);
      }
    }
  }

  private void assertEverySelectorHas(String matcher) {
    for (Query query : dashboard.queries()) {
      for (Selector selector : Selector.in(query.expr())) {
        assertThat(selector.matchers())
            .as(query.name() + ": " + selector.metric())
            .contains(matcher);
      }
    }
  }

  private List<JsonNode> queryVariables() {
    return dashboard.variables().stream()
        .filter(node -> node.path("type").asText().equals("query"))
        .toList();
  }
}
