package io.github.scimexporter.accesslog.format;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a part of a line looks like. */
sealed interface Shape {
  /** Whether this shape fits at that place, and all that follow it fit after it. */
  boolean matches(Matching line, int index, int at);

  /** Whether it holds what a client wrote into its request, which may look like other parts. */
  default boolean isOfRequest() {
    return false;
  }

  /** Text that stands in the pattern; in one of several forms, the likeliest first. */
  record Text(List<byte[]> forms) implements Shape {
    public Text {
      forms = List.copyOf(forms);
    }

    static Text of(byte[]... forms) {
      return new Text(List.of(forms));
    }

    @Override
    public boolean matches(Matching line, int index, int at) {
      for (int i = 0; i < forms.size(); i++) {
        byte[] form = forms.get(i);
        int same = Bytes.sameLength(line.bytes(), at, line.to(), form);
        if (same == form.length ? line.rest(index + 1, at + same) : line.fail(index, at + same)) {
          return true;
        }
      }
      return false;
    }

    /** The same where it has one form only, or null. */
    @Nullable Single single() {
      return forms.size() == 1 ? new OneText(forms.get(0)) : null;
    }

    /** Whether it is that character and nothing else. */
    boolean isOnly(char wanted) {
      return forms.size() == 1 && forms.get(0).length == 1 && forms.get(0)[0] == wanted;
    }

    /** Its first byte, or -1 where that is not always the same. */
    int firstByte() {
      return forms.size() == 1 && forms.get(0).length > 0 ? forms.get(0)[0] : -1;
    }
  }

  /** What can end in one place only. */
  @FunctionalInterface
  non-sealed interface Single extends Shape {
    /** The end of what begins at {@code from}, or -1. */
    int end(byte[] bytes, int from, int to);

    /** Of what does not fit, how many bytes do. */
    default int fitting(byte[] bytes, int from, int to) {
      return 0;
    }

    @Override
    default boolean matches(Matching line, int index, int at) {
      int end = end(line.bytes(), at, line.to());
      return end < 0 ? line.fail(index, at) : line.rest(index + 1, end);
    }
  }

  /** A text that has one form. */
  final class OneText implements Single {
    private final byte[] text;

    private OneText(byte[] text) {
      this.text = text;
    }

    @Override
    public int end(byte[] bytes, int from, int to) {
      int same = Bytes.sameLength(bytes, from, to, text);
      return same == text.length ? from + same : -1;
    }

    @Override
    public int fitting(byte[] bytes, int from, int to) {
      return Bytes.sameLength(bytes, from, to, text);
    }
  }

  /** Names, of which one may be the beginning of another; each table is asked after the other. */
  record Word(List<Supplier<Names>> tables) implements Shape {
    public Word {
      tables = List.copyOf(tables);
    }

    @Override
    public boolean matches(Matching line, int index, int at) {
      for (int i = 0; i < tables.size(); i++) {
        Names names = tables.get(i).get();
        int end = names.longest(line.bytes(), at, line.to());
        while (end >= 0) {
          if (line.rest(index + 1, end)) {
            return true;
          }
          end = names.longest(line.bytes(), at, end - 1);
        }
      }
      return line.fail(index, at);
    }

    /** What exactly these bytes mean, or {@link Timestamps#NONE}. */
    long value(byte[] bytes, int from, int to) {
      for (int i = 0; i < tables.size(); i++) {
        int value = tables.get(i).get().value(bytes, from, to);
        if (value != Names.NONE) {
          return value;
        }
      }
      return Timestamps.NONE;
    }
  }

  /** Where a run of bytes must end at the latest. */
  enum Stop {
    /** At a blank. */
    BLANK,
    /** At a quote without backslash: Tomcat escapes quotes in headers, users and attributes. */
    QUOTE,
    /** At a blank as long as the request is taken for a plain one; else at the line's end. */
    TARGET;

    private int in(Matching line, int at) {
      return switch (this) {
        case BLANK -> Bytes.indexOrEnd(line.bytes(), at, line.to(), ' ');
        case QUOTE -> Bytes.unescapedQuote(line.bytes(), at, line.to());
        case TARGET ->
            line.pass() == Matching.Request.PLAIN
                ? Bytes.indexOrEnd(line.bytes(), at, line.to(), ' ')
                : line.to();
      };
    }
  }

  /** Bytes that end where what follows begins; the shortest such run is tried first. */
  record Run(Stop stop, boolean mayBeEmpty) implements Shape {
    @Override
    public boolean matches(Matching line, int index, int at) {
      if (line.hasFailed(index, at)) {
        return false;
      }
      int last = stop.in(line, at);
      return Shape.fitsUpTo(line, index, mayBeEmpty ? at : at + 1, last, stop == Stop.QUOTE)
          || line.failedBetween(index, at, last);
    }

