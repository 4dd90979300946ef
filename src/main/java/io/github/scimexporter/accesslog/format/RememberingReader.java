package io.github.scimexporter.accesslog.format;

import java.util.Optional;

/**
 * Remembers the headers of a file, whether or not its format has any, so that a file goes on being
 * read where it was though another format is configured for it.
 */
final class RememberingReader implements LineReader {
  private static final String HEADERS = "extended:";

  private final LineReader reader;
  private Headers headers = Headers.NONE;

  private RememberingReader(LineReader reader) {
    this.reader = reader;
  }

  /**
   * Goes on with what was learned before.
   *
   * @param memory {@code extended:}, the last {@code #Fields:} header, and in another line the last
   *     {@code #Software:} if there was one; or else what the format's own reader remembers, which
   *     ends with a colon, or empty. Columns without the word before them are of older versions.
   */
  static LineReader of(String memory, LineFormat format) {
    boolean headed = memory.startsWith(HEADERS);
    if (!headed && (memory.isEmpty() || memory.endsWith(":"))) {
      return new RememberingReader(format.fresh(memory));
    }
    RememberingReader reader = new RememberingReader(format.fresh(""));
    String lines = headed ? memory.substring(HEADERS.length()) : memory;
    int lineEnd = lines.indexOf('\n');
    reader.headers =
        lineEnd < 0
            ? new Headers(Optional.of(lines), "")
            : new Headers(Optional.of(lines.substring(0, lineEnd)), lines.substring(lineEnd + 1));
    reader.headers.tell(reader.reader);
    return reader;
  }

  @Override
  public Fit read(byte[] bytes, int from, int to, LogLine line) {
    if (from < to && bytes[from] == '#') {
      headers = headers.read(bytes, from, to);
    }
    return reader.read(bytes, from, to, line);
  }

  @Override
  public String decision() {
    return reader.decision();
  }

  @Override
  public int mismatch() {
    return reader.mismatch();
  }

  @Override
  public String memory() {
    String software = headers.software();
    return headers
        .fields()
        .map(columns -> HEADERS + columns + (software.isEmpty() ? "" : "\n" + software))
        .orElseGet(reader::memory);
  }
}
