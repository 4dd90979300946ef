package io.github.scimexporter.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.grafana.MetricsDocument.Metric;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** docs/metrics.md is complete in itself: what others build on is described, all of it alike. */
class MetricsDocumentTest {
  private final MetricsDocument document;

  MetricsDocumentTest() throws IOException {
    document = MetricsDocument.read();
  }

  @Test
  void everyListedMetricHasASectionAndTheReverse() {
    assertThat(document.names())
        .hasSizeGreaterThan(30)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(document.sections().keySet());
  }

  @Test
  void everySectionSaysTypeLabelsUnitAndFromWhen() {
    for (Metric metric : document.listed()) {
      String section = document.sections().getOrDefault(metric.name(), "");
      assertThat(section)
          .as(metric.name())
          .contains("- **Type**: " + metric.type() + "\n", "- **Unit**: ", "- **There**: ");
      String labels = line(section, "- **Labels**: ");
      if (metric.labels().isEmpty()) {
        assertThat(labels).as(metric.name()).isEqualTo("none");
      }
      metric
          .labels()
          .forEach(label -> assertThat(labels).as(metric.name()).contains("`" + label + "`"));
    }
  }

  @Test
  void countersAndOnlyTheyEndInTotal() {
    for (Metric metric : document.listed()) {
      assertThat(metric.type()).as(metric.name()).isIn("counter", "gauge", "histogram");
      assertThat(metric.name().endsWith("_total"))
          .as(metric.name())
          .isEqualTo(metric.type().equals("counter"));
    }
  }

  @Test
  void noLabelIsOneThatScrapeConfigurationsOwn() {
    for (Metric metric : document.listed()) {
      assertThat(metric.labels())
          .as(metric.name())
          .doesNotContain(
              "job", "instance", "endpoint", "namespace", "pod", "service", "container");
    }
  }

  @Test
  void everySectionHasAnExampleThatUsesTheMetric() {
    for (String name : document.names()) {
      assertThat(document.examples(name)).as(name).isNotEmpty();
      assertThat(document.examples(name).stream().flatMap(query -> Selector.in(query).stream()))
          .as(name)
          .extracting(Selector::metric)
          .contains(name);
    }
  }

  @Test
  void examplesUseOnlyListedMetrics() {
    for (String name : document.names()) {
      for (String query : document.examples(name)) {
        assertThat(document.series())
            .as(query)
            .containsAll(Selector.in(query).stream().map(Selector::metric).toList());
      }
    }
  }

  private static String line(String section, String start) {
    return section
        .lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst()
        .orElse("");
  }
}
