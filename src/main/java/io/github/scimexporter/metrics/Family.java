package io.github.scimexporter.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One metric while its series are put together. What it has in common with the one before is taken
 * from that: of thousands of series a scrape changes few.
 */
final class Family {
  private final String name;
  private final String help;
  private final List<String> labelNames;
  private final List<Point> points = new ArrayList<>();
  private List<Point> before = List.of();
  private @Nullable MetricSnapshot made;
  private boolean same;

  private record Point(List<String> labelValues, Labels labels, double value) {}

  /**
   * A metric without series.
   *
   * @param name its name without suffix
   * @param labelNames the names of its labels, in the order in which {@link #add} takes the values
   */
  Family(String name, String help, String... labelNames) {
    this.name = name;
    this.help = help;
    this.labelNames = List.of(labelNames);
  }

  /**
   * Takes from the one before what has not changed. Series are recognized by their place among
   * those that are added.
   *
   * @param last the same metric, whose snapshot was made
   */
  void follow(Family last) {
    before = last.points;
    made = last.made;
    same = true;
  }

  /** Adds a series. */
  Family add(double value, String... labelValues) {
    List<String> values = List.of(labelValues);
    int place = points.size();
    Point known = place < before.size() ? before.get(place) : null;
    if (known == null || !known.labelValues().equals(values)) {
      same = false;
      points.add(new Point(values, Labels.of(labelNames, values), value));
    } else if (Double.compare(known.value(), value) != 0) {
      same = false;
      points.add(new Point(known.labelValues(), known.labels(), value));
    } else {
      points.add(known);
    }
    return this;
  }

  /** Adds a series that is a count; exact up to 2^53. */
  Family add(long count, String... labelValues) {
    return add((double) count, labelValues);
  }

  /** Adds a series whose value is seconds since 1970. */
  Family add(Instant time, String... labelValues) {
    return add(time.toEpochMilli() / 1000.0, labelValues);
  }

  /** Adds a series whose value is seconds. */
  Family add(Duration duration, String... labelValues) {
    return add(duration.toMillis() / 1000.0, labelValues);
  }

  /** Adds a series that is 1 or 0. */
  Family add(boolean value, String... labelValues) {
    return add(value ? 1 : 0, labelValues);
  }

  MetricSnapshot gauge() {
    return made(this::newGauge);
  }

  private MetricSnapshot newGauge() {
    GaugeSnapshot.Builder builder = GaugeSnapshot.builder().name(name).help(help);
    for (Point point : points) {
      builder.dataPoint(
          GaugeSnapshot.GaugeDataPointSnapshot.builder()
              .labels(point.labels())
              .value(point.value())
              .build());
    }
    return builder.build();
  }

  MetricSnapshot counter() {
    return made(this::newCounter);
  }

  private MetricSnapshot newCounter() {
    CounterSnapshot.Builder builder = CounterSnapshot.builder().name(name).help(help);
    for (Point point : points) {
      builder.dataPoint(
          CounterSnapshot.CounterDataPointSnapshot.builder()
              .labels(point.labels())
              .value(point.value())
              .build());
    }
    return builder.build();
  }

  private MetricSnapshot made(Supplier<MetricSnapshot> make) {
    MetricSnapshot known = made;
    if (known == null || !same || points.size() != before.size()) {
      known = make.get();
      made = known;
    }
    before = List.of();
    return known;
  }

  /** An info metric: each of its series is 1. */
  MetricSnapshot info() {
    InfoSnapshot.Builder builder = InfoSnapshot.builder().name(name).help(help);
    for (Point point : points) {
      builder.dataPoint(
          InfoSnapshot.InfoDataPointSnapshot.builder().labels(point.labels()).build());
    }
    return builder.build();
  }
}
