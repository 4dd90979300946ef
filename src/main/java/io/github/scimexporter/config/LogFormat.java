package io.github.scimexporter.config;

/** The format of an access log. */
public enum LogFormat {
  /** Decided for each file by its first lines. */
  AUTO,
  /** {@code %h %l %u %t "%r" %s %b}. */
  COMMON,
  /** common, followed by {@code "%{Referer}i" "%{User-Agent}i"}. */
  COMBINED,
  /** Columns named by a {@code #Fields:} header. */
  EXTENDED
}
