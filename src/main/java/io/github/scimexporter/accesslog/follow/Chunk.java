package io.github.scimexporter.accesslog.follow;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A part of a log that is read whole, used for one part after the other. */
final class Chunk {
  private static final int BYTES = 256 * 1024;

  private byte[] bytes = new byte[BYTES];
  private int filled;

  /** Where the last whole line ends. */
  private int end;

  private Sieve sieve = new Sieve(Anchors.NOT_KNOWN);
  private @Nullable Future<Boolean> sifted;

  /**
   * Reads until it is full and has at least one line end, or more bytes than a line can have.
   *
   * @return false if the log ended before
   */
  boolean fill(InputStream log, LineSink sink) throws IOException {
    while (true) {
      if (filled == bytes.length) {
        end = LineFeed.lastLineEnd(bytes, 0, filled);
        if (end > 0 || filled >= LineFeed.MAX_LINE_BYTES) {
          return true;
        }
        bytes = Arrays.copyOf(bytes, 2 * filled);
      }
      int read = log.read(bytes, filled, bytes.length - filled);
      if (read < 0) {
        end = LineFeed.lastLineEnd(bytes, 0, filled);
        return false;
      }
      filled += read;
      sink.bytes(read);
    }
  }

  /** Whether it has a line end. */
  boolean hasLine() {
    return end > 0;
  }

  /** Gives what stands after the last line end to another chunk, as its beginning. */
  void moveRest(Chunk next) {
    int rest = filled - end;
    if (next.bytes.length < rest) {
      next.bytes = new byte[bytes.length];
    }
    System.arraycopy(bytes, end, next.bytes, 0, rest);
    next.filled = rest;
    filled = end;
  }

  void clear() {
    filled = 0;
  }

  /** Lets the lines be found that may be of interest. */
  void search(ExecutorService finder, Anchors anchors) {
    if (!sieve.isOf(anchors)) {
      sieve = new Sieve(anchors);
    }
    sifted = finder.submit(() -> sieve.sift(bytes, 0, end));
  }

  /** Takes its whole lines. */
  void take(LineFeed feed, LineSink sink) {
    if (isSifted()) {
      feed.takeLines(bytes, 0, end, sieve, sink);
    } else {
      feed.takeEach(bytes, 0, end, sink);
    }
  }

  /** Takes what stands after the last line end. */
  void takeLast(LineFeed feed, LineSink sink) {
    feed.takeLast(bytes, end, filled, sink);
  }

  private boolean isSifted() {
    Future<Boolean> search = sifted;
    sifted = null;
    try {
      return search != null && search.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a log is read", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a chunk cannot be searched", e.getCause());
    }
  }
}
