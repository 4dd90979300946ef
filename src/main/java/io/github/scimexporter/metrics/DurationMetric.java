package io.github.scimexporter.metrics;

import io.github.scimexporter.sync.DurationHistogram;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How long the answers took, as a classic and a native histogram in one: the text formats carry the
 * former, protobuf both.
 */
final class DurationMetric {
  private static final double MICROS_PER_SECOND = 1e6;

  private final Map<String, Point> points = new LinkedHashMap<>();
  private Map<String, Point> before = Map.of();
  private @Nullable MetricSnapshot made;

  private record Point(DurationHistogram durations, HistogramDataPointSnapshot series) {}

  /** Takes from the one before, whose snapshot was made, what has not changed. */
  void follow(DurationMetric last) {
    before = last.points;
    made = last.made;
  }

  /** Adds the series of a sync. */
  void add(String sync, DurationHistogram durations) {
    Point known = before.get(sync);
    points.put(
        sync,
        known != null && known.durations().equals(durations)
            ? known
            : new Point(durations, series(sync, durations)));
  }

  private static HistogramDataPointSnapshot series(String sync, DurationHistogram durations) {
    return HistogramDataPointSnapshot.builder()
        .labels(Labels.of("sync", sync))
        .sum(durations.sumMicros() / MICROS_PER_SECOND)
        .classicHistogramBuckets(classic(durations))
        .nativeSchema(DurationHistogram.SCHEMA)
        .nativeZeroThreshold(DurationHistogram.zeroThresholdSeconds())
        .nativeZeroCount(durations.exponential().getOrDefault(DurationHistogram.MIN_INDEX, 0L))
        .nativeBucketsForPositiveValues(positive(durations))
        .build();
  }

  MetricSnapshot histogram() {
    MetricSnapshot known = made;
    if (known == null || !points.equals(before)) {
      HistogramSnapshot.Builder builder =
          HistogramSnapshot.builder()
              .name("scim_request_duration_seconds")
              .help("How long the answers to requests of the sync took, where the log tells it.");
      points.values().forEach(point -> builder.dataPoint(point.series()));
      known = builder.build();
      made = known;
    }
    before = Map.of();
    return known;
  }

  private static ClassicHistogramBuckets classic(DurationHistogram durations) {
    long[] bounds = DurationHistogram.classicBoundsMicros();
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    for (int i = 0; i < bounds.length; i++) {
      buckets.bucket(bounds[i] / MICROS_PER_SECOND, durations.classic().get(i));
    }
    return buckets.bucket(Double.POSITIVE_INFINITY, durations.classic().get(bounds.length)).build();
  }

  private static NativeHistogramBuckets positive(DurationHistogram durations) {
    SortedMap<Integer, Long> positive = new TreeMap<>(durations.exponential());
    positive.remove(DurationHistogram.MIN_INDEX);
    NativeHistogramBuckets.Builder buckets = NativeHistogramBuckets.builder();
    positive.forEach(buckets::bucket);
    return buckets.build();
  }
}
