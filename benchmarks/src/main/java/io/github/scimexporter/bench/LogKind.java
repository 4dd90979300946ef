package io.github.scimexporter.bench;

/** What the lines of a made log look like. */
public enum LogKind {
  /** {@code %h %l %u %t "%r" %s %b}, about 98 bytes a line. */
  COMMON("common"),
  /** The columns of Spotfire's {@code ExtendedAccessLogValve}, about 150 bytes a line. */
  EXTENDED("extended");

  private final String label;

  LogKind(String label) {
    this.label = label;
  }

  /** Its name in a configuration. */
  String label() {
    return label;
  }
}
