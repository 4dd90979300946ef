package io.github.scimexporter.accesslog.format;

/**
 * Reads the lines of one file, one after the other. A reader may learn from header lines; {@link
 * #memory()} is what it learned, so that reading can go on after a restart.
 */
public interface LineReader {
  /** What a line was. */
  enum Fit {
    /** A log line that fits the format; the positions are in the {@link LogLine}. */
    REQUEST,
    /** A header or comment: no log line. */
    HEADER,
    /** A log line that does not fit the format. */
    UNFIT
  }

  /**
   * Reads one line.
   *
   * @param bytes holds the line
   * @param from its first byte
   * @param to the end of its last byte, line end excluded
   * @param line where to put what the line says
   */
  Fit read(byte[] bytes, int from, int to, LogLine line);

  /**
   * What the reader decided of the file and why, for a person to read; empty where there was
   * nothing to decide, or nothing was decided yet.
   */
  default String decision() {
    return "";
  }

  /**
   * Where the last line that did not fit stopped fitting, in bytes from its beginning, the first
   * being 1; 0 where that is not known.
   */
  default int mismatch() {
    return 0;
  }

  /** What was learned from the file so far; empty where nothing need be remembered. */
  default String memory() {
    return "";
  }
}
