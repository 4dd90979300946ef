package io.github.scimexporter.config;

import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The format of an access log. */
public sealed interface LogFormat {
  /** A format that needs no more than its name. */
  enum Named implements LogFormat {
    /** Decided for each file by its first lines. */
    AUTO,
    /** {@code %h %l %u %t "%r" %s %b}. */
    COMMON,
    /** common, followed by {@code "%{Referer}i" "%{User-Agent}i"}. */
    COMBINED,
    /** Columns named by a {@code #Fields:} header. */
    EXTENDED,
    /** One JSON object a line, as Tomcat's {@code JsonAccessLogValve} writes it. */
    JSON,
    /** HAProxy's {@code option httplog}, or {@code option httplog clf}. */
    HAPROXY;

    @Override
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What Tomcat's {@code AccessLogValve} writes.
   *
   * @param pattern the valve's {@code pattern}, or its alias
   */
  record Tomcat(String pattern) implements LogFormat {}

  /**
   * Lines that a regular expression takes apart.
   *
   * @param regex has the named groups time, method, path and status, and perhaps duration, client
   *     and user
   * @param timeFormat what the group time looks like
   * @param durationUnit what the group duration counts
   */
  record Regex(String regex, String timeFormat, ChronoUnit durationUnit) implements LogFormat {}

  /** What the format is called in messages. */
  default String label() {
    return this instanceof Tomcat ? "tomcat" : "regex";
  }
}
