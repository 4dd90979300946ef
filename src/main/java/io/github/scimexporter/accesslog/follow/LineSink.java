package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LogLine;

/** Takes the lines of a log as they are read. */
interface LineSink {
  /** A line that fits the format; its content is good until this returns. */
  void request(LogLine line);

  /** A line that does not fit. */
  void unfit();

  /** How many bytes were read since the last call, line ends and headers included. */
  void bytes(long count);

  /** How many bytes that were seen on disk are gone, and were not read. */
  void lost(long count);
}
