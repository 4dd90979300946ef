package io.github.scimexporter.accesslog.format;

/**
 * Skips what syslog puts before a message: <a href="https://www.rfc-editor.org/rfc/rfc5424">RFC
 * 5424</a>, and <a href="https://www.rfc-editor.org/rfc/rfc3164">RFC 3164</a> as it is really sent:
 * nginx and rsyslog with a host name, HAProxy and nginx's {@code nohostname} without, rsyslog and
 * HAProxy with ISO times too, some without time or tag. Nothing of the header is kept: a line's
 * time is its own.
 */
public final class SyslogHeader {
  /** What {@link #messageStart} gives for what is not syslog. */
  public static final int NOT_SYSLOG = -1;

  /** 24 facilities of 8 severities each. */
  private static final int MAX_PRIORITY = 191;

  /** HOSTNAME, APP-NAME, PROCID and MSGID. */
  private static final int WORDS_BEFORE_DATA = 4;

  private final byte[] bytes;
  private final int to;
  private int at;

  private SyslogHeader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.to = to;
    at = from;
  }

  /**
   * Where the message begins in a syslog message, blanks and byte order mark before it left out.
   *
   * @param bytes holds the syslog message
   * @param from its first byte
   * @param to the end of its last byte; also the answer where the message is empty
   * @return {@link #NOT_SYSLOG} where there is no priority before it, or the rest of an RFC 5424
   *     header is not one
   */
  public static int messageStart(byte[] bytes, int from, int to) {
    SyslogHeader header = new SyslogHeader(bytes, from, to);
    if (!header.skipPriority()) {
      return NOT_SYSLOG;
    }
    if (header.skipVersion()) {
      if (!header.skipRestOf5424()) {
        return NOT_SYSLOG;
      }
    } else {
      header.skipRestOf3164();
    }
    header.skipBlanks();
    return header.at;
  }

  /** {@code <0>} to {@code <191>}. */
  private boolean skipPriority() {
    if (!skip('<')) {
      return false;
    }
    int start = at;
    int priority = 0;
    while (at < to && at - start < 3 && isDigit(at)) {
      priority = 10 * priority + bytes[at++] - '0';
    }
    return at > start && priority <= MAX_PRIORITY && skip('>');
  }

  /** A version, and a time or {@code -} behind it: a 3164 message may begin with a number, too. */
  private boolean skipVersion() {
    int start = at;
    while (at < to && at - start < 3 && isDigit(at)) {
      at++;
    }
    if (at > start && bytes[start] != '0' && skip(' ') && (skipIsoTime() || skipNil())) {
      return true;
    }
    at = start;
    return false;
  }

  private boolean skipNil() {
    return skip('-') && skip(' ');
  }

  private boolean skipRestOf5424() {
    for (int i = 0; i < WORDS_BEFORE_DATA; i++) {
      if (!skipWord() || !skip(' ')) {
        return false;
      }
    }
    if (!skip('-') && !skipStructuredData()) {
      return false;
    }
    if (at == to) {
      return true;
    }
    if (!skip(' ')) {
      return false;
    }
    // rsyslog puts the blank before MSG that 3164 has there.
    skipBlanks();
    if (to - at >= 3
        && bytes[at] == (byte) 0xef
        && bytes[at + 1] == (byte) 0xbb
        && bytes[at + 2] == (byte) 0xbf) {
      at += 3;
    }
    return true;
  }

  /** {@code [ID NAME="VALUE" ...]}, once or more; in a value a backslash escapes what follows. */
  private boolean skipStructuredData() {
    boolean any = false;
    while (at < to && bytes[at] == '[') {
      boolean quoted = false;
      at++;
      while (at < to && (quoted || bytes[at] != ']')) {
        if (quoted && bytes[at] == '\\' && at + 1 < to) {
          at++;
        } else if (bytes[at] == '"') {
          quoted = !quoted;
        }
        at++;
      }
      if (!skip(']')) {
        return false;
      }
      any = true;
    }
    return any;
  }

  /** Time and host name, host name and tag, or what of it is there. */
  private void skipRestOf3164() {
    boolean timed = skipIsoTime() || skipBsdTime();
    if (!skipTag() && timed) {
      // RFC 3164 5.4: after a time, the first word is the host, whatever it looks like.
      skipWord();
      skipBlanks();
      skipTag();
    }
  }

  /** {@code Nov 4 12:00:00 }. */
  private boolean skipBsdTime() {
    int start = at;
    if (skipMonth()
        && skip(' ')
        && skipDay()
        && skip(' ')
        && skipDigits(2)
        && skip(':')
        && skipDigits(2)
        && skip(':')
        && skipDigits(2)
        && skip(' ')) {
      return true;
    }
    at = start;
    return false;
  }

  /** Padded by a blank, by a 0, or not at all. */
  private boolean skipDay() {
    skip(' ');
    return skipDigits(2) || skipDigits(1);
  }

  /** {@code 2026-11-24T12:00:00.123456+01:00 }; behind the T, whatever stands up to the blank. */
  private boolean skipIsoTime() {
    int start = at;
    if (skipDigits(4)
        && skip('-')
        && skipDigits(2)
        && skip('-')
        && skipDigits(2)
        && skip('T')
        && skipWord()
        && skip(' ')) {
      return true;
    }
    at = start;
    return false;
  }

  /**
   * {@code nginx: } or {@code haproxy[123]: }. An address with a colon at its end, or none before
   * the next blank, is no tag.
   */
  private boolean skipTag() {
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

  private boolean skipWord() {
    int start = at;
    while (at < to && bytes[at] != ' ') {
      at++;
    }
    return at > start;
  }

  private void skipBlanks() {
    while (at < to && bytes[at] == ' ') {
      at++;
    }
  }

  private boolean skip(char expected) {
    if (at < to && bytes[at] == expected) {
      at++;
      return true;
    }
    return false;
  }

  private boolean skipDigits(int count) {
    return skipAll(count, '0', '9');
  }

  /** An English month, or another word of three letters. */
  private boolean skipMonth() {
    return skipAll(1, 'A', 'Z') && skipAll(2, 'a', 'z');
  }

  private boolean skipAll(int count, char first, char last) {
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

  private boolean isDigit(int index) {
    return bytes[index] >= '0' && bytes[index] <= '9';
  }
}
