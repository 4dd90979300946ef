package io.github.scimexporter.accesslog.follow;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * The beginning of a file's content: its first data line. Header lines do not count, since Tomcat's
 * extended valve begins every file with the same ones.
 */
final class Head {
  private static final int LOOK_BYTES = 64 * 1024;

  /** More of a line is not looked at, so that a line of any length has the same head everywhere. */
  private static final int LINE_BYTES = 1024;

  private Head() {}

  /** Whether the content is gzip (RFC 1952, section 2.3.1). */
  static boolean isCompressed(FileChannel channel) throws IOException {
    byte[] magic = new byte[2];
    return FileTail.readFully(channel, magic, 0, 2, 0) == 2
        && (magic[0] & 0xff) == 0x1f
        && (magic[1] & 0xff) == 0x8b;
  }

  static boolean isDataLine(byte[] bytes, int from, int to) {
    return from == to || bytes[from] != '#';
  }

  /** The hash of the first data line, or empty if there is none yet. */
  static String of(FileChannel channel) throws IOException {
    byte[] bytes = new byte[LOOK_BYTES];
    int filled = FileTail.readFully(channel, bytes, 0, LOOK_BYTES, 0);
    int start = 0;
    while (start < filled) {
      int end = FileTail.lineEnd(bytes, start, filled);
      boolean whole = end < filled;
      if (isDataLine(bytes, start, end)) {
        return whole || end - start >= LINE_BYTES ? of(bytes, start, end) : "";
      }
      start = end + 1;
    }
    return "";
  }

  /** The hash of the first data line, which is those bytes. */
  static String of(byte[] bytes, int from, int to) {
    return Hash.of(bytes, from, Math.min(to, from + LINE_BYTES));
  }

  /** Whether the shorter of two files is, up to its last bytes, the beginning of the longer. */
  static boolean isSameContent(FileChannel one, FileChannel other) throws IOException {
    long common = Math.min(one.size(), other.size());
    int length = (int) Math.min(FileTail.TAIL_BYTES, common);
    byte[] oneEnd = new byte[length];
    byte[] otherEnd = new byte[length];
    return FileTail.readFully(one, oneEnd, 0, length, common - length) == length
        && FileTail.readFully(other, otherEnd, 0, length, common - length) == length
        && Arrays.equals(oneEnd, otherEnd);
  }
}
