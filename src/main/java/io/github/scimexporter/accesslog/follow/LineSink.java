package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LogLine;

/** Takes the lines of a log as they are read. */
interface LineSink {
  /** A line that fits the format; its content is good until this returns. */
  void request(LogLine line);

  /** A line that does not fit. */
  void unfit();

  /** What stands in the lines that it must be given; the others may be passed over. */
  Anchors anchors();

  /**
   * Lines that were passed over: they have none of the {@link #anchors()}. They were not read; that
   * they fit is judged by others of the same chunk.
   */
  void passed(int lines);

  /** How many bytes were read since the last call, line ends and headers included. */
  void bytes(long count);

  /** How many bytes that were seen on disk are gone, and were not read. */
  void lost(long count);
}
