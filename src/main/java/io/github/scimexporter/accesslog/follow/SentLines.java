package io.github.scimexporter.accesslog.follow;

import java.util.List;

/**
 * Lines that are sent rather than written to files. They cannot be asked for again: what was
 * received and not made durable is lost if the exporter is killed.
 */
abstract class SentLines implements LogSource {
  private final String name;
  private final LineSink sink;
  private final Inbox inbox;

  /**
   * Makes a source.
   *
   * @param name the log
   * @param sink where the lines go
   * @param inbox where those who receive lines put them
   */
  SentLines(String name, LineSink sink, Inbox inbox) {
    this.name = name;
    this.sink = sink;
    this.inbox = inbox;
  }

  @Override
  public final String name() {
    return name;
  }

  /** Sees to it that lines can come. */
  abstract void open();

  @Override
  public final boolean refresh() {
    open();
    inbox.refresh();
    return false;
  }

  @Override
  public final boolean step() {
    return inbox.step(sink);
  }

  @Override
  public final long lagBytes() {
    return inbox.bytes();
  }

  /** Nothing: it cannot be read again. */
  @Override
  public final List<FilePosition> positions() {
    return List.of();
  }

  @Override
  public void drain() {
    inbox.drain(sink);
  }

  @Override
  public void close() {
    inbox.close();
  }
}
