package io.github.scimexporter.accesslog.format;

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
    return ExtendedReader::new;
  }
}
