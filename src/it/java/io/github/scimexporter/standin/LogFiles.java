package io.github.scimexporter.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what a valve wrote, by other means than the product: the other side of the account. */
final class LogFiles {
  private static final Pattern COMMON =
      Pattern.compile("\\S+ - - \\[[^]]+\\] \"(\\S+) (\\S+) HTTP/1\\.1\" (\\d{3}) \\S+.*");

  private LogFiles() {}

  /** Returns all lines of all files of the log, in the order of the file names. */
  static List<String> lines(ValveLog log) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(log.directory())) {
      for (Path file : files.sorted().toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }

  /** Counts lines by "METHOD STATUS", those whose path passes. */
  static Map<String, Long> counts(ValveLog log, Predicate<String> path) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    for (String line : lines(log)) {
      if (line.startsWith("#")) {
        continue;
      }
      String[] parts = log.format() == ValveLog.Format.EXTENDED ? extended(line) : common(line);
      if (path.test(parts[1])) {
        counts.merge(parts[0] + " " + parts[2], 1L, Long::sum);
      }
    }
    return counts;
  }

  private static String[] common(String line) {
    Matcher matcher = COMMON.matcher(line);
    if (!matcher.matches()) {
      throw new AssertionError("not a line of the common format: " + line);
    }
    return new String[] {matcher.group(1), matcher.group(2), matcher.group(3)};
  }

  /** Single spaces divide: the session's field is empty, not "-", where there is no session. */
  private static String[] extended(String line) {
    String[] fields = line.split(" ", -1);
    if (fields.length != 14) {
      throw new AssertionError("not a line of the extended format: " + line);
    }
    return new String[] {fields[6], fields[7], fields[9]};
  }
}
