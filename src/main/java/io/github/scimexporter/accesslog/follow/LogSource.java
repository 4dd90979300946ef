package io.github.scimexporter.accesslog.follow;

import java.time.Duration;
import java.util.List;

/**
 * Where the lines of one log come from. {@link #refresh()} looks what there is, {@link #step()}
 * reads one chunk of it. Not safe for use by several threads: whoever calls it also decides when
 * the ledger and {@link #positions()} are one consistent whole.
 */
public interface LogSource {
  /** The name of the log. */
  String name();

  /**
   * Looks what there is to be read now.
   *
   * @return whether the ledger was told something: of bytes that are lost
   */
  boolean refresh();

  /**
   * Reads one chunk.
   *
   * @return whether there may be more to read at once
   */
  boolean step();

  /** Whether lines can come: directories listed and files opened, or a sender accepted. */
  boolean isUp();

  /** Bytes that are there and were not read yet. */
  long lagBytes();

  /** How far each file was read; nothing for what cannot be read again. */
  List<FilePosition> positions();

  /** The clock was set by so much: what is remembered by it is to be moved along. */
  default void clockStepped(Duration step) {}

  /** Reads what could not be read again, and takes in no more: the exporter ends. */
  default void drain() {}

  /** Lets go of everything. */
  void close();
}
