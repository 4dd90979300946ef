package io.github.scimexporter.page;

import io.github.scimexporter.status.SyncStatus;
import io.github.scimexporter.status.TokenStatus;
import io.github.scimexporter.sync.History;
import io.github.scimexporter.sync.Series;
import io.github.scimexporter.sync.SyncState;
import io.github.scimexporter.token.Token;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * How requests were answered over time: bars of counts, and where tokens ended.
 *
 * @param range how much of the past it shows
 * @param sentence the same in words
 * @param layers the bars of each answer that occurs, in units of {@value #WIDTH} by {@value
 *     #HEIGHT}
 * @param lines where tokens end, the earliest first
 * @param ticks the axis of time
 * @param level a number of requests that a line marks; its {@code at} is how far below the top
 * @param now where now is
 * @param table the same as numbers
 */
public record Picture(
    Range range,
    String sentence,
    List<Layer> layers,
    List<Line> lines,
    List<Tick> ticks,
    Tick level,
    String now,
    Table table) {
  /** How wide its paths are. */
  public static final int WIDTH = 1000;

  /** How high its paths are. */
  public static final int HEIGHT = 100;

  /** The highest bar leaves some air. */
  private static final double HIGHEST = 94;

  /** A single failure among a thousand successes is seen. */
  private static final double LOWEST = 2;

  private static final double GAP = 0.18;
  private static final int LABEL_LENGTH = 16;
  private static final DateTimeFormatter TIME = formatter("HH:mm");
  static final DateTimeFormatter DAY = formatter("d MMM");
  static final DateTimeFormatter DAY_TIME = formatter("d MMM HH:mm");

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  /**
   * The bars of one answer.
   *
   * @param codes the statuses, e.g. {@code 201, 204}; empty for what has none
   * @param total how many there were, e.g. {@code 1,204}
   * @param path their shapes
   */
  public record Layer(Answer answer, String codes, String total, String path) {}

  /**
   * Where a token ends.
   *
   * @param at how far to the right
   * @param label {@code token prod 2023 ended 11:56}
   * @param anchor on which side of the line there is room for the label: {@code start}, {@code
   *     end}, or {@code middle} for both
   * @param y how far down the label is, so that labels do not lie on each other
   */
  public record Line(String at, String label, String anchor, int y) {
    /** How far down the line begins: beside its label, or below it. */
    public int top() {
      return anchor.equals("middle") ? y + 5 : y - 11;
    }

    /** How far the label is from the line. */
    public int dx() {
      return switch (anchor) {
        case "start" -> 5;
        case "end" -> -5;
        default -> 0;
      };
    }
  }

  /** Copies the lists. */
  public Picture {
    layers = List.copyOf(layers);
    lines = List.copyOf(lines);
    ticks = List.copyOf(ticks);
  }

  /** Whether there is nothing to draw. */
  public boolean isEmpty() {
    return layers.isEmpty() && lines.isEmpty();
  }

  /** How far down the bars begin: below the labels of the lines. */
  public int top() {
    return Math.max(1, lines.size()) * 18 + 4;
  }

  /** The picture of a sync. */
  static Picture of(SyncStatus sync, Range range, Instant now, ZoneId zone) {
    History history = sync.state().map(SyncState::history).orElse(History.NONE);
    boolean executions = sync.config().logs().isEmpty();
    Bars bars = Bars.of(history, executions, range, now, zone);
    SortedMap<Series, Long> totals = bars.totals();
    return new Picture(
        range,
        sentence(totals, executions, range),
        layers(bars, totals),
        lines(sync.tokens(), bars, now, zone),
        range.marks(bars.from(), bars.to(), zone).stream()
            .map(
                mark ->
                    Tick.of(
                        bars.share(mark),
                        (range.marksDays() ? DAY : TIME).format(mark.atZone(zone))))
            .toList(),
        level(bars.highest()),
        Tick.percent(bars.share(now)),
        Table.of(bars, range, zone));
  }

  private static List<Layer> layers(Bars bars, SortedMap<Series, Long> totals) {
    Map<Answer, StringBuilder> paths = new EnumMap<>(Answer.class);
    double highest = bars.highest();
    for (Bars.Bar bar : bars.bars()) {
      double left = bars.share(bar.start()) * WIDTH;
      double width = (bars.share(bar.end()) * WIDTH - left) * (1 - GAP);
      double foot = HEIGHT;
      for (Answer answer : Answer.values()) {
        long count = bar.count(answer);
        if (count > 0) {
          double height = Math.max(LOWEST, count / highest * HIGHEST);
          foot -= height;
          paths
              .computeIfAbsent(answer, none -> new StringBuilder())
              .append(
                  "M%s %sh%sv%sh-%sz"
                      .formatted(
                          Tick.number(left),
                          Tick.number(foot),
                          Tick.number(width),
                          Tick.number(height),
                          Tick.number(width)));
        }
      }
    }
    return paths.entrySet().stream()
        .map(
            layer ->
                new Layer(
                    layer.getKey(),
                    codes(layer.getKey(), totals),
                    Table.number(total(layer.getKey(), totals)),
                    layer.getValue().toString()))
        .toList();
  }

  private static String codes(Answer answer, SortedMap<Series, Long> totals) {
    return totals.keySet().stream()
        .filter(series -> Answer.of(series) == answer && series.code() > 0)
        .map(series -> Integer.toString(series.code()))
        .collect(Collectors.joining(", "));
  }

  private static long total(Answer answer, SortedMap<Series, Long> totals) {
    return totals.entrySet().stream()
        .filter(total -> Answer.of(total.getKey()) == answer)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static List<Line> lines(List<TokenStatus> tokens, Bars bars, Instant now, ZoneId zone) {
    List<Line> lines = new ArrayList<>();
    for (Token token :
        tokens.stream()
            .map(TokenStatus::token)
            .filter(token -> token.isInUse() && isWithin(token.expiry(), bars))
            .sorted((a, b) -> a.expiry().compareTo(b.expiry()))
            .toList()) {
      double share = bars.share(token.expiry());
      lines.add(
          new Line(
              Tick.percent(share),
              "token %s %s %s"
                  .formatted(
                      cut(token.name()),
                      token.expiry().isAfter(now) ? "ends" : "ended",
                      (isSameDay(token.expiry(), now, zone) ? TIME : DAY_TIME)
                          .format(token.expiry().atZone(zone))),
              anchor(share),
              14 + 18 * lines.size()));
    }
    return lines;
  }

  /** The label lies where there is room for it on a phone, too. */
  private static String anchor(double share) {
    if (share < 0.33) {
      return "start";
    }
    return share > 0.67 ? "end" : "middle";
  }

  private static boolean isWithin(Instant time, Bars bars) {
    return !time.isBefore(bars.from()) && !time.isAfter(bars.to());
  }

  private static boolean isSameDay(Instant time, Instant now, ZoneId zone) {
    return time.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
  }

  private static String cut(String name) {
    // By code points: half of a letter is none.
    return name.codePointCount(0, name.length()) <= LABEL_LENGTH
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LABEL_LENGTH - 1)) + "…";
  }

  /** A round number of at most the highest bar: 1, 2 or 5 with zeros. */
  private static Tick level(long highest) {
    long round = 0;
    for (long power = 1; power <= highest; power *= 10) {
      for (long step : new long[] {1, 2, 5}) {
        round = step * power <= highest ? step * power : round;
      }
    }
    double below = round == 0 ? 1 : 1 - round * HIGHEST / HEIGHT / highest;
    return Tick.of(below, round == 0 ? "" : Table.number(round));
  }

  private static String sentence(SortedMap<Series, Long> totals, boolean executions, Range range) {
    long all = totals.values().stream().mapToLong(Long::longValue).sum();
    if (executions) {
      return "%s %s of Entra's job in %s."
          .formatted(Table.number(all), all == 1 ? "run" : "runs", range.words());
    }
    if (all == 0) {
      return "No request of this sync in " + range.words() + ".";
    }
    List<String> parts = new ArrayList<>();
    long good =
        totals.entrySet().stream()
            .filter(total -> total.getKey().isHeartbeat())
            .mapToLong(Map.Entry::getValue)
            .sum();
    parts.add(Table.number(good) + " with success");
    totals.forEach(
        (series, count) -> {
          if (!series.isHeartbeat()) {
            parts.add(Table.number(count) + " with " + series.code());
          }
        });
    return "%s %s answered in %s: %s."
        .formatted(
            Table.number(all),
            all == 1 ? "request" : "requests",
            range.words(),
            String.join(", ", parts));
  }
}
