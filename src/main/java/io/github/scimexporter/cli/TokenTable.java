package io.github.scimexporter.cli;

import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.Severity;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.status.Words;
import io.github.scimexporter.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.ColorScheme;

/**
 * The registry as a table of at most 80 columns, the most urgent token first. What is known of a
 * token beyond the columns stands on lines of its own below it.
 */
final class TokenTable {
  private static final int WIDTH = 80;
  private static final String GAP = "  ";
  private static final int SYNC = 4;
  private static final int NAME = 5;
  private static final List<String> HEADER =
      List.of("ID", "EXPIRES", "STATE", "PURPOSE", "SYNC", "NAME");

  private final Configuration configuration;
  private final ColorScheme colors;
  private final Instant now;

  /** Makes tables that look at that moment. */
  TokenTable(Configuration configuration, Ansi ansi, Instant now) {
    this.configuration = configuration;
    this.colors = new ColorScheme.Builder(ansi).build();
    this.now = now;
  }

  /** The lines of the table. */
  List<String> lines(List<Token> tokens) {
    List<List<String>> rows = tokens.stream().map(this::cells).toList();
    int[] widths = widths(rows);
    List<String> lines = new ArrayList<>();
    lines.add(line(HEADER, widths, List.of(Style.bold)));
    for (int i = 0; i < rows.size(); i++) {
      lines.add(line(rows.get(i), widths, urgency(tokens.get(i))));
      wrapped(details(tokens.get(i)))
          .forEach(line -> lines.add(styled(line, List.of(Style.faint))));
    }
    return lines;
  }

  private List<String> cells(Token token) {
    return List.of(
        token.id(),
        Words.until(Duration.between(now, token.expiry())),
        token.state().label(),
        token.purpose().label(),
        Columns.printable(token.sync()),
        Columns.printable(token.name()));
  }

  /** Every column as wide as it needs; sync and name share what is left of the line. */
  private static int[] widths(List<List<String>> rows) {
    int[] widths = new int[HEADER.size()];
    Stream.concat(Stream.of(HEADER), rows.stream())
        .forEach(
            row -> {
              for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Columns.of(row.get(i)));
              }
            });
    int left =
        WIDTH
            - (widths.length - 1) * GAP.length()
            - Arrays.stream(widths).sum()
            + widths[SYNC]
            + widths[NAME];
    widths[SYNC] = Math.min(widths[SYNC], Math.max(left / 2, left - widths[NAME]));
    widths[NAME] = Math.min(widths[NAME], left - widths[SYNC]);
    return widths;
  }

  private String line(List<String> cells, int[] widths, List<IStyle> style) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = Columns.shortened(cells.get(i), widths[i]);
      line.append(cell);
      if (i < widths.length - 1) {
        line.append(" ".repeat(widths[i] - Columns.of(cell))).append(GAP);
      }
    }
    return styled(line.toString().stripTrailing(), style);
  }

  /** As it is: a name may hold what picocli takes for markup elsewhere. */
  private String styled(String text, List<IStyle> style) {
    return style.isEmpty() ? text : colors.apply(text, style).toString();
  }

  private List<IStyle> urgency(Token token) {
    if (!token.isInUse()) {
      return List.of(Style.faint);
    }
    Duration remaining = Duration.between(now, token.expiry());
    if (remaining.isNegative()) {
      return List.of(Style.bold, Style.fg_red);
    }
    Map<Severity, Duration> steps =
        token.warningsOr(
            configuration.sync(token.sync()).map(SyncConfig::tokenWarnings).orElse(Map.of()));
    return steps.entrySet().stream()
        .filter(step -> remaining.compareTo(step.getValue()) <= 0)
        .map(Map.Entry::getKey)
        .max(Severity::compareTo)
        .map(TokenTable::style)
        .orElse(List.of());
  }

  private static List<IStyle> style(Severity step) {
    return switch (step) {
      case INFO -> List.of(Style.fg_cyan);
      case WARNING -> List.of(Style.fg_yellow);
      case CRITICAL -> List.of(Style.fg_red);
    };
  }

  private List<String> details(Token token) {
    List<String> details = new ArrayList<>();
    details.add(
        (token.expiry().isBefore(now) ? "expired " : "expires ") + Words.utc(token.expiry()));
    token.issued().ifPresent(time -> details.add("issued " + Words.utc(time)));
    if (!token.clientId().isEmpty()) {
      details.add("client " + token.clientId());
    }
    token.scopes().forEach(scope -> details.add("scope " + scope));
    return details;
  }

  /** As many on a line as fit. */
  private static List<String> wrapped(List<String> details) {
    List<String> lines = new ArrayList<>();
    for (String detail : details) {
      String text = Columns.shortened(Columns.printable(detail), WIDTH - GAP.length());
      String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1) + ", " + text;
      if (lines.isEmpty() || Columns.of(last) > WIDTH) {
        lines.add(GAP + text);
      } else {
        lines.set(lines.size() - 1, last);
      }
    }
    return Collections.unmodifiableList(lines);
  }
}
