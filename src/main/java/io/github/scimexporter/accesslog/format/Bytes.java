package io.github.scimexporter.accesslog.format;

import java.util.Arrays;

/** Looks at bytes without making strings of them. */
final class Bytes {
  private Bytes() {}

  /** The first place of an ASCII character, or -1. */
  static int indexOf(byte[] bytes, int from, int to, char wanted) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** The last place of an ASCII character, or -1. */
  static int lastIndexOf(byte[] bytes, int from, int to, char wanted) {
    for (int i = to - 1; i >= from; i--) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
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

  /** The HTTP status that the bytes are, 100 to 599, or -1. */
  static int status(byte[] bytes, int from, int to) {
    int status = to - from == 3 ? digits(bytes, from, to, 3) : -1;
    return status >= 100 && status <= 599 ? status : -1;
  }

  /** Whether the bytes are a size: digits, or a dash for none. */
  static boolean isSize(byte[] bytes, int from, int to) {
    if (to - from == 1 && bytes[from] == '-') {
      return true;
    }
    for (int i = from; i < to; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return false;
      }
    }
    return to > from;
  }
}
