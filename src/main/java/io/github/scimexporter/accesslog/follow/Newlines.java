package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.Words;

/** Counts line ends, eight bytes at a time: every byte of a log passes through here. */
final class Newlines {
  private static final long NEWLINES = Words.ofAll('\n');

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
        counts += Words.same(Words.get(bytes, at), NEWLINES) >>> 7;
      }
      lines += sum(counts);
    }
    for (; at < end; at++) {
      lines += bytes[at] == '\n' ? 1 : 0;
    }
    return lines;
  }

  /** The sum of eight bytes. */
  private static int sum(long counts) {
    long pairs = (counts & 0x00ff00ff00ff00ffL) + ((counts >>> 8) & 0x00ff00ff00ff00ffL);
    return (int) ((pairs * 0x0001000100010001L) >>> 48);
  }
}
