package io.github.scimexporter.accesslog.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Lines in the common format that tell more than that can, for tests of what is made of it. */
public final class RicherLines {
  private RicherLines() {}

  /** A line whose answer took so many microseconds. */
  public static LogLine withDuration(String common, long micros) {
    LogLine line = read(common);
    line.setDurationMicros(micros);
    return line;
  }

  /** A line whose answer a proxy gave. */
  public static LogLine answeredByProxy(String common) {
    LogLine line = read(common);
    line.setAnsweredByProxy();
    return line;
  }

  private static LogLine read(String common) {
    byte[] bytes = common.getBytes(ISO_8859_1);
    LogLine line = new LogLine();
    if (LineFormat.COMMON.reader("").read(bytes, 0, bytes.length, line) != LineReader.Fit.REQUEST) {
      throw new IllegalArgumentException(common);
    }
    return line;
  }
}
