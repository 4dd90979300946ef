package io.github.scimexporter.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;

/**
 * What was measured again and again, in the order of measuring.
 *
 * @param values never empty
 */
record Series(List<Double> values) {
  Series {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a series without values");
    }
  }

  double median() {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double min() {
    return percentile(0);
  }

  double max() {
    return percentile(100);
  }

  /** The smallest value that so many percent of the values do not exceed. */
  double percentile(int percent) {
    List<Double> sorted = values.stream().sorted().toList();
    int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
    return sorted.get(Math.max(0, rank - 1));
  }

  /** Round by round: what drifts in the machine meets both alike. */
  Series with(Series other, BinaryOperator<Double> operator) {
    return new Series(
        IntStream.range(0, values.size())
            .mapToObj(i -> operator.apply(values.get(i), other.values.get(i)))
            .toList());
  }

  Series times(double factor) {
    return new Series(values.stream().map(value -> value * factor).toList());
  }

  /** Median and spread, each in that format. */
  String text(String format, String unit) {
    return String.format(
        Locale.ROOT, format + unit + " (" + format + "–" + format + ")", median(), min(), max());
  }
}
