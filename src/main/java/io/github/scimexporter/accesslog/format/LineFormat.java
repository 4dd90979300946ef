package io.github.scimexporter.accesslog.format;

import java.util.List;

/** A format that a log's lines can have; each file gets a reader of its own. */
@FunctionalInterface
public interface LineFormat {
  /** {@code %h %l %u %t "%r" %s %b}. */
  LineFormat COMMON = memory -> NcsaReader.common();

  /** common, followed by {@code "%{Referer}i" "%{User-Agent}i"}. */
  LineFormat COMBINED = memory -> NcsaReader.combined();

  /**
   * A reader for one file.
   *
   * @param memory what an earlier reader of the same file had learned, or empty
   */
  LineReader reader(String memory);

  /** Decided for each file by its first lines. */
  static LineFormat auto(FormatOptions options) {
    return AutoReader::of;
  }

  /** Columns named by a {@code #Fields:} header. */
  static LineFormat extended(FormatOptions options) {
    return memory -> new ExtendedReader(memory, options);
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
}
