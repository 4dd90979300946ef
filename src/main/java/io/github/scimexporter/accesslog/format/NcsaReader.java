package io.github.scimexporter.accesslog.format;

import java.util.EnumSet;
import java.util.Set;

/**
 * Reads {@code common} ({@code %h %l %u %t "%r" %s %b}), {@code combined} (the same and {@code
 * "%{Referer}i" "%{User-Agent}i"}) and what is often put at their end. Tomcat, Apache httpd and
 * nginx write them alike.
 *
 * <p>Before Tomcat 9.0.117, 10.1.54 and 11.0.21 nothing in {@code %r} was escaped, so a client can
 * put quotes, and what looks like a status, into its request line. Only the place after which the
 * rest of the line is exactly what the format asks for is taken as the request's end.
 */
final class NcsaReader implements LineReader {
  /** What stands after the request line. */
  enum Tail {
    /** Status and size. */
    COMMON,
    /**
     * Status, size and a number: a duration as a rule ({@code %D}, {@code %T}), but its unit is not
     * told, so none is taken.
     */
    COMMON_AND_NUMBER,
    /** Status, size, referer, agent. */
    COMBINED,
    /** The same and one more, as in the log format "main" that nginx is packaged with. */
    COMBINED_AND_QUOTED
  }

  private static final Set<Tail> ONLY_COMMON = Set.of(Tail.COMMON);

  private final Set<Tail> accepted;
  private final boolean strict;
  private final LineCursor cursor = new LineCursor();
  private Tail tail = Tail.COMMON;
  private long timeMillis;
  private int mismatch;

  private NcsaReader(Set<Tail> accepted, boolean strict) {
    this.accepted = accepted;
    this.strict = strict;
  }

  static NcsaReader common() {
    return new NcsaReader(ONLY_COMMON, false);
  }

  static NcsaReader combined() {
    return new NcsaReader(EnumSet.of(Tail.COMBINED, Tail.COMBINED_AND_QUOTED), false);
  }

  /**
   * Whichever of them a line is. Since nobody said so, what comes before the time must be beyond
   * doubt: {@code %l} a dash, and no further column on either side of the user.
   */
  static NcsaReader any() {
    return new NcsaReader(EnumSet.allOf(Tail.class), true);
  }

  /** What the last line that fitted ended with. */
  Tail tail() {
    return tail;
  }

  @Override
  public int mismatch() {
    return mismatch;
  }

  @Override
  public Fit read(byte[] bytes, int from, int to, LogLine line) {
    line.start(bytes);
    int hostEnd = Bytes.indexOf(bytes, from, to, ' ');
    if (hostEnd < 0) {
      return unfit(from, from);
    }
    int time = findTime(bytes, hostEnd, to);
    if (time < 0) {
      return unfit(from, hostEnd + 1);
    }
    int identEnd = Bytes.indexOf(bytes, hostEnd + 1, time, ' ');
    boolean hasBoth = identEnd > hostEnd + 1 && identEnd < time - 1;
    if (!hasBoth || !isBeyondDoubt(bytes, hostEnd, identEnd, time)) {
      return unfit(from, hostEnd + 1);
    }
    cursor.start(bytes, time + Timestamps.CLF_LENGTH, to);
    if (!cursor.skip(' ') || !cursor.skip('"')) {
      return unfit(from, cursor.at());
    }
    int request = cursor.at();
    int requestEnd = findRequestEnd(bytes, from, request, to);
    if (requestEnd < 0) {
      return Fit.UNFIT;
    }
    line.setTimeMillis(timeMillis);
    line.setStatus(Bytes.status(bytes, requestEnd + 2, requestEnd + 5));
    line.setRequest(request, requestEnd);
    if (!Bytes.isDash(bytes, from, hostEnd)) {
      line.setClient(from, hostEnd);
    }
    // A user name may hold blanks, so it ends where the time begins.
    if (time - 1 > identEnd + 1 && !Bytes.isDash(bytes, identEnd + 1, time - 1)) {
      line.setUser(identEnd + 1, time - 1, Escapes.BACKSLASH);
    }
    return Fit.REQUEST;
  }

  private Fit unfit(int from, int at) {
    mismatch = at - from + 1;
    return Fit.UNFIT;
  }

  /** Where the time begins, or -1; which one it is, is in {@code timeMillis} then. */
  private int findTime(byte[] bytes, int from, int to) {
    int bracket = Bytes.indexOf(bytes, from, to, '[');
    while (bracket >= 0) {
      if (bytes[bracket - 1] == ' ') {
        timeMillis = Timestamps.clf(bytes, bracket, to);
        if (timeMillis != Timestamps.NONE) {
          return bracket;
        }
      }
      bracket = Bytes.indexOf(bytes, bracket + 1, to, '[');
    }
    return -1;
  }

  /**
   * A column too many before the time would pass for a part of the user: {@code %h %l %u %S %t}
   * gives the user {@code - 1A2B}, and {@code %h %l %{id}i %u %t} the user {@code 1A2B -}.
   */
  private boolean isBeyondDoubt(byte[] bytes, int hostEnd, int identEnd, int time) {
    if (!strict) {
      return true;
    }
    int user = identEnd + 1;
    int userEnd = time - 1;
    boolean dashFirst = userEnd - user >= 2 && bytes[user] == '-' && bytes[user + 1] == ' ';
    boolean dashLast =
        userEnd - user >= 2 && bytes[userEnd - 1] == '-' && bytes[userEnd - 2] == ' ';
    return Bytes.isDash(bytes, hostEnd + 1, identEnd) && !dashFirst && !dashLast;
  }

  /** The closing quote of the request, or -1 after noting the farthest place that was reached. */
  private int findRequestEnd(byte[] bytes, int from, int request, int to) {
    int farthest = to;
    boolean first = true;
    int quote = Bytes.indexOf(bytes, request, to, '"');
    while (quote >= 0) {
      cursor.start(bytes, quote + 1, to);
      if (isRest()) {
        return quote;
      }
      // A later quote without a status after it is one of a later column.
      if (first) {
        farthest = cursor.at();
      } else if (cursor.at() > quote + 2) {
        farthest = Math.max(farthest, cursor.at());
      }
      first = false;
      quote = Bytes.indexOf(bytes, quote + 1, to, '"');
    }
    unfit(from, farthest);
    return -1;
  }

  /** Whether {@code " 200 11"} comes next, and after it one of the accepted ends. */
  private boolean isRest() {
    if (!cursor.skip(' ') || cursor.status() < 0 || !cursor.skip(' ') || !cursor.skipSize()) {
      return false;
    }
    if (cursor.isAtEnd()) {
      return accept(Tail.COMMON);
    }
    if (accepted.equals(ONLY_COMMON) || !cursor.skip(' ')) {
      return false;
    }
    if (cursor.skipDecimal()) {
      return cursor.isAtEnd() && accept(Tail.COMMON_AND_NUMBER);
    }
    if (!cursor.skipQuoted() || !cursor.skip(' ') || !cursor.skipQuoted()) {
      return false;
    }
    if (cursor.isAtEnd()) {
      return accept(Tail.COMBINED);
    }
    return cursor.skip(' ')
        && cursor.skipQuoted()
        && cursor.isAtEnd()
        && accept(Tail.COMBINED_AND_QUOTED);
  }

  private boolean accept(Tail found) {
    if (!accepted.contains(found)) {
      return false;
    }
    tail = found;
    return true;
  }
}
