package io.github.scimexporter.accesslog.format;

/** Makes JSON of what an older Tomcat wrote of a request with quotes or backslashes in it. */
final class JsonMending {
  private JsonMending() {}

  /**
   * The line with the quotes and backslashes escaped that are neither JSON's nor escapes. A quote
   * is JSON's where what JSON asks for stands after it.
   */
  static String mended(String line) {
    StringBuilder mended = new StringBuilder(line.length() + 16);
    boolean inside = false;
    int at = 0;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c == '\\' && inside) {
        int length = escapeLength(line, at);
        mended.append(length == 0 ? "\\\\" : line.substring(at, at + length));
        at += Math.max(1, length);
      } else {
        if (c == '"' && inside && !isClosing(line, at + 1)) {
          mended.append('\\');
        } else if (c == '"') {
          inside = !inside;
        }
        mended.append(c);
        at++;
      }
    }
    return mended.toString();
  }

  /** Whether {@code :}, {@code ,"} or the end of an object stands there. */
  private static boolean isClosing(String line, int at) {
    return line.startsWith(":\"", at)
        || line.startsWith(": {", at)
        || (line.startsWith(",\"", at) && isKey(line, at + 2))
        || line.startsWith("},", at)
        || line.startsWith("}}", at)
        || (line.startsWith("}", at) && at + 1 == line.length());
  }

  /** Whether what stands there up to the next quote is a key: a value comes after it. */
  private static boolean isKey(String line, int at) {
    int end = line.indexOf('"', at);
    return end >= 0 && (line.startsWith(":\"", end + 1) || line.startsWith(": {", end + 1));
  }

  /** The length of the JSON escape that begins there, or 0. */
  private static int escapeLength(String line, int at) {
    if (at + 1 >= line.length()) {
      return 0;
    }
    return switch (line.charAt(at + 1)) {
      case '"' -> isClosing(line, at + 2) ? 0 : 2;
      case '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
      case 'u' -> isHex(line, at + 2) ? 6 : 0;
      default -> 0;
    };
  }

  private static boolean isHex(String line, int from) {
    for (int i = from; i < from + 4; i++) {
      if (i >= line.length() || Character.digit(line.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
