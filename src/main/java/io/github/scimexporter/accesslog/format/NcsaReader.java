package io.github.scimexporter.accesslog.format;

/**
 * Reads Tomcat's {@code common} ({@code %h %l %u %t "%r" %s %b}) or {@code combined} (the same and
 * {@code "%{Referer}i" "%{User-Agent}i"}), twice as fast as any pattern is read: what a line
 * usually looks like is read here, and whatever is unusual is left to the compiled pattern.
 */
final class NcsaReader implements LineReader {
  private final boolean combined;
  private final LineReader compiled;

  private NcsaReader(boolean combined) {
    this.combined = combined;
    compiled =
        new PatternReader(
            TomcatPattern.ofAlias(combined ? "combined" : "common"),
            new LineFacts(FormatOptions.DEFAULT, Escapes.BACKSLASH));
  }

  static NcsaReader common() {
    return new NcsaReader(false);
  }

  static NcsaReader combined() {
    return new NcsaReader(true);
  }

  @Override
  public int mismatch() {
    return compiled.mismatch();
  }

  @Override
  public Fit read(byte[] bytes, int from, int to, LogLine line) {
    return isUsual(bytes, from, to, line) ? Fit.REQUEST : compiled.read(bytes, from, to, line);
  }

  /** Whether it is a line without any doubt where which part of it ends. */
  private boolean isUsual(byte[] bytes, int from, int to, LogLine line) {
    int hostEnd = Bytes.indexOrEnd(bytes, from, to, ' ');
    int identEnd = Bytes.indexOrEnd(bytes, hostEnd + 1, to, ' ');
    int userEnd = Bytes.indexOrEnd(bytes, identEnd + 1, to, ' ');
    int request = userEnd + 1 + Timestamps.CLF_LENGTH + 2;
    if (hostEnd == from || !Bytes.isDash(bytes, hostEnd + 1, identEnd) || request > to) {
      return false;
    }
    long time = Timestamps.clf(bytes, userEnd + 1, to);
    int requestEnd = Bytes.indexOrEnd(bytes, request, to, '"');
    if (time == Timestamps.NONE
        || bytes[request - 2] != ' '
        || bytes[request - 1] != '"'
        || Bytes.indexOf(bytes, identEnd, userEnd, '"') >= 0
        || !isPlain(bytes, request, requestEnd)
        || !isRest(bytes, requestEnd + 1, to)) {
      return false;
    }
    line.start(bytes);
    line.setTimeMillis(time);
    line.setStatus(Bytes.status(bytes, requestEnd + 2, requestEnd + 5));
    line.setRequest(request, requestEnd);
    if (!Bytes.isDash(bytes, from, hostEnd)) {
      line.setClient(from, hostEnd);
    }
    if (!Bytes.isDash(bytes, identEnd + 1, userEnd)) {
      line.setUser(identEnd + 1, userEnd, Escapes.BACKSLASH);
    }
    return true;
  }

  /** Whether the bytes are {@code METHOD TARGET PROTOCOL} without further blanks, or a dash. */
  private static boolean isPlain(byte[] bytes, int from, int to) {
    int methodEnd = Bytes.indexOrEnd(bytes, from, to, ' ');
    int targetEnd = Bytes.indexOrEnd(bytes, methodEnd + 1, to, ' ');
    return Bytes.isDash(bytes, from, to) || Bytes.protocolEnd(bytes, targetEnd + 1, to) == to;
  }

  /** Whether the bytes are {@code " 200 11"}, and for combined two quoted values after it. */
  private boolean isRest(byte[] bytes, int from, int to) {
    if (to - from < 6
        || bytes[from] != ' '
        || bytes[from + 4] != ' '
        || Bytes.status(bytes, from + 1, from + 4) < 0) {
      return false;
    }
    int sizeEnd = Shapes.NUMBER.end(bytes, from + 5, to);
    if (!combined || sizeEnd < 0) {
      return sizeEnd == to;
    }
    int refererEnd = quotedEnd(bytes, sizeEnd, to);
    return refererEnd >= 0 && quotedEnd(bytes, refererEnd, to) == to;
  }

  /** The end of the blank and the quoted value that begin at {@code from}, or -1. */
  private static int quotedEnd(byte[] bytes, int from, int to) {
    if (to - from < 3 || bytes[from] != ' ' || bytes[from + 1] != '"') {
      return -1;
    }
    int quote = Bytes.unescapedQuote(bytes, from + 2, to);
    return quote < to ? quote + 1 : -1;
  }
}
