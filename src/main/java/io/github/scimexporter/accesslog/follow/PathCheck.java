package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.config.AccessLogConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds two logs that would read the same file: its lines would be counted for both. */
public final class PathCheck {
  private PathCheck() {}

  /**
   * The first pattern or file that two logs have in common, as one line that begins with the key;
   * empty if there is none. Files are those that are there now, links followed.
   */
  public static Optional<String> overlap(List<AccessLogConfig> logs) {
    Map<String, Integer> patterns = new HashMap<>();
    Map<Path, Integer> files = new HashMap<>();
    for (int i = 0; i < logs.size(); i++) {
      for (String pattern : logs.get(i).paths()) {
        int first = Optional.ofNullable(patterns.putIfAbsent(pattern, i)).orElse(i);
        if (first != i) {
          return Optional.of(message(i, pattern + " stands", "in", first));
        }
      }
      for (Path file : LogSources.find(logs.get(i)).files().keySet()) {
        int first = Optional.ofNullable(files.putIfAbsent(realPath(file), i)).orElse(i);
        if (first != i) {
          return Optional.of(message(i, file + " is found", "by", first));
        }
      }
    }
    return Optional.empty();
  }

  private static String message(int log, String what, String preposition, int first) {
    return "access_logs["
        + log
        + "].paths: "
        + what
        + " "
        + preposition
        + " access_logs["
        + first
        + "].paths, too; its lines would be counted for both, so let each file belong to one log";
  }

  private static Path realPath(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      // Gone since it was found, or behind a directory that may not be entered: as it is named.
      return file;
    }
  }
}
