package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.follow.FilePosition.Rest;
import io.github.scimexporter.accesslog.format.LineReader;
import io.github.scimexporter.accesslog.format.LineReader.Fit;
import io.github.scimexporter.accesslog.format.LogLine;
import io.github.scimexporter.accesslog.format.Words;

/** Takes bytes apart into lines, and hands each to the reader of the format and on to the sink. */
final class LineFeed {
  /** A longer line is counted as one that does not fit, without being held in memory. */
  static final int MAX_LINE_BYTES = 1024 * 1024;

  /** A chunk that is shorter is read line by line. */
  private static final int LEAST_SIFTED_BYTES = 16 * 1024;

  /** Of how many lines of a chunk it is looked whether they fit, beside its last one. */
  private static final int SAMPLES = 8;

  private final LineReader reader;
  private final LogLine line = new LogLine();
  private Rest rest;
  private long lines;
  private long fits;
  private Sieve sieve = new Sieve(Anchors.NOT_KNOWN);

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
    int start = afterRest(buffer, from, end, sink);
    if (!sieve.isOf(sink.anchors())) {
      sieve = new Sieve(sink.anchors());
    }
    boolean sifted = end - start >= LEAST_SIFTED_BYTES && sieve.sift(buffer, start, end);
    if (!sifted || !takeSifted(buffer, start, end, sieve, sink)) {
      takeEach(buffer, start, end, sink);
    }
  }

  /** The same with a sieve that the lines went through already. */
  void takeLines(byte[] buffer, int from, int end, Sieve sifted, LineSink sink) {
    int start = afterRest(buffer, from, end, sink);
    if (start > from || !takeSifted(buffer, start, end, sifted, sink)) {
      takeEach(buffer, start, end, sink);
    }
  }

  /** Where the first line begins that nothing was taken of. */
  private int afterRest(byte[] buffer, int from, int end, LineSink sink) {
    if (rest == Rest.NONE || from == end) {
      return from;
    }
    if (rest == Rest.TOO_LONG) {
      unfit(sink);
    }
    rest = Rest.NONE;
    return lineEnd(buffer, from, end) + 1;
  }

  /** Takes whole lines, and reads each of them. */
  void takeEach(byte[] buffer, int from, int end, LineSink sink) {
    int start = afterRest(buffer, from, end, sink);
    while (start < end) {
      start = take(buffer, start, end, sink) + 1;
    }
  }

  /**
   * Reads only those lines that may be of interest, and the last one, so that the time of the
   * newest is known; the others are counted. Whether they fit is judged by sample: as soon as one
   * line of the chunk is found not to fit, all are read.
   *
   * @return false if nothing was taken
   */
  private boolean takeSifted(byte[] buffer, int from, int end, Sieve sifted, LineSink sink) {
    int last = lastLineEnd(buffer, from, end - 1);
    if (!isFit(buffer, last, end - 1) || !samplesFit(buffer, from, last)) {
      return false;
    }
    int taken = 0;
    while (taken < sifted.count() && sifted.start(taken) < last) {
      int start = sifted.start(taken);
      int newline = lineEnd(buffer, start, end);
      Fit fit = read(buffer, start, newline);
      if (fit != Fit.REQUEST) {
        // In the order of the log: which lines did not fit of the last thousand is known.
        pass(Newlines.count(buffer, from, start) - taken, sink);
        tell(fit, sink);
        takeEach(buffer, newline + 1, end, sink);
        return true;
      }
      tell(fit, sink);
      taken++;
    }
    pass(sifted.lines() - 1 - taken, sink);
    take(buffer, last, end, sink);
    return true;
  }

  private boolean samplesFit(byte[] buffer, int from, int end) {
    int step = (end - from) / SAMPLES + 1;
    int at = from;
    while (at < end) {
      int newline = lineEnd(buffer, at, end);
      if (!isFit(buffer, at, newline)) {
        return false;
      }
      int next = Math.max(newline, at + step);
      at = next < end ? lineEnd(buffer, next, end) + 1 : end;
    }
    return true;
  }

  private void pass(int passed, LineSink sink) {
    lines += passed;
    fits += passed;
    sink.passed(passed);
  }

  /** Passes over bytes of a line that is too long to be read. */
  void takeTooLong() {
    if (rest == Rest.NONE) {
      rest = Rest.TOO_LONG;
    }
  }

  /** Whether the bytes are a line that fits; it is not taken. */
  boolean isFit(byte[] buffer, int from, int end) {
    return read(buffer, from, end) == Fit.REQUEST;
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

  /** Takes a line, and returns where it ends. */
  private int take(byte[] buffer, int from, int end, LineSink sink) {
    int newline = lineEnd(buffer, from, end);
    tell(read(buffer, from, newline), sink);
    return newline;
  }

  private Fit read(byte[] buffer, int from, int newline) {
    return reader.read(buffer, from, withoutReturn(buffer, from, newline), line);
  }

  private void tell(Fit fit, LineSink sink) {
    switch (fit) {
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
    return Words.first(buffer, from, end, '\n');
  }

  /** The place after the last line end, or {@code from} if there is none. */
  static int lastLineEnd(byte[] buffer, int from, int filled) {
    return Words.last(buffer, from, filled, '\n') + 1;
  }
}
