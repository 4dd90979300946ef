package io.github.scimexporter.accesslog.format;

/** Goes through bytes from left to right; what is not there as expected leaves it where it was. */
final class Cursor {
  private final byte[] bytes;
  private final int to;
  private int at;

  /**
   * Makes one.
   *
   * @param from where it begins
   * @param to the end of the last byte that it may look at
   */
  Cursor(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.to = to;
    at = from;
  }

  int at() {
    return at;
  }

  void goBack(int earlier) {
    at = earlier;
  }

  boolean isAtEnd() {
    return at == to;
  }

  boolean isAt(char expected) {
    return at < to && bytes[at] == expected;
  }

  /** One byte further, unless it is at the end. */
  void step() {
    at = Math.min(at + 1, to);
  }

  /** The number that the next digits are, so many at most; -1 where there is none. */
  int number(int maxDigits) {
    int start = at;
    int number = 0;
    while (at < to && at - start < maxDigits && bytes[at] >= '0' && bytes[at] <= '9') {
      number = 10 * number + bytes[at++] - '0';
    }
    return at > start ? number : -1;
  }

  /**
   * A word of syslog's that ends in a colon, {@code nginx: } or {@code haproxy[123]: }. An address
   * whose colon is a double one, or is not at its end, is none.
   */
  boolean skipTag() {
    int start = at;
    if (skipWord()
        && bytes[at - 1] == ':'
        && at - start > 1
        && bytes[at - 2] != ':'
        && (at == to || skip(' '))) {
      return true;
    }
    at = start;
    return false;
  }

  void skipByteOrderMark() {
    if (to - at >= 3
        && bytes[at] == (byte) 0xef
        && bytes[at + 1] == (byte) 0xbb
        && bytes[at + 2] == (byte) 0xbf) {
      at += 3;
    }
  }

  /** Everything up to the next blank; false where that is nothing. */
  boolean skipWord() {
    int start = at;
    while (at < to && bytes[at] != ' ') {
      at++;
    }
    return at > start;
  }

  void skipBlanks() {
    while (at < to && bytes[at] == ' ') {
      at++;
    }
  }

  boolean skip(char expected) {
    if (at < to && bytes[at] == expected) {
      at++;
      return true;
    }
    return false;
  }

  /** Exactly so many digits. */
  boolean skipDigits(int count) {
    return skipAll(count, '0', '9');
  }

  /** Exactly so many characters of a range. */
  boolean skipAll(int count, char first, char last) {
    if (to - at < count) {
      return false;
    }
    for (int i = at; i < at + count; i++) {
      if (bytes[i] < first || bytes[i] > last) {
        return false;
      }
    }
    at += count;
    return true;
  }
}
