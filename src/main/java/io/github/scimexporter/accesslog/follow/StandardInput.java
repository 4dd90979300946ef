package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LineReader;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines that come on standard input, until it ends. */
final class StandardInput extends SentLines {
  private static final Logger logger = LoggerFactory.getLogger(StandardInput.class);

  private static final int BUFFER_BYTES = 64 * 1024;

  private final String name;
  private final InputStream in;
  private final Framing.Lines lines;
  private boolean started;
  private volatile boolean ended;
  private volatile boolean closed;

  /**
   * Makes a source that reads nothing before the first look.
   *
   * @param name the log
   * @param in standard input
   * @param reader a fresh reader of the log's format
   * @param sink where the lines go
   * @param wakeup woken when there is something to be read
   */
  StandardInput(String name, InputStream in, LineReader reader, LineSink sink, Wakeup wakeup) {
    this(name, in, reader, sink, new Inbox(wakeup));
  }

  private StandardInput(
      String name, InputStream in, LineReader reader, LineSink sink, Inbox inbox) {
    super(name, sink, inbox);
    this.name = name;
    this.in = in;
    lines = inbox.opening(reader);
  }

  @Override
  void open() {
    if (!started) {
      started = true;
      // A daemon: nothing can end its waiting for the next byte.
      Thread thread = new Thread(this::receive, "standard input");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Whether it did not end yet. */
  @Override
  public boolean isUp() {
    return !ended;
  }

  @Override
  public void drain() {
    closed = true;
    super.drain();
  }

  @Override
  public void close() {
    closed = true;
    super.close();
  }

  private void receive() {
    Framing framing = new LineFraming();
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      int read = in.read(buffer);
      while (read >= 0 && !closed) {
        framing.take(buffer, read, lines);
        read = in.read(buffer);
      }
      end(framing, "has ended: no line can come any more");
    } catch (IOException e) {
      end(framing, "cannot be read any more (" + e.getMessage() + ")");
    } finally {
      ended = true;
    }
  }

  private void end(Framing framing, String why) {
    // When the exporter ends, standard input may still go on.
    if (!closed) {
      framing.end(lines);
      logger.warn("log {}: standard input {}", name, why);
    }
  }
}
