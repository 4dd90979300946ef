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

/** One metric while its series are put together. */
final class Family {
  private final String name;
  private final String help;
  private final List<String> labelNames;
  private final List<Point> points = new ArrayList<>();

  private record Point(Labels labels, double value) {}

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

  /** Adds a series. */
  Family add(double value, String... labelValues) {
    points.add(new Point(Labels.of(labelNames, List.of(labelValues)), value));
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
