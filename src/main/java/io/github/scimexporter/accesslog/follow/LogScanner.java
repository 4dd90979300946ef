package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LineReader;
import io.github.scimexporter.accesslog.format.LogLine;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Reads a whole log once, plain or gzip; a last line without line end counts, too. */
public final class LogScanner {
  private static final int BUFFER_BYTES = 256 * 1024;

  private final LineReader reader;
  private final HistorySink sink;
  private final LogLine line = new LogLine();
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int filled;
  private boolean oversized;

  /**
   * Makes a scanner for one log.
   *
   * @param reader a fresh reader of the log's format
   * @param sink where the lines go
   */
  public LogScanner(LineReader reader, HistorySink sink) {
    this.reader = reader;
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
    if (filled > 0 || oversized) {
      take(0, withoutReturn(0, filled));
    }
  }

  private void takeLines() {
    int start = 0;
    for (int i = 0; i < filled; i++) {
      if (buffer[i] == '\n') {
        take(start, withoutReturn(start, i));
        start = i + 1;
      }
    }
    System.arraycopy(buffer, start, buffer, 0, filled - start);
    filled -= start;
    if (filled == buffer.length) {
      makeRoom();
    }
  }

  private int withoutReturn(int from, int to) {
    return to > from && buffer[to - 1] == '\r' ? to - 1 : to;
  }

  private void makeRoom() {
    if (buffer.length < FileTail.MAX_LINE_BYTES) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    } else {
      oversized = true;
      filled = 0;
    }
  }

  private void take(int from, int to) {
    if (oversized) {
      oversized = false;
      sink.unfit();
      return;
    }
    switch (reader.read(buffer, from, to, line)) {
      case REQUEST -> sink.request(line);
      case UNFIT -> sink.unfit();
      case HEADER -> {}
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
