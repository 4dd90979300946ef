package io.github.scimexporter.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where the dashboards lead to, and who leads to them. */
class DashboardLinksTest {
  private static final Pattern RUNBOOK =
      Pattern.compile("docs/alerts\\.md#(\\w+)|\"runbook\", \"(\\w+)\"");
  private static final Pattern DASHBOARD = Pattern.compile("/d/([\\w-]+)");

  @Test
  void everyRunbookThatIsLinkedIsThere() throws IOException {
    Set<String> sections =
        Files.readAllLines(Path.of("docs/alerts.md")).stream()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3).toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));
    for (String uid : Dashboard.uids()) {
      Set<String> linked =
          RUNBOOK
              .matcher(text(uid))
              .results()
              .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(linked).as(uid).hasSizeGreaterThan(15);
      assertThat(sections).as(uid).containsAll(linked);
    }
  }

  @Test
  void everyDashboardThatIsLinkedIsThere() throws IOException {
    List<String> rules = Files.readAllLines(Path.of("prometheus/rules/scim-exporter.yml"));
    List<String> linked =
        Stream.concat(
                rules.stream().filter(line -> line.contains("dashboard_url:")),
                Stream.of(text(Dashboard.OVERVIEW), text(Dashboard.SYNC)))
            .flatMap(text -> DASHBOARD.matcher(text).results())
            .map(link -> link.group(1))
            .toList();
    assertThat(linked).contains(Dashboard.OVERVIEW, Dashboard.SYNC);
    assertThat(Dashboard.uids()).containsAll(linked);
  }

  @Test
  void aSyncInATableLeadsToItsDashboardForTheSameTime() throws IOException {
    for (String table : List.of("Syncs", "Tokens")) {
      String json = Dashboard.shipped(Dashboard.OVERVIEW).panel(table).json().toString();
      assertThat(json)
          .contains(
              "/d/scim-sync?var-sync=${__value.raw:percentencode}&${datasource:queryparam}"
                  + "&${job:queryparam}&${instance:queryparam}&${__url_time_range}");
    }
  }

  @Test
  void theSyncAlertsLinkToIsTheOneThatIsShown() throws IOException {
    Dashboard sync = Dashboard.shipped(Dashboard.SYNC);
    assertThat(sync.variable("sync").path("multi").asBoolean(true)).isFalse();
    assertThat(sync.variable("sync").path("includeAll").asBoolean(true)).isFalse();
    assertThat(
            Dashboard.shipped(Dashboard.OVERVIEW).variable("sync").path("includeAll").asBoolean())
        .isTrue();
  }

  @Test
  void theSyncLeadsBackToAllAndToWhatEndsAhead() throws IOException {
    List<String> links =
        Dashboard.elements(Dashboard.shipped(Dashboard.SYNC).json().path("links"))
            .map(link -> link.path("url").asText())
            .toList();
    assertThat(links).anyMatch(url -> url.startsWith("/d/scim-overview?"));
    assertThat(links).contains("/d/scim-sync?from=now-7d&to=now%2B60d");
  }

  private static String text(String uid) throws IOException {
    Dashboard dashboard = Dashboard.shipped(uid);
    return dashboard.json()
        + dashboard.queries().stream().map(Dashboard.Query::expr).collect(Collectors.joining("\n"));
  }
}
