package io.github.scimexporter.accesslog.format;

/**
 * Walks through one line, part by part. A part that is not there leaves it where it is, so that it
 * stands in the end where the line stopped fitting. One is used for many lines.
 */
final class LineCursor {
  /** More digits than any log writes; the number still fits a long. */
  private static final int MAX_DIGITS = 18;

  private byte[] bytes = new byte[0];
  private int at;
  private int to;
  private long number;
  private boolean plus;

  void start(byte[] newBytes, int from, int newTo) {
    bytes = newBytes;
    at = from;
    to = newTo;
  }

  int at() {
    return at;
  }

  boolean isAtEnd() {
    return at == to;
  }

  /** Goes on after that character, if it is the next. */
  boolean skip(char wanted) {
    if (isAt(wanted)) {
      at++;
      return true;
    }
    return false;
  }

  /** Goes on after that ASCII text, if it is the next. */
  boolean skip(String wanted) {
    if (!Bytes.startsWith(bytes, at, to, wanted)) {
      return false;
    }
    at += wanted.length();
    return true;
  }

  void skipBlanks() {
    while (skip(' ')) {
      // As many as there are.
    }
  }

  /** Whether that character is the next. */
  boolean isAt(char wanted) {
    return at < to && bytes[at] == wanted;
  }

  /** Goes on after the next such character. */
  boolean skipPast(char wanted) {
    int found = Bytes.indexOf(bytes, at, to, wanted);
    if (found < 0) {
      return false;
    }
    at = found + 1;
    return true;
  }

  /** Goes on after what has no blank in it, and is something. */
  boolean skipWord() {
    int start = at;
    while (at < to && bytes[at] != ' ') {
      at++;
    }
    return at > start;
  }

  /** Goes on after a value in quotes; a backslash takes from the next character its meaning. */
  boolean skipQuoted() {
    if (!isAt('"')) {
      return false;
    }
    for (int i = at + 1; i < to; i++) {
      if (bytes[i] == '\\') {
        i++;
      } else if (bytes[i] == '"') {
        at = i + 1;
        return true;
      }
    }
    return false;
  }

  /** Goes on after three digits that are an HTTP status; -1 if they are none. */
  int status() {
    boolean fourDigits = at + 3 < to && bytes[at + 3] >= '0' && bytes[at + 3] <= '9';
    int status = to - at < 3 || fourDigits ? -1 : Bytes.status(bytes, at, at + 3);
    if (status >= 0) {
      at += 3;
    }
    return status;
  }

  /** Goes on after a size: digits, or a dash for none. */
  boolean skipSize() {
    int end = wordEnd();
    if (!Bytes.isSize(bytes, at, end)) {
      return false;
    }
    at = end;
    return true;
  }

  /** Goes on after a number without sign, which may have decimals. */
  boolean skipDecimal() {
    int end = at;
    int dots = 0;
    while (end < to && ((bytes[end] >= '0' && bytes[end] <= '9') || bytes[end] == '.')) {
      dots += bytes[end] == '.' ? 1 : 0;
      end++;
    }
    if (end == at || dots > 1 || bytes[at] == '.' || bytes[end - 1] == '.') {
      return false;
    }
    at = end;
    return true;
  }

  /** Goes on after a whole number, signed or not; what it was is in {@link #number()}. */
  boolean skipNumber() {
    int digits = at;
    plus = isAt('+');
    boolean minus = isAt('-');
    if (plus || minus) {
      digits++;
    }
    int end = digits;
    long value = 0;
    while (end < to && bytes[end] >= '0' && bytes[end] <= '9' && end - digits < MAX_DIGITS) {
      value = value * 10 + (bytes[end] - '0');
      end++;
    }
    if (end == digits) {
      return false;
    }
    number = minus ? -value : value;
    at = end;
    return true;
  }

  /** Goes on after whole numbers that are parted by a character. */
  boolean skipNumbers(int count, char between) {
    for (int i = 0; i < count; i++) {
      if ((i > 0 && !skip(between)) || !skipNumber()) {
        return false;
      }
    }
    return true;
  }

  /** Goes on after numbers in hex, or dashes, that are parted by a character. */
  boolean skipHexNumbers(int count, char between) {
    for (int i = 0; i < count; i++) {
      int start = i > 0 && isAt(between) ? at + 1 : at;
      int end = start;
      while (end < to && (bytes[end] == '-' || Character.digit(bytes[end], 16) >= 0)) {
        end++;
      }
      if (end == start || (i > 0 && start == at)) {
        return false;
      }
      at = end;
    }
    return true;
  }

  /** The last number that was gone over. */
  long number() {
    return number;
  }

  /** Whether a plus stood before it, by which HAProxy says that it was still growing. */
  boolean hadPlus() {
    return plus;
  }

  void goBack(int earlier) {
    at = earlier;
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

  private int wordEnd() {
    int blank = Bytes.indexOf(bytes, at, to, ' ');
    return blank < 0 ? to : blank;
  }
}
