package io.github.scimexporter.accesslog.follow;

import java.io.IOException;
import java.util.Arrays;

/**
 * The beginning of a file's content: its first data line. Header lines do not count, since Tomcat's
 * extended valve begins every file with the same ones.
 *
 * @param hash the hash of the first data line, or empty as long as that has no end
 * @param openHash the hash of a first data line without end, or empty
 */
record Head(String hash, String openHash) {
  private static final int LOOK_BYTES = 64 * 1024;

  /** More of a line is not looked at, so that a line of any length has the same head everywhere. */
  private static final int LINE_BYTES = 1024;

  static final Head NONE = new Head("", "");

  static boolean isDataLine(byte[] bytes, int from, int to) {
    return from == to || bytes[from] != '#';
  }

  static Head of(Content content) throws IOException {
    byte[] bytes = new byte[LOOK_BYTES];
    int filled = content.read(bytes, 0, LOOK_BYTES, 0);
    int start = 0;
    while (start < filled) {
      int end = LineFeed.lineEnd(bytes, start, filled);
      if (isDataLine(bytes, start, end)) {
        String hash = hash(bytes, start, end);
        boolean whole = end < filled || end - start >= LINE_BYTES || isAll(content, filled);
        return whole ? new Head(hash, "") : new Head("", hash);
      }
      start = end + 1;
    }
    return NONE;
  }

  /** Whether so many bytes are all that there will ever be. */
  private static boolean isAll(Content content, int filled) throws IOException {
    return content.isCompressed() && filled < LOOK_BYTES && content.isFinished();
  }

  /** The hash of the first data line, which is those bytes. */
  static String hash(byte[] bytes, int from, int to) {
    return Hash.of(bytes, from, Math.min(to, from + LINE_BYTES));
  }

  /** Whether a file of which that hash is known may begin like this. */
  boolean isThatOf(String known) {
    return !known.isEmpty() && (known.equals(hash) || known.equals(openHash));
  }

  /** Whether the shorter of two files is, up to its last bytes, the beginning of the longer. */
  static boolean isSameContent(Content one, Content other) throws IOException {
    long size = one.size();
    long common = other.reaches(size) ? size : other.size();
    int length = (int) Math.min(FileTail.TAIL_BYTES, common);
    byte[] oneEnd = new byte[length];
    byte[] otherEnd = new byte[length];
    return one.read(oneEnd, 0, length, common - length) == length
        && other.read(otherEnd, 0, length, common - length) == length
        && Arrays.equals(oneEnd, otherEnd);
  }
}
