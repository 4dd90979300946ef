package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.FormatException;
import io.github.scimexporter.accesslog.format.FormatOptions;
import io.github.scimexporter.accesslog.format.LineFormat;
import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.config.LogFormat;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Opens the configured logs. */
public final class LogSources {
  private final List<AccessLogConfig> logs;
  private final Map<String, LineFormat> formats;
  private final List<String> warnings;

  private LogSources(
      List<AccessLogConfig> logs, Map<String, LineFormat> formats, List<String> warnings) {
    this.logs = List.copyOf(logs);
    this.formats = Map.copyOf(formats);
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Makes readers of the configured formats.
   *
   * @throws FormatException if one of them cannot be read; the message begins with its key
   */
  public static LogSources of(List<AccessLogConfig> logs) throws FormatException {
    Map<String, LineFormat> formats = new HashMap<>();
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < logs.size(); i++) {
      AccessLogConfig log = logs.get(i);
      String key = "access_logs[" + i + "].format.";
      try {
        LineFormat format = format(log);
        formats.put(log.name(), format);
        format.warnings().forEach(warning -> warnings.add(key + warning));
      } catch (FormatException e) {
        throw new FormatException(key + e.getMessage());
      }
    }
    return new LogSources(logs, formats, warnings);
  }

  /** What should be known of the formats; one line each, which begins with its key. */
  public List<String> warnings() {
    return warnings;
  }

  /** The format of a configured log. */
  public LineFormat format(String log) {
    return Objects.requireNonNull(formats.get(log), log);
  }

  /**
   * Opens a log.
   *
   * @param positions how far its files were read before; empty on the first start, and of no use to
   *     what is not in files
   * @param sink where the lines go
   * @param wakeup woken when there is something to be read, where that can be told
   */
  public LogSource open(
      AccessLogConfig log,
      List<FilePosition> positions,
      LedgerSink sink,
      InstantSource clock,
      Wakeup wakeup) {
    LineFormat format = format(log.name());
    if (log.isStandardInput()) {
      return new StandardInput(log.name(), System.in, format.reader(""), sink, wakeup);
    }
    if (log.syslog().isListening()) {
      return new SyslogListener(log.name(), log.syslog(), format, sink, wakeup);
    }
    FileWorld world = FileWorld.DEFAULT;
    List<Glob> others =
        logs.stream()
            .takeWhile(other -> !other.name().equals(log.name()))
            .filter(AccessLogConfig::isInFiles)
            .flatMap(other -> Glob.all(world, other.paths()).stream())
            .toList();
    FollowedPaths paths =
        new FollowedPaths(world, Glob.all(world, log.paths()), others, wakeup::watch);
    return new LogFollower(log, paths, format, positions, sink, clock);
  }

  /** One line for each directory of a log that is there and cannot be listed. */
  public static List<String> unreadableDirectories(AccessLogConfig log) {
    return List.copyOf(find(log).unreadable().values());
  }

  /** The files of a log that are there now; none where its lines are sent. */
  static Glob.Found find(AccessLogConfig log) {
    return Glob.findAll(log.isInFiles() ? Glob.all(FileWorld.DEFAULT, log.paths()) : List.of());
  }

  private static LineFormat format(AccessLogConfig log) throws FormatException {
    FormatOptions options =
        new FormatOptions(
            log.timezone().orElseGet(ZoneId::systemDefault), log.tomcatVersion(), log.locale());
    if (log.format() instanceof LogFormat.Named named) {
      return switch (named) {
        case AUTO -> LineFormat.auto(options);
        case COMMON -> LineFormat.COMMON;
        case COMBINED -> LineFormat.COMBINED;
        case EXTENDED -> LineFormat.extended(options);
        case JSON -> LineFormat.json(options);
        case HAPROXY -> LineFormat.haproxy(options);
      };
    }
    if (log.format() instanceof LogFormat.Tomcat tomcat) {
      return LineFormat.tomcat(tomcat.pattern(), options);
    }
    LogFormat.Regex regex = (LogFormat.Regex) log.format();
    return LineFormat.regex(regex.regex(), regex.timeFormat(), regex.durationUnit(), options);
  }
}
