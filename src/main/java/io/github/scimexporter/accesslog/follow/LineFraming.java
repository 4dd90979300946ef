package io.github.scimexporter.accesslog.follow;

/** Lines that end in LF or CR LF, as in a file. */
final class LineFraming implements Framing {
  private final LineBuffer line = new LineBuffer(LineFeed.MAX_LINE_BYTES);

  @Override
  public void take(byte[] bytes, int length, Lines lines) {
    int start = 0;
    while (start < length) {
      int end = LineFeed.lineEnd(bytes, start, length);
      line.add(bytes, start, end);
      if (end < length) {
        line.around(1);
        line.finish(lines);
      }
      start = end + 1;
    }
  }

  @Override
  public void end(Lines lines) {
    if (!line.isUntouched()) {
      line.finish(lines);
    }
  }
}
