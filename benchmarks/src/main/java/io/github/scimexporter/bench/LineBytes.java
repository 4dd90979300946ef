package io.github.scimexporter.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Gathers the bytes of lines, and writes them in large pieces. */
final class LineBytes {
  private static final int PIECE = 1 << 20;

  /** No longer line is made. */
  private static final int ROOM = 4096;

  private final OutputStream out;
  private final byte[] bytes = new byte[PIECE + ROOM];
  private int filled;
  private long written;

  LineBytes(OutputStream out) {
    this.out = out;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  LineBytes add(byte[] text) {
    System.arraycopy(text, 0, bytes, filled, text.length);
    filled += text.length;
    return this;
  }

  LineBytes add(char letter) {
    bytes[filled++] = (byte) letter;
    return this;
  }

  /** Adds a number of so many digits. */
  LineBytes add(int number, int digits) {
    int rest = number;
    for (int i = digits - 1; i >= 0; i--) {
      bytes[filled + i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    filled += digits;
    return this;
  }

  void endLine() throws IOException {
    add('\n');
    if (filled >= PIECE) {
      flush();
    }
  }

  /** How many bytes there were so far. */
  long size() {
    return written + filled;
  }

  void flush() throws IOException {
    out.write(bytes, 0, filled);
    written += filled;
    filled = 0;
  }
}
