package io.github.scimexporter.accesslog.format;

import java.time.ZoneId;

/**
 * Reads what HAProxy writes by {@code option httplog}, {@code option httpslog} and {@code option
 * httplog clf} (its configuration manual, section 8.2; the formats as such in its source, {@code
 * src/log.c}), behind the prefix that a syslog file has or bare as on standard output.
 *
 * <p>Its other lines (servers going up and down, failed handshakes, connections without request) do
 * not fit, and neither does the line of a client that left before there was an answer: its status
 * is -1. HAProxy writes quotes within a request, and braces within a captured header, as {@code
 * #22} and the like, so that the first one ends it.
 */
final class HaproxyReader implements LineReader {
  /** Client aborted, server gave up, and the like: what ended a session, in four letters. */
  private static final int TERMINATION_LENGTH = 4;

  /** Accepted, frontend's, backend's and server's connections, and retries. */
  private static final int CONNECTION_COUNTS = 5;

  /** What waited in the server's and in the backend's queue. */
  private static final int QUEUE_COUNTS = 2;

  private static final String NO_USER = " - - ";

  private final LocalClock clock;
  private final LineCursor cursor = new LineCursor();
  private int mismatch;

  HaproxyReader(ZoneId zone) {
    clock = new LocalClock(zone);
  }

  @Override
  public int mismatch() {
    return mismatch;
  }

  @Override
  public Fit read(byte[] bytes, int from, int to, LogLine line) {
    line.start(bytes);
    cursor.start(bytes, from, to);
    if (!readAnyForm(bytes, from, to, line)) {
      mismatch = cursor.at() - from + 1;
      return Fit.UNFIT;
    }
    return Fit.REQUEST;
  }

  private boolean readAnyForm(byte[] bytes, int from, int to, LogLine line) {
    int bracket = Bytes.indexOf(bytes, from, to, '[');
    while (bracket >= 0) {
      long local = Timestamps.httplog(bytes, bracket, to);
      if (local != Timestamps.NONE) {
        clock.set(line, Math.floorDiv(local, 1000), Math.floorMod(local, 1000));
        cursor.start(bytes, bracket + Timestamps.HTTPLOG_LENGTH, to);
        return readClientAndPort(bytes, from, bracket, line) && readHttplog(line);
      }
      long utc = Timestamps.clf(bytes, bracket, to);
      if (utc != Timestamps.NONE) {
        cursor.start(bytes, bracket + Timestamps.CLF_LENGTH, to);
        if (readClient(bytes, from, bracket, line) && readClfAsApache(line)) {
          return readClf(utc, line);
        }
        // Of another server: it does not fit from its beginning.
        cursor.start(bytes, from, to);
        return false;
      }
      bracket = Bytes.indexOf(bytes, bracket + 1, to, '[');
    }
    return false;
  }

  private static boolean readClientAndPort(byte[] bytes, int from, int time, LogLine line) {
    int clientEnd = time - 1;
    int port = clientEnd <= from ? -1 : Bytes.lastIndexOf(bytes, from, clientEnd, ':');
    return port > from
        && bytes[clientEnd] == ' '
        && Bytes.indexOf(bytes, port, clientEnd, ' ') < 0
        && readWord(bytes, from, port, line);
  }

  private static boolean readClient(byte[] bytes, int from, int time, LogLine line) {
    int clientEnd = time - NO_USER.length();
    return clientEnd > from
        && Bytes.startsWith(bytes, clientEnd, time, NO_USER)
        && readWord(bytes, from, clientEnd, line);
  }

  /** Takes the last word before {@code end} for the client, if nothing else comes before it. */
  private static boolean readWord(byte[] bytes, int from, int end, LogLine line) {
    int client = Math.max(from, Bytes.lastIndexOf(bytes, from, end, ' ') + 1);
    line.setClient(client, end);
    return client < end && (client == from || isPrefixEnd(bytes, from, client));
  }

  /** Syslog files write {@code haproxy[7]: } before the message; RFC 5424 its data, or a dash. */
  private static boolean isPrefixEnd(byte[] bytes, int from, int to) {
    byte last = to - from < 2 ? 0 : bytes[to - 2];
    return last == ':' || last == '-' || last == ']';
  }

  /** What follows the time of {@code option httplog} and {@code httpslog}. */
  private boolean readHttplog(LogLine line) {
    return skipBlankAndWord()
        && cursor.skip(' ')
        && readServer('/', line)
        && cursor.skip(' ')
        && readTimers('/', line)
        && cursor.skip(' ')
        && readStatus(line)
        && cursor.skip(' ')
        && cursor.skipNumber()
        && skipBlankAndWord()
        && skipBlankAndWord()
        && cursor.skip(' ')
        && readTermination(line)
        && cursor.skip(' ')
        && cursor.skipNumbers(CONNECTION_COUNTS, '/')
        && cursor.skip(' ')
        && cursor.skipNumbers(QUEUE_COUNTS, '/')
        && cursor.skip(' ')
        && skipCapturedHeaders()
        && readRequest(line)
        && (isAtEnd() || skipTls());
  }

