package io.github.scimexporter.accesslog.format;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines in one pass, as nearly all are: columns parted by single blanks, and nothing unusual
 * in them. What it reads it reads as {@link PatternReader} does; what it does not read is left to
 * that. It is one small loop, so that the compiler makes the most of it, and soon: all that is rare
 * is not here.
 */
final class PlainColumns {
  /** What is done with a column; the rest is told as it is in any other line. */
  private enum Kind {
    NOTHING,
    DATE,
    TIME,
    STATUS,
    METHOD,
    PATH,
    QUERY,
    DURATION,
    OTHER
  }

  private static final long ABOVE_BLANK = 0x2121212121212121L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private final Kind[] kinds;
  private final Meaning[] meanings;
  private final boolean[] quoted;
  private final LineFacts facts;

  // What the last line's date and time said: many lines in a row have the same.
  private long dateText;
  private int dayText;
  private long day = Timestamps.NONE;
  private long timeText;
  private int secondOfDay = -1;

  private PlainColumns(List<Part> columns, LineFacts facts) {
    kinds = columns.stream().map(column -> kind(column.meaning())).toArray(Kind[]::new);
    meanings = columns.stream().map(Part::meaning).toArray(Meaning[]::new);
    quoted = new boolean[kinds.length];
    for (int i = 0; i < quoted.length; i++) {
      quoted[i] = columns.get(i).shape().equals(ExtendedColumns.QUOTED_OR_TOKEN);
    }
    this.facts = facts;
  }

  /** For lines of these parts, or null if some need more than one look. */
  static @Nullable PlainColumns of(List<Part> parts, LineFacts facts) {
    List<Part> columns = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      boolean isColumn = i % 2 == 0;
      if (isColumn ? !ExtendedColumns.endsAtBlank(part.shape()) : !isBlank(part.shape())) {
        return null;
      }
      if (isColumn) {
        columns.add(part);
      }
    }
    PlainColumns plain = new PlainColumns(columns, facts);
    boolean once =
        plain.count(Kind.DATE) == 1
            && plain.count(Kind.TIME) == 1
            && plain.count(Kind.STATUS) == 1
            && plain.count(Kind.DURATION) <= 1;
    return once && parts.size() % 2 == 1 ? plain : null;
  }

  /**
   * Reads a line that is as most are.
   *
   * @return false if this one is not: what is in {@code line} then counts for nothing
   */
  boolean read(byte[] bytes, int from, int to, LogLine line) {
    line.start(bytes);
    facts.start();
    int at = from;
    for (int i = 0; i < kinds.length; i++) {
      boolean inQuotes = quoted[i] && at < to && bytes[at] == '"';
      int end = inQuotes ? afterQuotes(bytes, at, to) : blank(bytes, at, to);
      boolean isLast = i + 1 == kinds.length;
      boolean ends = isLast ? end == to : end < to && bytes[end] == ' ';
      if (!ends || !take(i, bytes, at, end, line)) {
        return false;
      }
      at = end + 1;
    }
    line.setTimeMillis((day * 86_400 + secondOfDay) * 1000);
    return true;
  }

  private boolean take(int column, byte[] bytes, int from, int to, LogLine line) {
    return switch (kinds[column]) {
      case NOTHING -> true;
      case DATE -> to - from == 10 && readDate(bytes, from);
      case TIME -> to - from == 8 && readTime(bytes, from);
      case STATUS -> {
        int status = Bytes.status(bytes, from, to);
        line.setStatus(status);
        yield status >= 0;
      }
      case METHOD -> {
        line.setMethod(from, to);
        yield from < to;
      }
      case PATH -> {
        line.setPath(from, to);
        yield from < to;
      }
      case QUERY -> {
        boolean hasMark = from < to && bytes[from] == '?';
        line.setQuery(hasMark ? from + 1 : from, Bytes.isDash(bytes, from, to) ? from : to);
        yield true;
      }
      case DURATION -> {
        line.setDurationMicros(((Meaning.Duration) meanings[column]).micros(bytes, from, to));
        yield Shapes.DURATION.end(bytes, from, to) == to;
      }
      case OTHER -> {
        facts.tell(meanings[column], bytes, from, to, line);
        yield true;
      }
    };
  }

  private boolean readDate(byte[] bytes, int from) {
    long text = Words.get(bytes, from);
    int tail = (bytes[from + 8] << Byte.SIZE) | (bytes[from + 9] & 0xff);
    if (text != dateText || tail != dayText) {
      dateText = text;
      dayText = tail;
      day = Timestamps.isoDate(bytes, from, from + 10);
    }
    return day != Timestamps.NONE;
  }

  private boolean readTime(byte[] bytes, int from) {
    long text = Words.get(bytes, from);
    if (text != timeText) {
      timeText = text;
      secondOfDay = Timestamps.secondOfDay(bytes, from, from + 8);
    }
    return secondOfDay >= 0;
  }

  /** The first blank or control character, or {@code to}. */
  private static int blank(byte[] bytes, int from, int to) {
    int at = from;
    for (int stop = Math.min(to, bytes.length - Long.BYTES + 1); at < stop; at += Long.BYTES) {
      long word = Words.get(bytes, at);
      // A byte too small for the subtraction borrows from those after it only.
      long marks = (word - ABOVE_BLANK) & ~word & HIGH_BITS;
      if (marks != 0) {
        return Math.min(to, at + Long.numberOfTrailingZeros(marks) / Byte.SIZE);
      }
    }
    while (at < to && (bytes[at] < 0 || bytes[at] > ' ')) {
      at++;
    }
    return Math.min(at, to);
  }

  /** The place after the second quote, or {@code to + 1} if there is none. */
  private static int afterQuotes(byte[] bytes, int from, int to) {
    int at = from + 1;
    while (at < to && bytes[at] != '"') {
      at++;
    }
    return at + 1;
  }

  private static Kind kind(Meaning meaning) {
    if (meaning instanceof Meaning.Time time) {
      return time.field() == TimeField.EPOCH_DAY ? Kind.DATE : Kind.TIME;
    }
    if (meaning instanceof Meaning.Duration) {
      return Kind.DURATION;
    }
    return switch ((Meaning.Plain) meaning) {
      case NOTHING -> Kind.NOTHING;
      case STATUS -> Kind.STATUS;
      case METHOD -> Kind.METHOD;
      case PATH -> Kind.PATH;
      case QUERY -> Kind.QUERY;
      default -> Kind.OTHER;
    };
  }

  private static boolean isBlank(Shape shape) {
    return shape instanceof Shape.Text text && text.isOnly(' ');
  }

  private int count(Kind wanted) {
    int count = 0;
    for (Kind kind : kinds) {
      count += kind == wanted ? 1 : 0;
    }
    return count;
  }
}
