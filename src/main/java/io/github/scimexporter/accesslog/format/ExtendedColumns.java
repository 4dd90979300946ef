package io.github.scimexporter.accesslog.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compiles the columns that {@code #Fields:} names, as Tomcat's {@code ExtendedAccessLogValve}
 * writes them: times in GMT; attributes, headers and the like as a dash or in quotes, with a quote
 * doubled in them.
 */
final class ExtendedColumns {
  private static final Pattern COLUMN = Pattern.compile("([^\\s(]+(?:\\([^)]*\\))?)(\\s*)");

  /** What begins with a quote ends in one; what does not, at a blank. It may be empty. */
  static final Shape.Single QUOTED_OR_TOKEN =
      (bytes, from, to) -> {
        if (from < to && bytes[from] == '"') {
          return closingQuote(bytes, from, to);
        }
        int end = from;
        while (end < to && bytes[end] != ' ' && bytes[end] != '\t') {
          end++;
        }
        return end;
      };

  private static final Part DATE =
      new Part(
          (Shape.Single)
              (bytes, from, to) ->
                  Timestamps.isoDate(bytes, from, Math.min(to, from + 10)) == Timestamps.NONE
                      ? -1
                      : from + 10,
          new Meaning.Time(true, TimeField.EPOCH_DAY, Timestamps::isoDate));

  private static final Part TIME =
      new Part(
          (Shape.Single)
              (bytes, from, to) -> Timestamps.secondOfDay(bytes, from, to) < 0 ? -1 : from + 8,
          new Meaning.Time(true, TimeField.SECOND_OF_DAY, Timestamps::secondOfDay));

  private record Column(String name, String separator) {}

  private ExtendedColumns() {}

  /**
   * The ways in which a line can hold the columns, the likeliest first.
   *
   * @param fields what stands after {@code #Fields:}
   * @param software the Tomcat that writes, where the file names it
   */
  static List<List<Part>> parts(
      String fields, Optional<TomcatSoftware> software, FormatOptions options) {
    List<Column> columns = new ArrayList<>();
    Matcher matcher = COLUMN.matcher(fields.stripLeading());
    while (matcher.find()) {
      columns.add(new Column(matcher.group(1), matcher.group(2)));
    }
    int major = software.map(TomcatSoftware::major).orElse(options.tomcatVersion());
    List<List<Part>> ways = new ArrayList<>();
    if (software.isPresent()) {
      List<Column> left = withoutLost(columns, software.get());
      if (!left.equals(columns)) {
        ways.add(parts(left, major));
      }
    }
    ways.add(parts(columns, major));
    return List.copyOf(ways);
  }

  /**
   * What is left where {@code time-taken} and this Tomcat do not go together. A bare one may take
   * the next word for its unit: that word is missing then. One with a unit may not be known. Where
   * something like {@code -ms} or {@code -method} is left over, that is no column to Tomcat, and it
   * writes nothing more.
   */
  private static List<Column> withoutLost(List<Column> columns, TomcatSoftware software) {
    List<Column> left = new ArrayList<>();
    int i = 0;
    while (i < columns.size()) {
      Column column = columns.get(i);
      i++;
      if (column.name().startsWith("time-taken-") && !software.knowsUnitsOfTimeTaken()) {
        left.add(new Column("time-taken", ""));
        return left;
      }
      boolean swallows =
          software.swallowsAfterTimeTaken()
              && column.name().equals("time-taken")
              && column.separator().length() == 1
              && i < columns.size();
      if (!swallows) {
        left.add(column);
      } else if (columns.get(i).name().matches(".*[-(].*")) {
        left.add(new Column(column.name(), ""));
        return left;
      } else {
        left.add(new Column(column.name(), columns.get(i).separator()));
        i++;
      }
    }
    return left;
  }

  private static List<Part> parts(List<Column> columns, int major) {
    List<Part> parts = new ArrayList<>();
    for (Column column : columns) {
      add(parts, column.name(), major);
      if (!column.separator().isEmpty()) {
        parts.add(Part.text(DateText.literal(column.separator())));
      }
    }
    return List.copyOf(parts);
  }

  private static void add(List<Part> parts, String name, int major) {
    if (name.startsWith("time-taken")) {
      parts.add(new Part(Shapes.DURATION, duration(name, major)));
      return;
    }
    switch (name.toLowerCase(Locale.ROOT)) {
      case "date" -> parts.add(DATE);
      case "time" -> parts.add(TIME);
      case "c-ip" -> parts.add(new Part(token(), Meaning.Plain.ADDRESS));
      case "c-dns" -> parts.add(new Part(token(), Meaning.Plain.HOST));
      case "cs(x-forwarded-for)" -> parts.add(quoted(Meaning.Plain.FORWARDED));
      case "cs-username", "x-h(remoteuser)", "x-r(spotfire.user)" ->
          parts.add(quoted(Meaning.Plain.USER));
      case "cs-method" -> parts.add(new Part(token(), Meaning.Plain.METHOD));
      case "cs-uri-stem" -> parts.add(new Part(token(), Meaning.Plain.PATH));
      case "cs-uri-query" -> parts.add(new Part(token(), Meaning.Plain.QUERY));
      case "cs-uri" -> parts.add(new Part(token(), Meaning.Plain.TARGET));
      case "sc-status" -> parts.add(new Part(Shapes.STATUS, Meaning.Plain.STATUS));
      case "x-threadname" ->
          parts.add(new Part(new Shape.Run(Shape.Stop.QUOTE, true), Meaning.Plain.NOTHING));
      default -> parts.add(quoted(Meaning.Plain.NOTHING));
    }
  }

  private static Meaning.Duration duration(String name, int major) {
    if (name.equals("time-taken")) {
      return major < 10 ? Meaning.Duration.DECIMAL_SECONDS : Meaning.Duration.SECONDS;
    }
    return TomcatPattern.duration(name.substring("time-taken".length() + 1));
  }

  /** Whether what has this shape, and no blank in it, ends at the next blank. */
  static boolean endsAtBlank(Shape shape) {
    return (shape instanceof Shape.Run run && run.stop() == Shape.Stop.BLANK)
        || shape.equals(QUOTED_OR_TOKEN)
        || shape.equals(DATE.shape())
        || shape.equals(TIME.shape())
        || shape.equals(Shapes.STATUS)
        || shape.equals(Shapes.DURATION);
  }

  private static Part quoted(Meaning meaning) {
    return new Part(QUOTED_OR_TOKEN, meaning);
  }

  private static Shape token() {
    return new Shape.Run(Shape.Stop.BLANK, true);
  }

  /** The place after the quote that is not doubled, or -1. */
  private static int closingQuote(byte[] bytes, int from, int to) {
    int at = from + 1;
    while (at < to) {
      if (bytes[at] != '"') {
        at++;
      } else if (at + 1 < to && bytes[at + 1] == '"') {
        at += 2;
      } else {
        return at + 1;
      }
    }
    return -1;
  }
}
