package io.github.scimexporter.accesslog.follow;

import java.util.Arrays;

/**
 * A line that comes in pieces. It takes as much memory as came of it, at most twice its limit; a
 * longer line is let go of at once, and only known to have been too long.
 */
final class LineBuffer {
  private static final byte[] EMPTY = new byte[0];

  /** What a sender that waits between its lines may go on to hold. */
  private static final int KEPT_BYTES = 4 * 1024;

  private final int maxBytes;
  private byte[] bytes = EMPTY;
  private int length;
  private long sent;
  private boolean tooLong;

  LineBuffer(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Adds a piece of the line. */
  void add(byte[] from, int start, int end) {
    int more = end - start;
    sent += more;
    if (tooLong || more > maxBytes - length) {
      tooLong = true;
      bytes = EMPTY;
      length = 0;
      return;
    }
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, Math.min(2 * bytes.length, maxBytes)));
    }
    System.arraycopy(from, start, bytes, length, more);
    length += more;
  }

  /** Counts bytes that were sent and are no part of the line. */
  void around(int count) {
    sent += count;
  }

  /** Whether nothing was sent since the last line. */
  boolean isUntouched() {
    return sent == 0;
  }

  /** Hands the line on without a carriage return at its end, and begins the next one. */
  void finish(Framing.Lines lines) {
    int to = length > 0 && bytes[length - 1] == '\r' ? length - 1 : length;
    byte[] line = bytes;
    long all = sent;
    boolean unreadable = tooLong;
    begin();
    if (unreadable) {
      lines.unfit(all);
    } else {
      lines.line(line, 0, to, all);
    }
  }

  private void begin() {
    bytes = bytes.length > KEPT_BYTES ? EMPTY : bytes;
    length = 0;
    sent = 0;
    tooLong = false;
  }
}
