package io.github.scimexporter.page;

import io.github.scimexporter.sync.Series;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A picture as numbers.
 *
 * @param heads one for each column but the first
 * @param rows the steps in which anything was counted, the newest first
 */
public record Table(List<String> heads, List<Row> rows) {
  /**
   * One step.
   *
   * @param time when it began
   * @param counts one for each column
   */
  public record Row(String time, List<String> counts) {
    /** Copies the list. */
    public Row {
      counts = List.copyOf(counts);
    }
  }

  /** Copies the lists. */
  public Table {
    heads = List.copyOf(heads);
    rows = List.copyOf(rows);
  }

  static Table of(Bars bars, Range range, ZoneId zone) {
    List<Series> columns = List.copyOf(bars.totals().keySet());
    List<Row> rows = new ArrayList<>();
    for (Bars.Bar bar : bars.bars()) {
      if (!bar.counts().isEmpty()) {
        rows.add(
            0,
            new Row(
                (range == Range.ALL ? Picture.DAY : Picture.DAY_TIME)
                    .format(bar.start().atZone(zone)),
                columns.stream()
                    .map(series -> number(bar.counts().getOrDefault(series, 0L)))
                    .toList()));
      }
    }
    return new Table(columns.stream().map(Table::head).toList(), rows);
  }

  private static String head(Series series) {
    String words = Answer.of(series).words();
    return series.equals(Series.ENTRA) ? words : series.code() + " " + words;
  }

  /** {@code 1,204}. */
  static String number(long value) {
    return String.format(Locale.ENGLISH, "%,d", value);
  }
}
