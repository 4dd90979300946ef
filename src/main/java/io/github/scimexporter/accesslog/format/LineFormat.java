package io.github.scimexporter.accesslog.format;

/** A format that a log's lines can have; each file gets a reader of its own. */
public enum LineFormat {
  /** Decided for each file by its first lines. */
  AUTO,
  /** {@code %h %l %u %t "%r" %s %b}. */
  COMMON,
  /** common, followed by {@code "%{Referer}i" "%{User-Agent}i"}. */
  COMBINED,
  /** Columns named by a {@code #Fields:} header. */
  EXTENDED;

  /**
   * A reader for one file.
   *
   * @param memory what an earlier reader of the same file had learned, or empty
   */
  public LineReader reader(String memory) {
    return switch (this) {
      case AUTO -> AutoReader.of(memory);
      case COMMON -> NcsaReader.common();
      case COMBINED -> NcsaReader.combined();
      case EXTENDED -> new ExtendedReader(memory);
    };
  }
}
