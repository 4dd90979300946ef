package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LineReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines that come on standard input, until it ends. They cannot be asked for again: what was
 * received and not made durable is lost if the exporter is killed.
 */
final class StandardInput implements LogSource {
  private static final Logger logger = LoggerFactory.getLogger(StandardInput.class);

  private static final int BUFFER_BYTES = 64 * 1024;

  private final String name;
  private final InputStream in;
  private final LineSink sink;
  private final Inbox inbox;
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
    this.name = name;
    this.in = in;
    this.sink = sink;
    inbox = new Inbox(wakeup);
    lines = inbox.opening(reader);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean refresh() {
    if (!started) {
      started = true;
      // A daemon: nothing can end its waiting for the next byte.
      Thread thread = new Thread(this::receive, "standard input");
      thread.setDaemon(true);
      thread.start();
    }
    inbox.refresh();
    return false;
  }

  @Override
  public boolean step() {
    return inbox.step(sink);
  }

  /** Whether it did not end yet. */
  @Override
  public boolean isUp() {
    return !ended;
  }

  @Override
  public long lagBytes() {
    return inbox.bytes();
  }

  /** Nothing: it cannot be read again. */
  @Override
  public List<FilePosition> positions() {
    return List.of();
  }

  @Override
  public void drain() {
    closed = true;
    inbox.drain(sink);
  }

  @Override
  public void close() {
    closed = true;
    inbox.close();
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
