package io.github.scimexporter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A metric that follows the same one of the scrape before. */
class FamilyTest {
  private final Family before = of("a", "b");
  private final MetricSnapshot made = before.gauge();

  private static Family of(String... syncs) {
    return filled(new Family("scim_x", "X.", "sync"), syncs);
  }

  private static Family filled(Family family, String... syncs) {
    for (String sync : syncs) {
      family.add(1, sync);
    }
    return family;
  }

  private MetricSnapshot next(String... syncs) {
    Family next = of();
    next.follow(before);
    return filled(next, syncs).gauge();
  }

  private static List<String> syncs(MetricSnapshot snapshot) {
    return ((GaugeSnapshot) snapshot)
        .getDataPoints().stream().map(point -> point.getLabels().get("sync")).toList();
  }

  @Test
  void isTheSameWhereItsSeriesAre() {
    assertThat(next("a", "b")).isSameAs(made);
  }

  @Test
  void isMadeAnewWhereAsManySeriesHaveOtherLabels() {
    assertThat(syncs(next("a", "c"))).containsExactly("a", "c");
    assertThat(syncs(next("b", "a"))).containsExactly("a", "b");
  }

  @Test
  void isMadeAnewWhereSeriesAreMoreOrFewer() {
    assertThat(syncs(next("a"))).containsExactly("a");
    assertThat(syncs(next())).isEmpty();
    assertThat(syncs(next("a", "b", "c"))).containsExactly("a", "b", "c");
  }
}
