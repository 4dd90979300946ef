package io.github.scimexporter.accesslog.format;

import java.util.Arrays;

/** Looks at bytes without making strings of them. */
final class Bytes {
  private Bytes() {}

  /** The first place of an ASCII character, or -1. */
  static int indexOf(byte[] bytes, int from, int to, char wanted) {
    int at = Words.first(bytes, from, to, wanted);
    return at < to ? at : -1;
  }

  /** The last place of an ASCII character, or -1. */
  static int lastIndexOf(byte[] bytes, int from, int to, char wanted) {
    int at = Words.last(bytes, from, to, wanted);
    return at < from ? -1 : at;
  }

  static boolean regionEquals(byte[] bytes, int from, byte[] other, int otherFrom, int length) {
    return Arrays.equals(bytes, from, from + length, other, otherFrom, otherFrom + length);
  }

  /** The number that exactly {@code count} digits are, or -1. */
  static int digits(byte[] bytes, int from, int to, int count) {
    if (to - from < count) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + count; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** The number that two digits are, or -1. */
  static int twoDigits(byte[] bytes, int at) {
    int tens = bytes[at] - '0';
    int ones = bytes[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : 10 * tens + ones;
  }

  /** The HTTP status that the bytes are, 100 to 599, or -1. */
  static int status(byte[] bytes, int from, int to) {
    int status = to - from == 3 ? digits(bytes, from, to, 3) : -1;
    return status >= 100 && status <= 599 ? status : -1;
  }

  /** The first place of an ASCII character, or {@code to}. */
  static int indexOrEnd(byte[] bytes, int from, int to, char wanted) {
    int at = indexOf(bytes, from, to, wanted);
    return at < 0 ? to : at;
  }

  /** The first quote before which no backslash stands that is none itself, or {@code to}. */
  static int unescapedQuote(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '"') {
        int backslash = i;
        while (backslash > from && bytes[backslash - 1] == '\\') {
          backslash--;
        }
        if ((i - backslash) % 2 == 0) {
          return i;
        }
      }
    }
    return to;
  }

  /** How many bytes from there on are those of a text. */
  static int sameLength(byte[] bytes, int from, int to, byte[] text) {
    int most = Math.min(text.length, to - from);
    int same = 0;
    while (same < most && bytes[from + same] == text[same]) {
      same++;
    }
    return same;
  }

  /** The end of {@code HTTP/1.1} or {@code HTTP/2}, or -1. */
  static int protocolEnd(byte[] bytes, int from, int to) {
    if (to - from < 6
        || bytes[from] != 'H'
        || bytes[from + 1] != 'T'
        || bytes[from + 2] != 'T'
        || bytes[from + 3] != 'P'
        || bytes[from + 4] != '/'
        || !isDigit(bytes[from + 5])) {
      return -1;
    }
    boolean hasMinor = to - from >= 8 && bytes[from + 6] == '.' && isDigit(bytes[from + 7]);
    return hasMinor ? from + 8 : from + 6;
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** The end of the digits that begin there, at most so many. */
  static int digitsEnd(byte[] bytes, int from, int to, int most) {
    int at = from;
    while (at < to && at - from < most && isDigit(bytes[at])) {
      at++;
    }
    return at;
  }

  /** Whether the bytes are those of an ASCII text. */
  static boolean isText(byte[] bytes, int from, int to, String text) {
    if (to - from != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the bytes are the dash that stands for nothing. */
  static boolean isDash(byte[] bytes, int from, int to) {
    return to - from == 1 && bytes[from] == '-';
  }

  /** The number that exactly so many hexadecimal digits are, or -1. */
  static int hex(byte[] bytes, int from, int to, int count) {
    if (to - from < count) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + count; i++) {
      int digit = hexDigit(bytes[i]);
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }

  private static int hexDigit(byte b) {
    if (isDigit(b)) {
      return b - '0';
    }
    int small = b | 0x20;
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
  }

  /** The number that the digits are, at most 18 of them, or -1. */
  static long number(byte[] bytes, int from, int to) {
    if (from >= to || to - from > 18) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      if (!isDigit(bytes[i])) {
        return -1;
      }
      value = value * 10 + (bytes[i] - '0');
    }
    return value;
  }

  /** Whether an ASCII text comes next. */
  static boolean startsWith(byte[] bytes, int from, int to, String text) {
    return to - from >= text.length() && isText(bytes, from, from + text.length(), text);
  }

  /** Whether the bytes are a size: digits, or a dash for none. */
  static boolean isSize(byte[] bytes, int from, int to) {
    return isDash(bytes, from, to) || (to > from && digitsEnd(bytes, from, to, to - from) == to);
  }
}
