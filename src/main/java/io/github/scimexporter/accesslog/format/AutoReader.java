package io.github.scimexporter.accesslog.format;

import org.jspecify.annotations.Nullable;

/**
 * Finds out the format of a file: a {@code #Fields:} header makes it extended, otherwise each line
 * may be combined or common. No line fits both, since the one ends in a quote and the other does
 * not, and a file can hold both: Tomcat goes on with the day's file when its pattern was changed.
 */
final class AutoReader implements LineReader {
  private static final String COMMON = "common:";
  private static final String COMBINED = "combined:";
  private static final String EXTENDED = "extended:";

  private final LineReader common = NcsaReader.common();
  private final LineReader combined = NcsaReader.combined();
  private @Nullable LineReader extended;

  /** What fitted last; empty before any line fitted. */
  private String ncsa = "";

  private AutoReader() {}

  /** Goes on with what was decided before, or decides anew where that is empty. */
  static AutoReader of(String memory) {
    AutoReader reader = new AutoReader();
    if (memory.startsWith(EXTENDED)) {
      reader.extended = new ExtendedReader(memory.substring(EXTENDED.length()));
    } else {
      reader.ncsa = memory;
    }
    return reader;
  }

  @Override
  public Fit read(byte[] bytes, int from, int to, LogLine line) {
    if (extended == null && ExtendedReader.isFieldsHeader(bytes, from, to)) {
      extended = new ExtendedReader("");
    }
    if (extended != null) {
      return extended.read(bytes, from, to, line);
    }
    if (ncsa.isEmpty() && from < to && bytes[from] == '#') {
      return Fit.HEADER;
    }
    boolean commonFirst = ncsa.equals(COMMON);
    if (fits(commonFirst ? common : combined, bytes, from, to, line)) {
      ncsa = commonFirst ? COMMON : COMBINED;
      return Fit.REQUEST;
    }
    if (fits(commonFirst ? combined : common, bytes, from, to, line)) {
      ncsa = commonFirst ? COMBINED : COMMON;
      return Fit.REQUEST;
    }
    return Fit.UNFIT;
  }

  @Override
  public String memory() {
    return extended == null ? ncsa : EXTENDED + extended.memory();
  }

  private static boolean fits(LineReader reader, byte[] bytes, int from, int to, LogLine line) {
    return reader.read(bytes, from, to, line) == Fit.REQUEST;
  }
}
