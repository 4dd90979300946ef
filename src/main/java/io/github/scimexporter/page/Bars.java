package io.github.scimexporter.page;

import io.github.scimexporter.sync.History;
import io.github.scimexporter.sync.Series;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was counted in each step of a range.
 *
 * @param bars the steps, the oldest first
 */
record Bars(List<Bar> bars) {
  /**
   * What was counted in one step.
   *
   * @param start when it begins
   * @param end when the next one begins
   * @param counts how many of each series there were, 1 or more
   */
  record Bar(Instant start, Instant end, SortedMap<Series, Long> counts) {
    Bar {
      counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    long total() {
      return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    long count(Answer answer) {
      return counts.entrySet().stream()
          .filter(count -> Answer.of(count.getKey()) == answer)
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }

  Bars {
    bars = List.copyOf(bars);
  }

  /**
   * Adds up a history.
   *
   * @param executions whether executions of Entra's job are counted, or requests: never both, since
   *     they cannot be compared
   */
  static Bars of(History history, boolean executions, Range range, Instant now, ZoneId zone) {
    List<Instant> edges = range.edges(now, zone);
    List<TreeMap<Series, Long>> sums = new ArrayList<>();
    for (int i = 1; i < edges.size(); i++) {
      sums.add(new TreeMap<>());
    }
    for (History.Slot slot :
        history.slots(range.resolution(), edges.get(0), edges.get(edges.size() - 1))) {
      int found = Collections.binarySearch(edges, slot.start());
      TreeMap<Series, Long> sum = sums.get(found >= 0 ? found : -found - 2);
      slot.counts()
          .forEach(
              (series, count) -> {
                if (series.equals(Series.ENTRA) == executions) {
                  sum.merge(series, (long) count, Long::sum);
                }
              });
    }
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      bars.add(new Bar(edges.get(i), edges.get(i + 1), sums.get(i)));
    }
    return new Bars(bars);
  }

  Instant from() {
    return bars.get(0).start();
  }

  Instant to() {
    return bars.get(bars.size() - 1).end();
  }

  long highest() {
    return bars.stream().mapToLong(Bar::total).max().orElse(0);
  }

  /** How often each series was counted. */
  SortedMap<Series, Long> totals() {
    SortedMap<Series, Long> totals = new TreeMap<>();
    bars.forEach(
        bar -> bar.counts().forEach((series, count) -> totals.merge(series, count, Long::sum)));
    return totals;
  }

  /** How far to the right of the range a moment is, 0 to 1 within it. */
  double share(Instant time) {
    return (double) (time.toEpochMilli() - from().toEpochMilli())
        / (to().toEpochMilli() - from().toEpochMilli());
  }
}
