package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.grafana.Dashboard;
import io.github.scimexporter.grafana.Dashboard.Query;
import io.github.scimexporter.grafana.Panel;
import io.github.scimexporter.installation.Stage;
import io.github.scimexporter.realparts.RealParts;
import io.github.scimexporter.realparts.RealPrometheus;
import io.github.scimexporter.standin.CertificateAuthority;
import io.github.scimexporter.standin.IssuedToken;
import io.github.scimexporter.standin.ServerTls;
import io.github.scimexporter.standin.SpotfireOptions;
import io.github.scimexporter.standin.SpotfireStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Grafana would ask, asked of a real Prometheus that scraped the built exporter while a token
 * expired in use: each query is answered, with data, and the values fit the unit that they are
 * shown in.
 */
class DashboardIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Duration STEP = Duration.ofSeconds(5);
  private static final String SYNC = "dashboards";

  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");

  // Wider than any test, and than any value that is one: tells seconds from milliseconds.
  private static final double TEN_YEARS = 10 * 366 * 86_400.0;
  private static final double YEAR_2020 = 1_577_836_800_000.0;
  private static final double YEAR_2100 = 4_102_444_800_000.0;

  @TempDir private Path work;

  @Test
  void everyQueryHasDataThatFitsItsUnitThroughTheExpiryOfAToken() throws IOException {
    Instant start = Instant.now();
    CertificateAuthority authority = new CertificateAuthority("authority of the server");
    try (Stage stage =
            new Stage(Path.of("").toAbsolutePath(), work, RealParts.processes(), step -> {});
        // The probe asks over TLS, as through a proxy before the server.
        SpotfireStandIn proxied =
            new SpotfireStandIn(
                SpotfireOptions.defaults().withTls(ServerTls.of(authority.issue("127.0.0.1"))));
        Row row = new Row(stage, SYNC, SYNC);
        EntraSide entra = new EntraSide(row)) {
      entra.tellsOfApplication(start.plus(Duration.ofDays(30)), start.plus(Duration.ofDays(60)));
      Files.writeString(
          row.site().work().resolve("server-ca.pem"), authority.own().certificatePem());
      row.watched(
          entra.keys(
              Map.of(
                  "endpoint",
                  proxied.endpoint().toString(),
                  "probe",
                  "{interval: 1s, timeout: 1s, tls_config: {ca_file: server-ca.pem}}",
                  "token_warnings",
                  "{warning: 1h}")));
      IssuedToken token = row.spotfire().issueToken(Duration.ofSeconds(30));
      row.site().register(token, "--name=first");
      row.provisioned(token);
      row.visit("/spotfire/api/rest/scim/v2/SPOTFIRE/Users", "198.51.100.1");
      assertState(stage.prometheus(), start, 1, "");

      RealPrometheus prometheus = stage.prometheus();
      await("the alert of the expired token")
          .atMost(SOON)
          .until(
              () ->
                  !prometheus
                      .query(
                          "ALERTS{alertname=\"ScimTokenExpired\", alertstate=\"firing\","
                              + " severity=\"critical\"}")
                      .isEmpty());
      row.awaitAtLeast("scim_sync_last_unauthorized_timestamp_seconds", 1);
      entra.quarantined(Instant.now());
      row.awaitAtLeast("scim_entra_job_quarantine_info", 1);
      row.awaitAtLeast("scim_foreign_requests_total", 1);
      row.awaitAtLeast("scim_entra_credential_expiry_timestamp_seconds", 1);

      assertState(prometheus, start, 19, "scimtokenexpired");
      SoftAssertions every = new SoftAssertions();
      for (String uid : Dashboard.uids()) {
        Dashboard dashboard = Dashboard.shipped(uid);
        assertVariables(prometheus, dashboard);
        for (Query annotation : dashboard.annotationQueries()) {
          every
              .assertThat(values(prometheus, annotation, start))
              .as(uid + ": " + annotation.name())
              .isNotEmpty();
        }
        for (Panel panel : dashboard.panels()) {
          for (Query query : panel.queries()) {
            List<Double> values = values(prometheus, query, start);
            every.assertThat(values).as(uid + ": " + query.name()).isNotEmpty();
            panel
                .unitOf(query.refId())
                .ifPresent(
                    unit ->
                        every
                            .assertThat(values)
                            .as(uid + ": " + query.name() + " in " + unit)
                            .allMatch(value -> fits(unit, value)));
          }
        }
      }
      every.assertAll();
    }
  }

  private static void assertState(
      RealPrometheus prometheus, Instant start, int number, String runbook) throws IOException {
    Query query = Dashboard.shipped(Dashboard.OVERVIEW).panel("Syncs").query("A");
    List<RealPrometheus.Sample> states = prometheus.query(filled(query, start));
    assertThat(states).hasSize(1);
    assertThat(states.get(0).value()).isEqualTo(number);
    assertThat(states.get(0).labels().getOrDefault("runbook", "")).isEqualTo(runbook);
  }

  /** label_values(SELECTOR, LABEL), which Grafana turns into a question of its own. */
  private static void assertVariables(RealPrometheus prometheus, Dashboard dashboard) {
    for (Query variable : dashboard.variableQueries()) {
      Matcher call = LABEL_VALUES.matcher(filled(variable, Instant.now()));
      assertThat(call.matches()).as(variable.name()).isTrue();
      assertThat(prometheus.labelValues(call.group(2), call.group(1)))
          .as(variable.name())
          .hasSize(1);
    }
  }

  /** What the panel gets, but for points where nothing can be computed. */
  private static List<Double> values(RealPrometheus prometheus, Query query, Instant start) {
    String promql = filled(query, start);
    if (query.range()) {
      List<Double> values = new ArrayList<>();
      prometheus
          .queryRange(promql, start, Instant.now(), STEP)
          .forEach(series -> series.points().forEach(point -> values.add(point.value())));
      return values.stream().filter(value -> !value.isNaN()).toList();
    }
    Stream<Double> values = prometheus.query(promql).stream().map(RealPrometheus.Sample::value);
    return values.filter(value -> !value.isNaN()).toList();
  }

  private static String filled(Query query, Instant start) {
    long range = Duration.between(start, Instant.now()).toSeconds() + 1;
    return query.filled(range + "s", STEP.toSeconds() + "s", SYNC);
  }

  private static boolean fits(String unit, double value) {
    return switch (unit) {
      case "dateTimeAsIso", "dateTimeFromNow" -> value > YEAR_2020 && value < YEAR_2100;
      case "s", "dtdurations" -> Math.abs(value) < TEN_YEARS;
      case "percentunit" -> value >= 0 && value <= 1;
      case "bytes", "cps", "short", "none" -> value >= 0 && value < YEAR_2020 / 1000;
      default -> false;
    };
  }
}
