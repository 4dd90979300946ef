package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.Words;

/** Line ends, looked for in eight bytes at a time: every byte of a log passes through here. */
final class Newlines {
  private static final long ONES = 0x0101010101010101L;
  private static final long NEWLINES = '\n' * ONES;
  private static final long LOW_BITS = 0x7f * ONES;

  /** How many longs can be added up before one of their bytes overflows. */
  private static final int MAX_COUNT = 255;

  private Newlines() {}

  /** How many line ends there are. */
  static int count(byte[] bytes, int from, int end) {
    int at = from;
    int lines = 0;
    while (end - at >= Long.BYTES) {
      int stop = Math.min(end - Long.BYTES, at + (MAX_COUNT - 1) * Long.BYTES);
      long counts = 0;
      for (; at <= stop; at += Long.BYTES) {
        counts += marks(bytes, at) >>> 7;
      }
      lines += sum(counts);
    }
    for (; at < end; at++) {
      lines += bytes[at] == '\n' ? 1 : 0;
    }
    return lines;
  }

  /** The first line end, or {@code end} if there is none. */
  static int first(byte[] bytes, int from, int end) {
    int at = from;
    while (end - at >= Long.BYTES) {
      long marks = marks(bytes, at);
      if (marks != 0) {
        return at + Long.numberOfTrailingZeros(marks) / Byte.SIZE;
      }
      at += Long.BYTES;
    }
    while (at < end && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  /** Of eight bytes, the highest bit of each that is a line end. */
  private static long marks(byte[] bytes, int at) {
    long different = Words.get(bytes, at) ^ NEWLINES;
    // The others have their highest bit, or carry into it.
    return ~(((different & LOW_BITS) + LOW_BITS) | different | LOW_BITS);
  }

  /** The sum of eight bytes. */
  private static int sum(long counts) {
    long pairs = (counts & 0x00ff00ff00ff00ffL) + ((counts >>> 8) & 0x00ff00ff00ff00ffL);
    return (int) ((pairs * 0x0001000100010001L) >>> 48);
  }
}
