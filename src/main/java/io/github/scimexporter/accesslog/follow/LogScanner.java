package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LineReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/**
 * Reads a whole log once, plain or gzip; a last line without line end counts, too. One thread reads
 * the bytes, and the lines that matter in their order; which ones these are is found ahead by
 * another one.
 */
public final class LogScanner {
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final int CHUNKS_AHEAD = 3;

  private final LineFeed feed;
  private final HistorySink sink;
  private final Deque<Chunk> ahead = new ArrayDeque<>();
  private final Deque<Chunk> free = new ArrayDeque<>();

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
    ExecutorService finder = Executors.newSingleThreadExecutor(LogScanner::daemon);
    try {
      Chunk chunk = new Chunk();
      while (chunk.fill(plain, sink)) {
        if (chunk.hasLine()) {
          Chunk next = free.isEmpty() ? new Chunk() : free.pop();
          chunk.moveRest(next);
          chunk.search(finder, sink.anchors());
          ahead.add(chunk);
          takeUpTo(CHUNKS_AHEAD);
          chunk = next;
        } else {
          takeUpTo(0);
          feed.takeTooLong();
          chunk.clear();
        }
      }
      takeUpTo(0);
      chunk.take(feed, sink);
      chunk.takeLast(feed, sink);
    } finally {
      finder.shutdownNow();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "finder of lines");
    thread.setDaemon(true);
    return thread;
  }

  private void takeUpTo(int left) {
    while (ahead.size() > left) {
      Chunk chunk = ahead.remove();
      chunk.take(feed, sink);
      free.push(chunk);
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
