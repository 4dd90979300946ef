package io.github.scimexporter.accesslog.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** How a server writes what would be mistaken for something else, and how that is undone. */
enum Escapes {
  /** Everything is as it was. */
  NONE,
  /**
   * {@code \"}, {@code \\}, {@code \n}, {@code \}{@code u00e4}: Tomcat's {@code AccessLogValve};
   * and {@code \xE4}: httpd and nginx.
   */
  BACKSLASH,
  /** {@code ""} for a quote: Tomcat's {@code ExtendedAccessLogValve}. */
  DOUBLED,
  /** Both: the same since 9.0.103, 10.1.40 and 11.0.6. */
  DOUBLED_AND_BACKSLASH;

  /** Whether such values are written within quotes of their own. */
  boolean areWithinQuotes() {
    return this == DOUBLED || this == DOUBLED_AND_BACKSLASH;
  }

  /** The text that was written; bytes that are no UTF-8 are taken for ISO-8859-1. */
  String undo(byte[] bytes, int from, int to) {
    // No escape is shorter than what it stands for.
    ByteBuffer text = ByteBuffer.allocate(to - from);
    int at = from;
    while (at < to) {
      byte b = bytes[at];
      if (b == '\\' && at + 1 < to && (this == BACKSLASH || this == DOUBLED_AND_BACKSLASH)) {
        at = undoBackslash(bytes, at, to, text);
      } else {
        boolean doubled = b == '"' && at + 1 < to && bytes[at + 1] == '"' && areWithinQuotes();
        text.put(b);
        at += doubled ? 2 : 1;
      }
    }
    return decode(text.flip());
  }

  /** What Tomcat's {@code AccessLogValve} makes of a text. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> escaped.append('\\').append(c);
        case '\f' -> escaped.append("\\f");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> {
          if (c >= ' ' && c < 127) {
            escaped.append(c);
          } else {
            escaped.append("\\u").append(String.format("%04x", (int) c));
          }
        }
      }
    }
    return escaped.toString();
  }

  /** The place after the escape. */
  private static int undoBackslash(byte[] bytes, int at, int to, ByteBuffer text) {
    byte escaped = bytes[at + 1];
    switch (escaped) {
      case 'u' -> {
        return undoUnicode(bytes, at, to, text);
      }
      case 'x' -> {
        int value = Bytes.hex(bytes, at + 2, to, 2);
        text.put((byte) (value < 0 ? '\\' : value));
        return value < 0 ? at + 1 : at + 4;
      }
      case 'n' -> text.put((byte) '\n');
      case 'r' -> text.put((byte) '\r');
      case 't' -> text.put((byte) '\t');
      case 'f' -> text.put((byte) '\f');
      case '"', '\\' -> text.put(escaped);
      default -> {
        text.put((byte) '\\');
        return at + 1;
      }
    }
    return at + 2;
  }

  private static int undoUnicode(byte[] bytes, int at, int to, ByteBuffer text) {
    int value = Bytes.hex(bytes, at + 2, to, 4);
    if (value < 0) {
      text.put((byte) '\\');
      return at + 1;
    }
    int end = at + 6;
    StringBuilder chars = new StringBuilder().append((char) value);
    if (Character.isHighSurrogate((char) value) && end + 1 < to && bytes[end + 1] == 'u') {
      int low = Bytes.hex(bytes, end + 2, to, 4);
      if (bytes[end] == '\\' && low >= 0 && Character.isLowSurrogate((char) low)) {
        chars.append((char) low);
        end += 6;
      }
    }
    text.put(chars.toString().getBytes(StandardCharsets.UTF_8));
    return end;
  }

  private static String decode(ByteBuffer text) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(text.duplicate()).toString();
    } catch (CharacterCodingException e) {
      return StandardCharsets.ISO_8859_1.decode(text).toString();
    }
  }
}
