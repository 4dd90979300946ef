package io.github.scimexporter.accesslog.follow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Paths as a server understands them: percent-decoded, without double or trailing slashes and path
 * parameters. Texts hold one character for each byte (ISO-8859-1), as log lines do.
 */
final class UrlPath {
  private UrlPath() {}

  /** The decoded segments, e.g. {@code [Users, 42]} of {@code /Users//42;v=1/}. */
  static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      int parameters = segment.indexOf(';');
      String plain = decode(parameters < 0 ? segment : segment.substring(0, parameters), false);
      if (!plain.isEmpty()) {
        segments.add(plain);
      }
    }
    return segments;
  }

  /** The decoded query; a plus is a blank there. */
  static String decodeQuery(String query) {
    return decode(query, true);
  }

  /** Decodes what can be decoded; a percent sign without two hex digits stays as it is. */
  private static String decode(String text, boolean plusIsBlank) {
    if (text.indexOf('%') < 0 && !(plusIsBlank && text.indexOf('+') >= 0)) {
      return text;
    }
    byte[] decoded = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
      if (low >= 0) {
        decoded[length++] = (byte) (high * 16 + low);
        i += 2;
      } else {
        decoded[length++] = (byte) (plusIsBlank && c == '+' ? ' ' : c);
      }
    }
    return new String(decoded, 0, length, StandardCharsets.ISO_8859_1);
  }
}
