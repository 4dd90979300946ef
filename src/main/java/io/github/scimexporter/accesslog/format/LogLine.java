package io.github.scimexporter.accesslog.format;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What one line says, as positions in the bytes it was read from. One is made for many lines, so
 * that reading allocates nothing; its content is good until the next line is read.
 */
public final class LogLine {
  /** The duration of a line that tells none. */
  public static final long NO_DURATION = -1;

  private static final List<String> SCHEMES = List.of("https://", "http://");

  private byte[] bytes = new byte[0];
  private long timeMillis;
  private long earlierTimeMillis;
  private long durationMicros;
  private boolean answeredByProxy;
  private boolean tellsQuery;
  private int status;
  private final Range method = new Range();
  private final Range path = new Range();
  private final Range query = new Range();
  private final Range client = new Range();
  private final Range user = new Range();
  private Escapes userEscapes = Escapes.NONE;

  /** Forgets the last line. */
  void start(byte[] newBytes) {
    bytes = newBytes;
    status = 0;
    setTimeMillis(0);
    durationMicros = NO_DURATION;
    answeredByProxy = false;
    tellsQuery = false;
    method.set(0, 0);
    path.set(0, 0);
    query.set(0, 0);
    client.set(0, 0);
    setUser(0, 0);
  }

  /** What it was started with stands in another array now. */
  void moveTo(byte[] newBytes) {
    bytes = newBytes;
  }

  void setTimeMillis(long millis) {
    setTimeMillis(millis, millis);
  }

  /** A local time that came twice: at the end of daylight saving. */
  void setTimeMillis(long earlier, long later) {
    earlierTimeMillis = earlier;
    timeMillis = later;
  }

  void setDurationMicros(long micros) {
    durationMicros = micros;
  }

  void setAnsweredByProxy() {
    answeredByProxy = true;
  }

  void setStatus(int code) {
    status = code;
  }

  /**
   * Takes {@code METHOD TARGET PROTOCOL} apart; what has no target leaves method and path empty.
   */
  void setRequest(int from, int to) {
    int methodEnd = Bytes.indexOf(bytes, from, to, ' ');
    int protocol = Bytes.lastIndexOf(bytes, from, to, ' ');
    if (methodEnd < 0 || protocol <= methodEnd) {
      return;
    }
    setMethod(from, methodEnd);
    setTarget(methodEnd + 1, protocol);
  }

  /**
   * Takes {@code PATH?QUERY} apart. Before it may stand scheme and host (RFC 9112, section 3.2.2),
   * as in every HTTP/2 request that HAProxy logs: they are left out.
   */
  void setTarget(int from, int to) {
    tellsQuery = true;
    int mark = Bytes.indexOf(bytes, from, to, '?');
    int end = mark < 0 ? to : mark;
    setPath(pathStart(from, end), end);
    if (mark >= 0) {
      query.set(mark + 1, to);
    }
  }

  private int pathStart(int from, int to) {
    for (String scheme : SCHEMES) {
      if (Bytes.startsWith(bytes, from, to, scheme)) {
        int slash = Bytes.indexOf(bytes, from + scheme.length(), to, '/');
        return slash < 0 ? to : slash;
      }
    }
    return from;
  }

  void setMethod(int from, int to) {
    if (!isNull(from, to)) {
      method.set(from, to);
    }
  }

  void setPath(int from, int to) {
    if (!isNull(from, to)) {
      path.set(from, to);
    }
  }

  void setQuery(int from, int to) {
    tellsQuery = true;
    query.set(from, to);
  }

  void setClient(int from, int to) {
    client.set(from, to);
  }

  void setUser(int from, int to) {
    setUser(from, to, Escapes.NONE);
  }

  void setUser(int from, int to, Escapes escapes) {
    user.set(from, to);
    userEscapes = escapes;
  }

