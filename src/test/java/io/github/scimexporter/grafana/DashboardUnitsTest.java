package io.github.scimexporter.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.grafana.Dashboard.Query;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Each value is shown in a unit that fits the metric that it is made of. */
@ParameterizedClass
@MethodSource("io.github.scimexporter.grafana.Dashboard#uids")
class DashboardUnitsTest {
  private static final Set<String> DATES = Set.of("dateTimeAsIso", "dateTimeFromNow");
  private static final Set<String> DURATIONS = Set.of("s", "dtdurations");
  private static final Set<String> NUMBERS = Set.of("none", "short");

  private final Dashboard dashboard;

  DashboardUnitsTest(String uid) throws IOException {
    dashboard = Dashboard.shipped(uid);
  }

  @Test
  void theUnitOfEachQueryFitsItsMetric() {
    for (Panel panel : dashboard.panels()) {
      for (Query query : panel.queries()) {
        panel
            .unitOf(query.refId())
            .ifPresent(unit -> assertThat(unit).as(query.name()).isIn(fitting(query)));
      }
    }
  }

  private static Set<String> fitting(Query query) {
    Selector first = Selector.in(query.expr()).get(0);
    String expr = query.expr();
    if (expr.startsWith("count(") || expr.startsWith("clamp_min(floor(") || isState(expr)) {
      return NUMBERS;
    }
    if (first.metric().endsWith("_timestamp_seconds")) {
      // Grafana's dates are milliseconds.
      return expr.contains("- time()") ? DURATIONS : expr.contains("1000 * ") ? DATES : Set.of();
    }
    if (first.metric().contains("_seconds")) {
      return DURATIONS;
    }
    if (first.metric().endsWith("_bytes") || first.metric().endsWith("_bytes_total")) {
      return Set.of("bytes");
    }
    if (first.metric().endsWith("_ratio")) {
      return Set.of("percentunit");
    }
    return first.function().equals("rate") ? Set.of("cps") : NUMBERS;
  }

  /** Numbers that are shown as words. */
  private static boolean isState(String expr) {
    return expr.startsWith("0 * ") || expr.contains("\"runbook\"");
  }
}
