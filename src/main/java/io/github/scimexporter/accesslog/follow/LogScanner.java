package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LineReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Reads a whole log once, plain or gzip; a last line without line end counts, too. */
public final class LogScanner {
  private static final int BUFFER_BYTES = 256 * 1024;

  private final LineFeed feed;
  private final HistorySink sink;
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int filled;

  /**
   * Makes a scanner for one log.
   *
   * @param reader a fresh reader of the log's format
   * @param sink where the lines go
   */
  public LogScanner(LineReader reader, HistorySink sink) {
    this.feed = new LineFeed(reader, FilePosition.Rest.NONE);
    this.sink = sink;
  }

  /** Reads to the end. */
  public void scan(InputStream log) throws IOException {
    InputStream plain = decompressed(log);
    int read = plain.read(buffer, filled, buffer.length - filled);
    while (read >= 0) {
      filled += read;
      sink.bytes(read);
      takeLines();
      read = plain.read(buffer, filled, buffer.length - filled);
    }
    feed.takeLast(buffer, 0, filled, sink);
  }

  private void takeLines() {
    int end = LineFeed.lastLineEnd(buffer, 0, filled);
    feed.takeLines(buffer, 0, end, sink);
    System.arraycopy(buffer, end, buffer, 0, filled - end);
    filled -= end;
    if (filled == buffer.length) {
      makeRoom();
    }
  }

  private void makeRoom() {
    if (buffer.length < LineFeed.MAX_LINE_BYTES) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    } else {
      feed.takeTooLong();
      filled = 0;
    }
  }

  private static InputStream decompressed(InputStream log) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(log);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return gzip ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered;
  }
}
