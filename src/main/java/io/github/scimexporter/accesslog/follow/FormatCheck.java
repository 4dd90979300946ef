package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.FormatOptions;
import io.github.scimexporter.accesslog.format.LineFormat;
import io.github.scimexporter.accesslog.format.LineReader;
import io.github.scimexporter.accesslog.format.LogLine;
import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.config.LogFormat;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Tries the configured formats on the files that are there now, so that a wrong one is known before
 * the first alert is missing.
 */
public final class FormatCheck {
  private static final int MAX_FILES = 5;
  private static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_LINES = 200;

  /**
   * What a format made of the beginning of a file.
   *
   * @param lines how many data lines were read
   * @param fits how many of them fit
   * @param mismatch the column where the first that does not fit stopped fitting; 0: not known
   * @param decision what was decided of the file
   */
  private record Trial(long lines, long fits, int mismatch, String decision) {}

  private FormatCheck() {}

  /**
   * One line for each log with a file that its format fits no line of; the line begins with the
   * key. Of each log the newest files are looked at, at their beginnings.
   */
  public static List<String> warnings(List<AccessLogConfig> logs, LogSources sources) {
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < logs.size(); i++) {
      String key = "access_logs[" + i + "]";
      AccessLogConfig log = logs.get(i);
      for (Path file : newestFiles(log)) {
        Optional<String> warning = warning(key, log, sources.format(log.name()), file);
        if (warning.isPresent()) {
          warnings.add(warning.get());
          break;
        }
      }
    }
    return warnings;
  }

  /** The newest files of a log, the newest first. */
  static List<Path> newestFiles(AccessLogConfig log) {
    return LogSources.find(log).files().values().stream()
        .sorted(Comparator.comparing(Seen::modified).reversed())
        .limit(MAX_FILES)
        .map(Seen::path)
        .toList();
  }

  private static Optional<String> warning(
      String key, AccessLogConfig log, LineFormat format, Path file) {
    byte[] beginning;
    try {
      beginning = beginning(file);
    } catch (NoSuchFileException e) {
      // Rotated away since it was found; the next one is looked at.
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          key + ".paths: " + file + ": cannot be read (" + e.getMessage() + "); check it");
    }
    Trial trial = trial(format, beginning);
    if (trial.lines() == 0 || trial.fits() > 0) {
      return Optional.empty();
    }
    return Optional.of(
        key
            + ".format: "
            + log.format().label()
            + (trial.lines() == 1
                ? " does not fit the first line of "
                : " fits none of the first " + trial.lines() + " lines of ")
            + file
            + (trial.mismatch() == 0
                ? ""
                : "; the first one stops fitting at column " + trial.mismatch())
            + "; "
            + whatWouldBeRight(log, beginning));
  }

  private static String whatWouldBeRight(AccessLogConfig log, byte[] beginning) {
    if (log.format() != LogFormat.Named.AUTO) {
      Trial auto = trial(LineFormat.auto(FormatOptions.DEFAULT), beginning);
      if (auto.fits() > 0) {
        return "write auto, which takes it for " + auto.decision();
      }
    }
    return "write {tomcat: \"PATTERN\"} with the pattern of the valve that writes it, or {regex:"
        + " \"...\", time_format: \"...\"}";
  }

  private static Trial trial(LineFormat format, byte[] bytes) {
    LineFeed feed = new LineFeed(format.reader(""), FilePosition.Rest.NONE);
    FirstMismatch first = new FirstMismatch(feed.reader());
    read(feed, bytes, first);
    return new Trial(feed.lines(), feed.fits(), first.column, feed.reader().decision());
  }

  /** Reads the first lines of the beginning of a file. */
  static void read(LineFeed feed, byte[] bytes, LineSink sink) {
    int from = 0;
    int end = LineFeed.lineEnd(bytes, from, bytes.length) + 1;
    while (end <= bytes.length && feed.lines() < MAX_LINES) {
      feed.takeLines(bytes, from, end, sink);
      from = end;
      end = LineFeed.lineEnd(bytes, from, bytes.length) + 1;
    }
  }

  /** Keeps where the first line that does not fit stopped fitting. */
  private static final class FirstMismatch implements LineSink {
    private final LineReader reader;
    private boolean found;
    private int column;

    private FirstMismatch(LineReader reader) {
      this.reader = reader;
    }

    @Override
    public void request(LogLine line) {}

    @Override
    public void unfit() {
      column = found ? column : reader.mismatch();
      found = true;
    }

    @Override
    public Anchors anchors() {
      return Anchors.NOT_KNOWN;
    }

    @Override
    public void passed(int lines) {}

    @Override
    public void bytes(long count) {}

    @Override
    public void lost(long count) {}
  }

  /** The first bytes of a file's content; nothing where that is compressed and not read. */
  static byte[] beginning(Path file) throws IOException {
    try (Content content = Content.open(file, Optional.empty())) {
      if (OtherCompression.of(content).isPresent()) {
        return new byte[0];
      }
      byte[] bytes = new byte[MAX_BYTES];
      return Arrays.copyOf(bytes, content.read(bytes, 0, MAX_BYTES, 0));
    }
  }
}