  /** What follows the time of {@code option httplog clf}, as long as Apache writes it, too. */
  private boolean readClfAsApache(LogLine line) {
    return cursor.skip(' ')
        && readRequest(line)
        && cursor.skip(' ')
        && readStatus(line)
        && cursor.skip(' ')
        && cursor.skipNumber()
        && cursor.skip(" \"\" \"\" ");
  }

  /** The rest of it: the port comes first. */
  private boolean readClf(long utc, LogLine line) {
    return cursor.skipNumber()
        && cursor.skip(' ')
        && readMillis(utc, line)
        && skipBlankAndName()
        && skipBlankAndName()
        && cursor.skip(' ')
        && readServer('"', line)
        && cursor.skip(' ')
        && readTimers(' ', line)
        && cursor.skip(' ')
        && readTermination(line)
        && cursor.skip(' ')
        && cursor.skipNumbers(CONNECTION_COUNTS + QUEUE_COUNTS, ' ')
        && skipQuotedToEnd();
  }

  private boolean readMillis(long utc, LogLine line) {
    if (!cursor.skipNumber() || cursor.number() < 0 || cursor.number() > 999) {
      return false;
    }
    line.setTimeMillis(utc + cursor.number());
    return true;
  }

  private boolean readRequest(LogLine line) {
    int quote = cursor.at();
    if (!skipName('"', '"')) {
      return false;
    }
    line.setRequest(quote + 1, cursor.at() - 1);
    return true;
  }

  private boolean readStatus(LogLine line) {
    int status = cursor.status();
    line.setStatus(status);
    return status >= 0;
  }

  /**
   * The server, after the backend's name and a slash, or in quotes. {@code <NOSRV>}, {@code
   * <STATS>} and {@code <CACHE>} are HAProxy itself.
   */
  private boolean readServer(char before, LogLine line) {
    if (before == '/' && !cursor.skipPast('/')) {
      return false;
    }
    boolean quoted = before == '"' && cursor.skip('"');
    if (cursor.isAt('<')) {
      line.setAnsweredByProxy();
    }
    return quoted ? cursor.skipPast('"') : cursor.skipWord();
  }

  /**
   * Five times in ms, -1 for what did not happen: reading the request, waiting, connecting, the
   * server's answer, and all of it. A plus (option logasap) says that it was not over.
   */
  private boolean readTimers(char between, LogLine line) {
    if (!cursor.skipNumbers(4, between)) {
      return false;
    }
    if (cursor.number() < 0) {
      line.setAnsweredByProxy();
    }
    if (!cursor.skip(between) || !cursor.skipNumber()) {
      return false;
    }
    if (cursor.number() >= 0 && !cursor.hadPlus()) {
      line.setDurationMicros(cursor.number() * 1000);
    }
    return true;
  }

  /** Four letters or dashes; the first is P where HAProxy refused, L where it answered itself. */
  private boolean readTermination(LogLine line) {
    if (cursor.isAt('P') || cursor.isAt('L')) {
      line.setAnsweredByProxy();
    }
    int start = cursor.at();
    return cursor.skipWord() && cursor.at() - start == TERMINATION_LENGTH;
  }

  /** Up to two lists of headers: the request's and the answer's. */
  private boolean skipCapturedHeaders() {
    for (int i = 0; i < 2 && cursor.isAt('{'); i++) {
      if (!skipName('{', '}') || !cursor.skip(' ')) {
        return false;
      }
    }
    return true;
  }

  /** What {@code option httpslog} appends: {@code 0/0000000000000000/0/0/0 host/TLSv1.3/SUITE}. */
  private boolean skipTls() {
    return cursor.skipHexNumbers(5, '/')
        && cursor.skip(' ')
        && cursor.skipPast('/')
        && cursor.skipPast('/')
        && cursor.skipWord()
        && isAtEnd();
  }

  private boolean skipQuotedToEnd() {
    while (!isAtEnd()) {
      if (!skipName('"', '"') && !cursor.skip('-')) {
        return false;
      }
    }
    return true;
  }

  private boolean isAtEnd() {
    cursor.skipBlanks();
    return cursor.isAtEnd();
  }

  private boolean skipBlankAndWord() {
    return cursor.skip(' ') && cursor.skipWord();
  }

  private boolean skipBlankAndName() {
    return cursor.skip(' ') && (skipName('"', '"') || cursor.skipWord());
  }

  private boolean skipName(char open, char close) {
    return cursor.skip(open) && cursor.skipPast(close);
  }
}