    @Override
    public boolean isOfRequest() {
      return stop == Stop.TARGET;
    }

    /** The same where a blank must follow, or null if it may have blanks in it. */
    @Nullable Single singleBeforeBlank() {
      if (stop != Stop.BLANK) {
        return null;
      }
      return (bytes, from, to) -> {
        int end = Bytes.indexOrEnd(bytes, from, to, ' ');
        return end > from || mayBeEmpty ? end : -1;
      };
    }
  }

  /**
   * What identd said: a dash, since Tomcat never asks. Other servers may, so it may be a word where
   * no line with a dash is found.
   */
  record Ident() implements Shape {
    private static final Shape WORD = new Run(Stop.BLANK, true);

    @Override
    public boolean matches(Matching line, int index, int at) {
      if (line.pass() != Matching.Request.PLAIN) {
        return WORD.matches(line, index, at);
      }
      boolean dash = at < line.to() && line.bytes()[at] == '-';
      return dash ? line.rest(index + 1, at + 1) : line.fail(index, at);
    }

    @Override
    public boolean isOfRequest() {
      return true;
    }
  }

  /** A query with its question mark; empty or, since Tomcat 10.1.54, a dash where there is none. */
  record Query() implements Shape {
    @Override
    public boolean matches(Matching line, int index, int at) {
      boolean inside = at < line.to();
      if (inside && line.bytes()[at] == '-' && line.rest(index + 1, at + 1)) {
        return true;
      }
      if (!inside || line.bytes()[at] != '?') {
        return line.rest(index + 1, at);
      }
      if (line.hasFailed(index, at)) {
        return false;
      }
      int last = Stop.TARGET.in(line, at);
      return Shape.fitsUpTo(line, index, at + 1, last, false)
          || line.failedBetween(index, at, last);
    }

    @Override
    public boolean isOfRequest() {
      return true;
    }
  }

  /** {@code METHOD TARGET PROTOCOL}, or a dash; a client may have put anything into it. */
  record RequestLine() implements Shape {
    @Override
    public boolean matches(Matching line, int index, int at) {
      boolean isDash = at < line.to() && line.bytes()[at] == '-';
      if (isDash && line.rest(index + 1, at + 1)) {
        return true;
      }
      if (line.hasFailed(index, at)) {
        return false;
      }
      return switch (line.pass()) {
        case PLAIN -> fitsPlain(line, index, at);
        case WITH_PROTOCOL -> fitsWithProtocol(line, index, at);
        case ANYTHING ->
            Shape.fitsUpTo(line, index, at, line.to(), false)
                || line.failedBetween(index, at, line.to());
      };
    }

    @Override
    public boolean isOfRequest() {
      return true;
    }

    private static boolean fitsPlain(Matching line, int index, int at) {
      int methodEnd = Bytes.indexOrEnd(line.bytes(), at, line.to(), ' ');
      int targetEnd = Bytes.indexOrEnd(line.bytes(), methodEnd + 1, line.to(), ' ');
      int end = Bytes.protocolEnd(line.bytes(), targetEnd + 1, line.to());
      return (end >= 0 ? line.rest(index + 1, end) : line.fail(index, targetEnd))
          || line.failedBetween(index, at, methodEnd);
    }

    private static boolean fitsWithProtocol(Matching line, int index, int at) {
      int blank = Bytes.indexOf(line.bytes(), at, line.to(), ' ');
      while (blank >= 0) {
        int end = Bytes.protocolEnd(line.bytes(), blank + 1, line.to());
        if (end >= 0 && line.rest(index + 1, end)) {
          return true;
        }
        blank = Bytes.indexOf(line.bytes(), blank + 1, line.to(), ' ');
      }
      line.fail(index, line.to());
      return line.failedBetween(index, at, line.to());
    }
  }

  /**
   * Whether what follows fits after one of the places from {@code first} to {@code last}.
   *
   * @param escaped whether a quote before {@code last} belongs to the run
   */
  private static boolean fitsUpTo(Matching line, int index, int first, int last, boolean escaped) {
    if (line.isLast(index)) {
      boolean reachesEnd = last == line.to() && first <= last;
      return reachesEnd ? line.rest(index + 1, last) : line.fail(index, last);
    }
    Text text = line.textAfter(index);
    int wanted = text == null ? -1 : text.firstByte();
    int end = escaped && wanted == '"' ? Math.max(first, last) : first;
    while (end <= last) {
      if (wanted >= 0) {
        end = Bytes.indexOrEnd(line.bytes(), end, Math.min(last + 1, line.to()), (char) wanted);
        if (end > last || end == line.to()) {
          break;
        }
      }
      if (line.rest(index + 1, end)) {
        return true;
      }
      end++;
    }
    return line.fail(index + 1, last);
  }
}
