package io.github.scimexporter.accesslog.format;

/**
 * Skips what syslog puts before a message: <a href="https://www.rfc-editor.org/rfc/rfc5424">RFC
 * 5424</a>, and <a href="https://www.rfc-editor.org/rfc/rfc3164">RFC 3164</a> as it is really sent:
 * nginx and logger with a host name, HAProxy and nginx's {@code nohostname} without, rsyslog with
 * ISO times too, some without time or tag. Nothing of the header is kept: a line's time is its own.
 */
public final class SyslogHeader {
  /** What {@link #messageStart} gives for what is not syslog. */
  public static final int NOT_SYSLOG = -1;

  /** 24 facilities of 8 severities each. */
  private static final int MAX_PRIORITY = 191;

  /** HOSTNAME, APP-NAME, PROCID and MSGID. */
  private static final int WORDS_BEFORE_DATA = 4;

  private final LineCursor cursor;

  private SyslogHeader(LineCursor cursor) {
    this.cursor = cursor;
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
    LineCursor cursor = new LineCursor();
    cursor.start(bytes, from, to);
    SyslogHeader header = new SyslogHeader(cursor);
    if (!header.skipPriority()) {
      return NOT_SYSLOG;
    }
    if (!header.skipVersion()) {
      header.skipRestOf3164();
    } else if (!header.skipRestOf5424()) {
      return NOT_SYSLOG;
    }
    cursor.skipBlanks();
    return cursor.at();
  }

  /** {@code <0>} to {@code <191>}. */
  private boolean skipPriority() {
    if (!cursor.skip('<')) {
      return false;
    }
    int priority = cursor.number(3);
    return priority >= 0 && priority <= MAX_PRIORITY && cursor.skip('>');
  }

  /** A version, and a time or {@code -} behind it: a 3164 message may begin with a number, too. */
  private boolean skipVersion() {
    int start = cursor.at();
    if (cursor.number(3) > 0 && cursor.skip(' ') && (skipIsoTime() || skipNil())) {
      return true;
    }
    cursor.goBack(start);
    return false;
  }

  private boolean skipNil() {
    return cursor.skip('-') && cursor.skip(' ');
  }

  private boolean skipRestOf5424() {
    for (int i = 0; i < WORDS_BEFORE_DATA; i++) {
      if (!cursor.skipWord() || !cursor.skip(' ')) {
        return false;
      }
    }
    if (!cursor.skip('-') && !skipStructuredData()) {
      return false;
    }
    if (!cursor.isAtEnd() && !cursor.skip(' ')) {
      return false;
    }
    // rsyslog puts the blank before MSG that 3164 has there.
    cursor.skipBlanks();
    cursor.skipByteOrderMark();
    return true;
  }

  /** {@code [ID NAME="VALUE" ...]}, once or more; in a value a backslash escapes what follows. */
  private boolean skipStructuredData() {
    boolean any = false;
    while (cursor.skip('[')) {
      boolean quoted = false;
      while (!cursor.isAtEnd() && (quoted || !cursor.isAt(']'))) {
        if (quoted && cursor.isAt('\\')) {
          cursor.step();
        } else if (cursor.isAt('"')) {
          quoted = !quoted;
        }
        cursor.step();
      }
      if (!cursor.skip(']')) {
        return false;
      }
      any = true;
    }
    return any;
  }

  /** Time and host name, host name and tag, or what of it is there. */
  private void skipRestOf3164() {
    boolean timed = skipIsoTime() || skipBsdTime();
    if (!cursor.skipTag() && timed) {
      // RFC 3164 5.4: after a time, the first word is the host, whatever it looks like.
      cursor.skipWord();
      cursor.skipBlanks();
      cursor.skipTag();
    }
  }

  /** {@code Nov 4 12:00:00 }. */
  private boolean skipBsdTime() {
    int start = cursor.at();
    if (cursor.skipAll(1, 'A', 'Z')
        && cursor.skipAll(2, 'a', 'z')
        && cursor.skip(' ')
        && skipDay()
        && cursor.skip(' ')
        && cursor.skipDigits(2)
        && cursor.skip(':')
        && cursor.skipDigits(2)
        && cursor.skip(':')
        && cursor.skipDigits(2)
        && cursor.skip(' ')) {
      return true;
    }
    cursor.goBack(start);
    return false;
  }

  /** Padded by a blank, by a 0, or not at all. */
  private boolean skipDay() {
    cursor.skip(' ');
    return cursor.skipDigits(2) || cursor.skipDigits(1);
  }

  /** {@code 2026-11-24T12:00:00.123456+01:00 }; behind the T, whatever stands up to the blank. */
  private boolean skipIsoTime() {
    int start = cursor.at();
    if (cursor.skipDigits(4)
        && cursor.skip('-')
        && cursor.skipDigits(2)
        && cursor.skip('-')
        && cursor.skipDigits(2)
        && cursor.skip('T')
        && cursor.skipWord()
        && cursor.skip(' ')) {
      return true;
    }
    cursor.goBack(start);
    return false;
  }
}
