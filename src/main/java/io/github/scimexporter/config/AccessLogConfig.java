package io.github.scimexporter.config;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One log: files of one server that follow each other, or what a server sends.
 *
 * @param name the label {@code log}
 * @param paths absolute glob patterns of its files, or {@code -} for standard input
 * @param syslog where to listen for lines that are sent
 * @param format what its lines look like
 * @param tomcatVersion the major version of the Tomcat that writes it: decides units that the
 *     format does not tell
 * @param locale the language of its months, where that is not English
 * @param timezone the zone of its times, only where the format has no offset
 * @param silence no line of any kind for this long means that the server is silent; zero: off
 */
public record AccessLogConfig(
    String name,
    List<String> paths,
    SyslogConfig syslog,
    LogFormat format,
    int tomcatVersion,
    Optional<Locale> locale,
    Optional<ZoneId> timezone,
    Duration silence) {
  /** What a Tomcat is taken for whose version is not told: the units of 10 and newer. */
  public static final int DEFAULT_TOMCAT_VERSION = 10;

  /** The name that stands for standard input. */
  public static final String STANDARD_INPUT = "-";

  /** Copies the paths. */
  public AccessLogConfig {
    paths = List.copyOf(paths);
  }

  /** Whether its lines come from the exporter's own standard input. */
  public boolean isStandardInput() {
    return paths.contains(STANDARD_INPUT);
  }

  /** Whether its lines stand in files, which can be read again. */
  public boolean isInFiles() {
    return !isStandardInput() && !syslog.isListening();
  }

  /** The same log with {@code silence} off: two that are equal then are read alike. */
  public AccessLogConfig withoutSilence() {
    return new AccessLogConfig(
        name, paths, syslog, format, tomcatVersion, locale, timezone, Duration.ZERO);
  }

  /** A log in files whose format needs no more to be said. */
  public static AccessLogConfig of(String name, List<String> paths, LogFormat format) {
    return new AccessLogConfig(
        name,
        paths,
        SyslogConfig.NONE,
        format,
        DEFAULT_TOMCAT_VERSION,
        Optional.empty(),
        Optional.empty(),
        Duration.ZERO);
  }
}
