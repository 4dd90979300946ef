package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.follow.FilePosition.Rest;
import io.github.scimexporter.accesslog.format.LineReader;
import io.github.scimexporter.accesslog.format.LogLine;

/** Takes bytes apart into lines, and hands each to the reader of the format and on to the sink. */
final class LineFeed {
  /** A longer line is counted as one that does not fit, without being held in memory. */
  static final int MAX_LINE_BYTES = 1024 * 1024;

  private final LineReader reader;
  private final LogLine line = new LogLine();
  private Rest rest;
  private long lines;
  private long fits;

  LineFeed(LineReader reader, Rest rest) {
    this.reader = reader;
    this.rest = rest;
  }

  /** Lines that were counted here. */
  long lines() {
    return lines;
  }

  /** Those of them that fit the format. */
  long fits() {
    return fits;
  }

  Rest rest() {
    return rest;
  }

  LineReader reader() {
    return reader;
  }

  /** Takes whole lines; the last byte ends a line. */
  void takeLines(byte[] buffer, int from, int end, LineSink sink) {
    int start = from;
    if (rest != Rest.NONE && start < end) {
      start = lineEnd(buffer, from, end) + 1;
      if (rest == Rest.TOO_LONG) {
        unfit(sink);
      }
      rest = Rest.NONE;
    }
    while (start < end) {
      int newline = lineEnd(buffer, start, end);
      take(buffer, start, newline, sink);
      start = newline + 1;
    }
  }

  /** Passes over bytes of a line that is too long to be read. */
  void takeTooLong() {
    if (rest == Rest.NONE) {
      rest = Rest.TOO_LONG;
    }
  }

  /** Whether the bytes are a line that fits; it is not taken. */
  boolean isFit(byte[] buffer, int from, int end) {
    return reader.read(buffer, from, withoutReturn(buffer, from, end), line)
        == LineReader.Fit.REQUEST;
  }

  /** Takes the bytes of a last line whose end will not come. */
  void takeLast(byte[] buffer, int from, int end, LineSink sink) {
    if (rest == Rest.TOO_LONG) {
      unfit(sink);
    } else if (rest == Rest.NONE && from < end) {
      take(buffer, from, end, sink);
    } else {
      return;
    }
    rest = Rest.TAKEN;
  }

  private void take(byte[] buffer, int from, int newline, LineSink sink) {
    switch (reader.read(buffer, from, withoutReturn(buffer, from, newline), line)) {
      case REQUEST -> {
        lines++;
        fits++;
        sink.request(line);
      }
      case UNFIT -> unfit(sink);
      case HEADER -> {}
    }
  }

  private static int withoutReturn(byte[] buffer, int from, int newline) {
    return newline > from && buffer[newline - 1] == '\r' ? newline - 1 : newline;
  }

  private void unfit(LineSink sink) {
    lines++;
    sink.unfit();
  }

  /** The first line end, or {@code end} if there is none. */
  static int lineEnd(byte[] buffer, int from, int end) {
    int at = from;
    while (at < end && buffer[at] != '\n') {
      at++;
    }
    return at;
  }

  /** The place after the last line end, or {@code from} if there is none. */
  static int lastLineEnd(byte[] buffer, int from, int filled) {
    for (int i = filled - 1; i >= from; i--) {
      if (buffer[i] == '\n') {
        return i + 1;
      }
    }
    return from;
  }
}
