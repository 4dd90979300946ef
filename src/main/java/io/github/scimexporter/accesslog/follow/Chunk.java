package io.github.scimexporter.accesslog.follow;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A part of a log that is read whole, used for one part after the other. */
final class Chunk {
  private static final int BYTES = 256 * 1024;

  private byte[] bytes = new byte[BYTES];
  private int filled;
  private int read;
  private boolean last;

  /** Where the last whole line ends. */
  private int end;

  private Sieve sieve = new Sieve(Anchors.NOT_KNOWN);
  private boolean sifted;

  /**
   * Reads until it is full and has at least one line end, or more bytes than a line can have, or
   * the log ends.
   *
   * @param rest what stood after the last line end of the chunk before
   */
  void fill(InputStream log, byte[] rest) throws IOException {
    if (bytes.length < rest.length) {
      bytes = new byte[2 * rest.length];
    }
    System.arraycopy(rest, 0, bytes, 0, rest.length);
    filled = rest.length;
    end = 0;
    last = false;
    sifted = false;
    while (!last && !isFull()) {
      int count = log.read(bytes, filled, bytes.length - filled);
      last = count < 0;
      filled += Math.max(0, count);
    }
    end = LineFeed.lastLineEnd(bytes, 0, filled);
    read = filled - rest.length;
  }

  private boolean isFull() {
    if (filled < bytes.length) {
      return false;
    }
    if (filled >= LineFeed.MAX_LINE_BYTES || LineFeed.lastLineEnd(bytes, 0, filled) > 0) {
      return true;
    }
    bytes = Arrays.copyOf(bytes, 2 * filled);
    return false;
  }

  /** Whether the log ended with it. */
  boolean isLast() {
    return last;
  }

  /** Finds the lines that may be of interest; of the log's last chunk each is read. */
  void sift(Anchors anchors) {
    if (!sieve.isOf(anchors)) {
      sieve = new Sieve(anchors);
    }
    sifted = !last && end > 0 && sieve.sift(bytes, 0, end);
  }

  /** What stands after the last line end; nothing if that is too much for one line. */
  byte[] rest() {
    return end > 0 ? Arrays.copyOfRange(bytes, end, filled) : new byte[0];
  }

  /** Takes its whole lines; those at the end of the log, too, that have no line end. */
  void take(LineFeed feed, LineSink sink) {
    sink.bytes(read);
    if (sifted) {
      feed.takeLines(bytes, 0, end, sieve, sink);
    } else {
      feed.takeEach(bytes, 0, end, sink);
    }
    if (last) {
      feed.takeLast(bytes, end, filled, sink);
    } else if (end == 0) {
      feed.takeTooLong();
    }
  }
}
