package io.github.scimexporter.accesslog.format;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lines that a regular expression takes apart by named groups. It must match a whole line. RE2
 * matches in a time that grows with the line's length only, whatever the expression.
 *
 * @param pattern the expression
 * @param groups the number of each group that it has
 * @param time how to read the group time
 * @param durationUnit what the group duration counts
 * @param zone the zone of times without offset
 * @param warnings what should be known of the expression
 */
record RegexFormat(
    Pattern pattern,
    Map<Group, Integer> groups,
    TimeFormat time,
    ChronoUnit durationUnit,
    ZoneId zone,
    List<String> warnings)
    implements LineFormat {
  /** RE2 takes up to this number of steps for each byte of a line. */
  private static final int MAX_STEPS = 2_000;

  private static final String RIGHT =
      "name time, status, and method and path, or request for \"METHOD PATH PROTOCOL\" as a whole,"
          + " e.g. (?<status>\\d{3})";

  /** The names that groups may have. */
  enum Group {
    TIME,
    STATUS,
    METHOD,
    PATH,
    QUERY,
    /** Method, target and protocol in one. */
    REQUEST,
    DURATION,
    CLIENT,
    USER;

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Group> of(String name) {
      return Arrays.stream(values()).filter(group -> group.label().equals(name)).findFirst();
    }
  }

  /** Copies the collections. */
  RegexFormat {
    groups = Map.copyOf(groups);
    warnings = List.copyOf(warnings);
  }

  static RegexFormat of(
      String regex, String timeFormat, ChronoUnit durationUnit, FormatOptions options)
      throws FormatException {
    RegexSyntax syntax = RegexSyntax.of(regex);
    Pattern pattern = compile(regex, syntax);
    Map<Group, Integer> groups = groups(pattern, syntax, regex.length() + 1);
    TimeFormat time = TimeFormat.of(timeFormat, options.locale());
    return new RegexFormat(pattern, groups, time, durationUnit, options.zone(), warnings(syntax));
  }

  @Override
  public LineReader fresh(String memory) {
    return new RegexReader(this);
  }

  private static Pattern compile(String regex, RegexSyntax syntax) throws FormatException {
    Pattern pattern;
    try {
      pattern = Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      String part = Optional.ofNullable(e.getPattern()).orElse("");
      throw RegexSyntax.wrong(
          part.isEmpty() ? Math.max(1, regex.length()) : syntax.columnOf(part),
          e.getDescription()
              + (part.isEmpty() ? "" : " " + part)
              + "; write what RE2 knows, see https://github.com/google/re2/wiki/Syntax");
    }
    if (pattern.programSize() > MAX_STEPS) {
      throw RegexSyntax.wrong(
          1,
          "the expression is too large ("
              + pattern.programSize()
              + " steps, at most "
              + MAX_STEPS
              + "); write smaller counts in {}");
    }
    return pattern;
  }

  private static Map<Group, Integer> groups(Pattern pattern, RegexSyntax syntax, int end)
      throws FormatException {
    Map<Group, Integer> groups = new EnumMap<>(Group.class);
    for (Map.Entry<String, Integer> named : pattern.namedGroups().entrySet()) {
      Optional<Group> group = Group.of(named.getKey());
      if (group.isEmpty()) {
        throw RegexSyntax.wrong(
            columnOf(named.getKey(), syntax),
            "there is no use for a group named " + named.getKey() + "; known are " + labels());
      }
      groups.put(group.get(), named.getValue());
    }
    List<Group> required = new ArrayList<>(List.of(Group.TIME, Group.STATUS));
    if (!groups.containsKey(Group.REQUEST)) {
      required.addAll(List.of(Group.METHOD, Group.PATH));
    }
    for (Group group : required) {
      if (!groups.containsKey(group)) {
        throw RegexSyntax.wrong(
            end, "the expression ends without a group named " + group.label() + "; " + RIGHT);
      }
    }
    if (groups.containsKey(Group.REQUEST)) {
      for (Group part : List.of(Group.METHOD, Group.PATH, Group.QUERY)) {
        if (groups.containsKey(part)) {
          throw RegexSyntax.wrong(
              columnOf(part.label(), syntax),
              "the group request holds the " + part.label() + ", too; remove one of them");
        }
      }
    }
    return groups;
  }

  private static int columnOf(String group, RegexSyntax syntax) {
    return Math.max(syntax.columnOf("(?<" + group), syntax.columnOf("(?P<" + group));
  }

  private static String labels() {
    return Arrays.stream(Group.values()).map(Group::label).collect(Collectors.joining(", "));
  }

  private static List<String> warnings(RegexSyntax syntax) {
    return syntax
        .nestedRepetition()
        .map(
            column ->
                "regex: a repetition inside a repetition at column "
                    + column
                    + "; it is matched in linear time here, but write it without")
        .stream()
        .toList();
  }
}
