package io.github.scimexporter.accesslog.format;

/**
 * Reads Tomcat's {@code common} ({@code %h %l %u %t "%r" %s %b}) or {@code combined} (the same and
 * {@code "%{Referer}i" "%{User-Agent}i"}).
 *
 * <p>Before Tomcat 9.0.117, 10.1.54 and 11.0.21 nothing in {@code %r} was escaped, so a client can
 * put quotes, and what looks like a status, into its request line. Only the place after which the
 * rest of the line is exactly what the format asks for is taken as the request's end.
 */
final class NcsaReader implements LineReader {
  private final boolean combined;

  private NcsaReader(boolean combined) {
    this.combined = combined;
  }

  static NcsaReader common() {
    return new NcsaReader(false);
  }

  static NcsaReader combined() {
    return new NcsaReader(true);
  }

  @Override
  public Fit read(byte[] bytes, int from, int to, LogLine line) {
    line.start(bytes);
    int hostEnd = Bytes.indexOf(bytes, from, to, ' ');
    int time = hostEnd < 0 ? -1 : findTime(bytes, hostEnd, to);
    if (time < 0) {
      return Fit.UNFIT;
    }
    int request = time + Timestamps.CLF_LENGTH + 2;
    if (request > to || bytes[request - 2] != ' ' || bytes[request - 1] != '"') {
      return Fit.UNFIT;
    }
    int requestEnd = findRequestEnd(bytes, request, to);
    if (requestEnd < 0) {
      return Fit.UNFIT;
    }
    int identEnd = Bytes.indexOf(bytes, hostEnd + 1, time, ' ');
    if (identEnd < 0 || identEnd == time - 1) {
      return Fit.UNFIT;
    }
    line.setTimeMillis(Timestamps.clf(bytes, time, to));
    line.setStatus(Bytes.status(bytes, requestEnd + 2, requestEnd + 5));
    line.setRequest(request, requestEnd);
    if (!isDash(bytes, from, hostEnd)) {
      line.setClient(from, hostEnd);
    }
    // A user name may hold blanks, so it ends where the time begins.
    if (time - 1 > identEnd + 1 && !isDash(bytes, identEnd + 1, time - 1)) {
      line.setUser(identEnd + 1, time - 1);
    }
    return Fit.REQUEST;
  }

  private static int findTime(byte[] bytes, int from, int to) {
    int bracket = Bytes.indexOf(bytes, from, to, '[');
    while (bracket >= 0) {
      if (bytes[bracket - 1] == ' ' && Timestamps.clf(bytes, bracket, to) != Timestamps.NONE) {
        return bracket;
      }
      bracket = Bytes.indexOf(bytes, bracket + 1, to, '[');
    }
    return -1;
  }

  private int findRequestEnd(byte[] bytes, int from, int to) {
    int quote = Bytes.indexOf(bytes, from, to, '"');
    while (quote >= 0) {
      if (isRest(bytes, quote + 1, to)) {
        return quote;
      }
      quote = Bytes.indexOf(bytes, quote + 1, to, '"');
    }
    return -1;
  }

  /** Whether the bytes are {@code " 200 11"}, and for combined two quoted values after it. */
  private boolean isRest(byte[] bytes, int from, int to) {
    if (to - from < 6
        || bytes[from] != ' '
        || bytes[from + 4] != ' '
        || Bytes.status(bytes, from + 1, from + 4) < 0) {
      return false;
    }
    int sizeEnd = Bytes.indexOf(bytes, from + 5, to, ' ');
    if (!combined) {
      return Bytes.isSize(bytes, from + 5, to);
    }
    if (sizeEnd < 0 || !Bytes.isSize(bytes, from + 5, sizeEnd)) {
      return false;
    }
    int refererEnd = quotedEnd(bytes, sizeEnd + 1, to);
    return refererEnd >= 0
        && refererEnd < to
        && bytes[refererEnd] == ' '
        && quotedEnd(bytes, refererEnd + 1, to) == to;
  }

  /** The end of the quoted value that begins at {@code from}, quotes included, or -1. */
  private static int quotedEnd(byte[] bytes, int from, int to) {
    if (from >= to || bytes[from] != '"') {
      return -1;
    }
    for (int i = from + 1; i < to; i++) {
      if (bytes[i] == '\\') {
        i++;
      } else if (bytes[i] == '"') {
        return i + 1;
      }
    }
    return -1;
  }

  private static boolean isDash(byte[] bytes, int from, int to) {
    return to - from == 1 && bytes[from] == '-';
  }
}
