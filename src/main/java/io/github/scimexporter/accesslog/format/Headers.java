package io.github.scimexporter.accesslog.format;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the header lines of a file said last.
 *
 * @param fields the columns, by {@code #Fields:}; empty: there was no such header
 * @param software who writes it, by {@code #Software:} after that; empty if it does not say
 */
record Headers(Optional<String> fields, String software) {
  /** No header was read. */
  static final Headers NONE = new Headers(Optional.empty(), "");

  private static final byte[] FIELDS = "#Fields:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SOFTWARE = "#Software:".getBytes(StandardCharsets.US_ASCII);

  static boolean isFields(byte[] bytes, int from, int to) {
    return startsWith(bytes, from, to, FIELDS);
  }

  /** The same after one more line, which may be a header. */
  Headers read(byte[] bytes, int from, int to) {
    if (isFields(bytes, from, to)) {
      return new Headers(
          Optional.of(text(bytes, from + FIELDS.length, to).stripLeading()), software);
    }
    return fields.isPresent() && startsWith(bytes, from, to, SOFTWARE)
        ? new Headers(fields, text(bytes, from + SOFTWARE.length, to).strip())
        : this;
  }

  /** Lets a reader read them, as it would have in the file. */
  void tell(LineReader reader) {
    fields.ifPresent(columns -> tell(reader, FIELDS, columns));
    if (!software.isEmpty()) {
      tell(reader, SOFTWARE, software);
    }
  }

  private static void tell(LineReader reader, byte[] name, String value) {
    byte[] line =
        (new String(name, StandardCharsets.US_ASCII) + " " + value)
            .getBytes(StandardCharsets.ISO_8859_1);
    reader.read(line, 0, line.length, new LogLine());
  }

  private static boolean startsWith(byte[] bytes, int from, int to, byte[] text) {
    return Bytes.sameLength(bytes, from, to, text) == text.length;
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