  /** Tomcat writes {@code null} or a dash for what it did not find in a request it rejected. */
  private boolean isNull(int from, int to) {
    return Bytes.isDash(bytes, from, to)
        || (to - from == 4 && bytes[from] == 'n' && Bytes.isText(bytes, from, to, "null"));
  }

  /**
   * The event time in ms since 1970. Of a local time that came twice it is the latest reading that
   * is not after the time of reading.
   *
   * @param nowMillis the time of reading, in ms since 1970
   */
  public long timeMillis(long nowMillis) {
    return timeMillis > nowMillis ? earlierTimeMillis : timeMillis;
  }

  /** How long the answer took in microseconds; {@link #NO_DURATION} where the log does not tell. */
  public long durationMicros() {
    return durationMicros;
  }

  /**
   * Whether a proxy gave the answer itself, without asking the server: its 401 is no word on a
   * token.
   */
  public boolean isAnsweredByProxy() {
    return answeredByProxy;
  }

  /** The HTTP status, 100 to 599. */
  public int status() {
    return status;
  }

  /** The method; empty for a request that the server could not read. */
  public String method() {
    return text(method);
  }

  /** The path as logged, without the query. */
  public String path() {
    return text(path);
  }

  /** The query as logged, without the question mark; empty if there is none. */
  public String query() {
    return text(query);
  }

  /** Whether the line would tell a query if there was one. */
  public boolean tellsQuery() {
    return tellsQuery;
  }

  /** The client's address or host name as logged; empty if the log has none. */
  public String client() {
    return text(client);
  }

  /** The user, without the log's escapes; empty if the log has none. */
  public String user() {
    return userEscapes.undo(bytes, user.from, user.to);
  }

  /**
   * Whether the path can be another one than its bytes spell: percent-encoding, path parameters,
   * double slashes.
   */
  public boolean isPathUnusual() {
    for (int i = path.from; i < path.to; i++) {
      byte b = bytes[i];
      if (b == '%' || b == ';' || (b == '/' && i + 1 < path.to && bytes[i + 1] == '/')) {
        return true;
      }
    }
    return false;
  }

  /** The bytes that the positions are of; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the path begins. */
  public int pathFrom() {
    return path.from;
  }

  /** Where the path ends. */
  public int pathTo() {
    return path.to;
  }

  /** Whether the method is that text. */
  public boolean isMethod(String text) {
    return Bytes.isText(bytes, method.from, method.to, text);
  }

  /**
   * Whether a text can stand in the query, in whatever letter case, spelled out or percent-encoded.
   * False is certain.
   *
   * @param text of small letters and dashes
   */
  public boolean queryMayHold(byte[] text) {
    for (int i = query.from; i < query.to; i++) {
      if ((bytes[i] | 0x20) == text[0] && holdsAt(i, text)) {
        return true;
      }
      // No client need encode a letter or a dash.
      int encoded = bytes[i] == '%' ? Bytes.hex(bytes, i + 1, query.to, 2) : -1;
      int small = encoded | 0x20;
      if (encoded == '-' || (small >= 'a' && small <= 'z')) {
        return true;
      }
    }
    return false;
  }

  private boolean holdsAt(int at, byte[] text) {
    int same = 0;
    while (same < text.length
        && at + same < query.to
        && (bytes[at + same] | 0x20) == (text[same] | 0x20)) {
      same++;
    }
    return same == text.length;
  }

  /** Whether the path as logged begins with those bytes. */
  public boolean pathStartsWith(byte[] prefix) {
    return path.to - path.from >= prefix.length
        && Bytes.regionEquals(bytes, path.from, prefix, 0, prefix.length);
  }

  // ISO-8859-1 keeps every byte, valid UTF-8 or not.
  private String text(Range range) {
    return new String(bytes, range.from, range.to - range.from, StandardCharsets.ISO_8859_1);
  }

  private static final class Range {
    private int from;
    private int to;

    private void set(int newFrom, int newTo) {
      from = newFrom;
      to = newTo;
    }
  }
}
