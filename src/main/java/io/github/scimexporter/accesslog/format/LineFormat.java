package io.github.scimexporter.accesslog.format;

import java.time.temporal.ChronoUnit;
import java.util.List;

/** A format that a log's lines can have; each file gets a reader of its own. */
@FunctionalInterface
public interface LineFormat {
  /** {@code %h %l %u %t "%r" %s %b}. */
  LineFormat COMMON = memory -> NcsaReader.common();

  /** common, followed by {@code "%{Referer}i" "%{User-Agent}i"}, perhaps one more quoted column. */
  LineFormat COMBINED = memory -> NcsaReader.combined();

  /**
   * A reader for one file.
   *
   * @param memory what an earlier reader of the same file had learned, or empty
   */
  default LineReader reader(String memory) {
    return RememberingReader.of(memory, this);
  }

  /**
   * A reader that knows no header of its file yet.
   *
   * @param memory what an earlier reader of the same file decided by itself, or empty
   */
  LineReader fresh(String memory);

  /**
   * What is not wrong with the format, but should be known: one line each, which begins with the
   * key below {@code format}.
   */
  default List<String> warnings() {
    return List.of();
  }

  /** Decided for each file by its first lines. */
  static LineFormat auto(FormatOptions options) {
    return memory -> AutoReader.of(memory, options);
  }

  /** Columns named by a {@code #Fields:} header. */
  static LineFormat extended(FormatOptions options) {
    return memory -> new ExtendedReader(options);
  }

  /**
   * What Tomcat's {@code AccessLogValve} writes.
   *
   * @param pattern the valve's {@code pattern}, or its alias
   * @throws FormatException if the pattern has a code that Tomcat does not know, or lacks the
   *     status, the time, or the request's method and path
   */
  static LineFormat tomcat(String pattern, FormatOptions options) throws FormatException {
    List<Part> parts = TomcatPattern.parts(pattern, options);
    return memory -> new PatternReader(parts, new LineFacts(options, Escapes.BACKSLASH));
  }

  /** One JSON object a line, as Tomcat's {@code JsonAccessLogValve} writes it. */
  static LineFormat json(FormatOptions options) {
    return memory -> new JsonReader(options);
  }

  /**
   * What HAProxy writes by {@code option httplog}, {@code httpslog} or {@code httplog clf}; the
   * first two without the offset of their times.
   */
  static LineFormat haproxy(FormatOptions options) {
    return memory -> new HaproxyReader(options.zone());
  }

  /**
   * Lines that a regular expression takes apart.
   *
   * @param regex has named groups: time, status, and method and path, or request; perhaps query,
   *     duration, client, user
   * @param timeFormat how the group time is to be read
   * @param durationUnit what the group duration counts
   * @throws FormatException if one of them cannot be used
   */
  static LineFormat regex(
      String regex, String timeFormat, ChronoUnit durationUnit, FormatOptions options)
      throws FormatException {
    return RegexFormat.of(regex, timeFormat, durationUnit, options);
  }
}
