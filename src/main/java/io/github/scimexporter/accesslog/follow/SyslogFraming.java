package io.github.scimexporter.accesslog.follow;

/**
 * Syslog messages in a stream, <a href="https://www.rfc-editor.org/rfc/rfc6587">RFC 6587</a>:
 * {@code LENGTH MESSAGE}, or a message that ends in LF or NUL. Which of them is told for each
 * message by its first byte: a message itself never begins with a digit. What is neither is a line
 * up to the next LF or NUL, so that the sender is understood again from there on.
 */
final class SyslogFraming implements Framing {
  /**
   * A longer message is counted as one that does not fit: UDP carries no longer one, and many
   * senders may each keep one waiting.
   */
  static final int MAX_MESSAGE_BYTES = 64 * 1024;

  /** A longer number is no length. */
  private static final int MAX_LENGTH_DIGITS = 9;

  private enum State {
    /** Before the first byte of a message. */
    BETWEEN,
    /** In the digits of a length. */
    LENGTH,
    /** In a message whose length is known. */
    COUNTED,
    /** In a message that ends in LF or NUL. */
    TERMINATED
  }

  private final LineBuffer message = new LineBuffer(MAX_MESSAGE_BYTES);
  private State state = State.BETWEEN;

  /** The digits of a length, which turn out to be text if no blank follows. */
  private final byte[] digits = new byte[MAX_LENGTH_DIGITS];

  private int digitCount;

  /** What is left of a counted message. */
  private int left;

  @Override
  public void take(byte[] bytes, int length, Lines lines) {
    int at = 0;
    while (at < length) {
      at =
          switch (state) {
            case BETWEEN -> begin(bytes, at);
            case LENGTH -> length(bytes, at);
            case COUNTED -> counted(bytes, at, length, lines);
            case TERMINATED -> terminated(bytes, at, length, lines);
          };
    }
  }

  @Override
  public void end(Lines lines) {
    if (state == State.LENGTH) {
      lengthIsText();
    }
    state = State.BETWEEN;
    if (!message.isUntouched()) {
      message.finish(lines);
    }
  }

  private int begin(byte[] bytes, int at) {
    digitCount = 0;
    state = bytes[at] >= '1' && bytes[at] <= '9' ? State.LENGTH : State.TERMINATED;
    return at;
  }

  private int length(byte[] bytes, int at) {
    byte next = bytes[at];
    if (next >= '0' && next <= '9' && digitCount < MAX_LENGTH_DIGITS) {
      digits[digitCount++] = next;
      return at + 1;
    }
    if (next != ' ') {
      lengthIsText();
      return at;
    }
    message.around(digitCount + 1);
    left = 0;
    for (int i = 0; i < digitCount; i++) {
      left = 10 * left + digits[i] - '0';
    }
    state = State.COUNTED;
    return at + 1;
  }

  private void lengthIsText() {
    message.add(digits, 0, digitCount);
    state = State.TERMINATED;
  }

  private int counted(byte[] bytes, int at, int length, Lines lines) {
    int end = at + Math.min(left, length - at);
    message.add(bytes, at, end);
    left -= end - at;
    if (left == 0) {
      state = State.BETWEEN;
      message.finish(lines);
    }
    return end;
  }

  private int terminated(byte[] bytes, int at, int length, Lines lines) {
    int end = at;
    while (end < length && bytes[end] != '\n' && bytes[end] != 0) {
      end++;
    }
    message.add(bytes, at, end);
    if (end == length) {
      return end;
    }
    message.around(1);
    state = State.BETWEEN;
    message.finish(lines);
    return end + 1;
  }
}
