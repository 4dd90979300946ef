package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LineReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;

/**
 * Reads a whole log once, plain or gzip; a last line without line end counts, too. One thread reads
 * ahead, and finds the lines that matter; another one takes these in their order.
 */
public final class LogScanner {
  private static final int BUFFER_BYTES = 256 * 1024;

  /** So many that neither thread often waits for the other. */
  private static final int CHUNKS_AHEAD = 16;

  private final LineFeed feed;
  private final HistorySink sink;

  /** What the thread that reads ahead keeps of the chunk before. */
  private byte[] rest = new byte[0];

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
    Anchors anchors = sink.anchors();
    ExecutorService ahead = Executors.newSingleThreadExecutor(LogScanner::daemon);
    try {
      Deque<Future<Chunk>> chunks = new ArrayDeque<>();
      for (int i = 0; i < CHUNKS_AHEAD; i++) {
        chunks.add(ahead.submit(() -> read(plain, new Chunk(), anchors)));
      }
      Chunk taken = result(chunks.remove());
      taken.take(feed, sink);
      while (!taken.isLast()) {
        Chunk free = taken;
        chunks.add(ahead.submit(() -> read(plain, free, anchors)));
        taken = result(chunks.remove());
        taken.take(feed, sink);
      }
    } finally {
      ahead.shutdownNow();
    }
  }

  private Chunk read(InputStream log, Chunk chunk, Anchors anchors) throws IOException {
    chunk.fill(log, rest);
    rest = chunk.rest();
    chunk.sift(anchors);
    return chunk;
  }

  private static Chunk result(Future<Chunk> chunk) throws IOException {
    try {
      return chunk.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a log is read", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cannotBeRead) {
        throw cannotBeRead;
      }
      throw new IllegalStateException("a log cannot be searched", e.getCause());
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "reads ahead");
    thread.setDaemon(true);
    return thread;
  }

  private static InputStream decompressed(InputStream log) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(log);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return gzip ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered;
  }
}
