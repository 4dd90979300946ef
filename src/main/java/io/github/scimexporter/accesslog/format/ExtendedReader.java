package io.github.scimexporter.accesslog.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Tomcat's {@code ExtendedAccessLogValve}: columns named by {@code #Fields:}, times in GMT.
 *
 * <p>Columns are parted by single blanks. An empty column is two blanks in a row, the usual case on
 * SCIM lines: a request without HTTP session leaves {@code x-S(...)} empty before Tomcat 9.0.121,
 * 10.1.58 and 11.0.25. Quoted values may hold blanks, and {@code ""} for a quote.
 */
final class ExtendedReader implements LineReader {
  private static final byte[] FIELDS = "#Fields:".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern COLUMN = Pattern.compile("[^\\s(]+(\\([^)]*\\))?");

  private enum Column {
    DATE,
    TIME,
    CLIENT,
    USER,
    METHOD,
    PATH,
    QUERY,
    TARGET,
    STATUS,
    OTHER;

    private static Column of(String name) {
      return switch (name) {
        case "date" -> DATE;
        case "time" -> TIME;
        case "c-ip", "c-dns" -> CLIENT;
        case "cs-username", "x-H(remoteUser)", "x-R(spotfire.user)" -> USER;
        case "cs-method" -> METHOD;
        case "cs-uri-stem" -> PATH;
        case "cs-uri-query" -> QUERY;
        case "cs-uri" -> TARGET;
        case "sc-status" -> STATUS;
        default -> OTHER;
      };
    }

    /** Whether Tomcat wraps its values in quotes; what it does not wrap may begin with one. */
    private boolean mayBeQuoted() {
      return switch (this) {
        case USER, OTHER -> true;
        case DATE, TIME, CLIENT, METHOD, PATH, QUERY, TARGET, STATUS -> false;
      };
    }
  }

  private String fields;
  private List<Column> columns;

  /**
   * Goes on with the columns that were learned before.
   *
   * @param memory the last {@code #Fields:} header, or empty
   */
  ExtendedReader(String memory) {
    fields = memory;
    columns = columns(memory);
  }

  static boolean isFieldsHeader(byte[] bytes, int from, int to) {
    return to - from >= FIELDS.length && Bytes.regionEquals(bytes, from, FIELDS, 0, FIELDS.length);
  }

  @Override
  public String memory() {
    return fields;
  }

  @Override
  public Fit read(byte[] bytes, int from, int to, LogLine line) {
    if (from < to && bytes[from] == '#') {
      if (isFieldsHeader(bytes, from, to)) {
        fields =
            new String(
                    bytes,
                    from + FIELDS.length,
                    to - from - FIELDS.length,
                    StandardCharsets.ISO_8859_1)
                .strip();
        columns = columns(fields);
      }
      return Fit.HEADER;
    }
    return readColumns(bytes, from, to, line) ? Fit.REQUEST : Fit.UNFIT;
  }

  private boolean readColumns(byte[] bytes, int from, int to, LogLine line) {
    line.start(bytes);
    long day = Timestamps.NONE;
    int secondOfDay = -1;
    int status = -1;
    int at = from;
    for (int i = 0; i < columns.size(); i++) {
      if (at > to) {
        return false;
      }
      Column column = columns.get(i);
      int end = columnEnd(column, bytes, at, to);
      if (end < 0 || (i == columns.size() - 1 && end != to)) {
        return false;
      }
      switch (column) {
        case DATE -> day = Timestamps.isoDate(bytes, at, end);
        case TIME -> secondOfDay = end - at == 8 ? Timestamps.secondOfDay(bytes, at, end) : -1;
        case STATUS -> status = Bytes.status(bytes, at, end);
        default -> setText(column, bytes, at, end, line);
      }
      at = end + 1;
    }
    if (day == Timestamps.NONE || secondOfDay < 0 || status < 0) {
      return false;
    }
    line.setTimeMillis((day * 86_400 + secondOfDay) * 1000);
    line.setStatus(status);
    return true;
  }

  private static void setText(Column column, byte[] bytes, int from, int to, LogLine line) {
    if (to == from || (to - from == 1 && bytes[from] == '-')) {
      return;
    }
    boolean quoted = column.mayBeQuoted() && bytes[from] == '"';
    int start = quoted ? from + 1 : from;
    int end = quoted ? to - 1 : to;
    switch (column) {
      case CLIENT -> line.setClient(start, end);
      case USER -> line.setUser(start, end);
      case METHOD -> line.setMethod(start, end);
      case PATH -> line.setPath(start, end);
      case QUERY -> line.setQuery(start, end);
      case TARGET -> line.setTarget(start, end);
      case DATE, TIME, STATUS, OTHER -> {}
    }
  }

  /** The end of the column that begins at {@code from}, or -1 where a quote is not closed. */
  private static int columnEnd(Column column, byte[] bytes, int from, int to) {
    if (column.mayBeQuoted() && from < to && bytes[from] == '"') {
      for (int i = from + 1; i < to; i++) {
        if (bytes[i] == '"') {
          boolean doubled = i + 1 < to && bytes[i + 1] == '"';
          if (!doubled) {
            return i + 1 == to || bytes[i + 1] == ' ' ? i + 1 : -1;
          }
          i++;
        }
      }
      return -1;
    }
    int blank = Bytes.indexOf(bytes, from, to, ' ');
    return blank < 0 ? to : blank;
  }

  private static List<Column> columns(String fields) {
    List<Column> columns = new ArrayList<>();
    Matcher matcher = COLUMN.matcher(fields);
    while (matcher.find()) {
      columns.add(Column.of(matcher.group()));
    }
    return List.copyOf(columns);
  }
}
