package io.github.scimexporter.accesslog.format;

import com.google.re2j.Matcher;
import io.github.scimexporter.accesslog.format.RegexFormat.Group;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Reads lines as a {@link RegexFormat} says. */
final class RegexReader implements LineReader {
  /** Longer lines do not fit: no server takes a request that long, and each byte costs steps. */
  private static final int MAX_LINE_BYTES = 32 * 1024;

  /** More digits than a duration has. */
  private static final int MAX_DURATION_LENGTH = 20;

  private static final BigDecimal MAX_MICROS = BigDecimal.valueOf(Long.MAX_VALUE);

  private final RegexFormat format;
  private final Matcher matcher;
  private final LocalClock clock;
  private int mismatch;

  RegexReader(RegexFormat format) {
    this.format = format;
    matcher = format.pattern().matcher("");
    clock = new LocalClock(format.zone());
  }

  @Override
  public int mismatch() {
    return mismatch;
  }

  @Override
  public Fit read(byte[] bytes, int from, int to, LogLine line) {
    line.start(bytes);
    mismatch = 0;
    if (to - from > MAX_LINE_BYTES) {
      mismatch = MAX_LINE_BYTES + 1;
      return Fit.UNFIT;
    }
    // ISO-8859-1 makes one character of each byte, so that positions in both are the same.
    String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    if (!matcher.reset(text).matches()) {
      return Fit.UNFIT;
    }
    boolean fits =
        readTime(text, line) && readStatus(bytes, from, line) && readDuration(text, line);
    if (!fits) {
      return Fit.UNFIT;
    }
    readTexts(text, from, line);
    return Fit.REQUEST;
  }

  private boolean readTime(String text, LogLine line) {
    int start = start(Group.TIME);
    boolean read =
        start >= 0 && format.time().read(text.substring(start, end(Group.TIME)), clock, line);
    return read || mismatch(start);
  }

  private boolean readStatus(byte[] bytes, int from, LogLine line) {
    int start = start(Group.STATUS);
    int status = start < 0 ? -1 : Bytes.status(bytes, from + start, from + end(Group.STATUS));
    line.setStatus(status);
    return status >= 0 || mismatch(start);
  }

  private boolean readDuration(String text, LogLine line) {
    if (!isThere(text, Group.DURATION)) {
      return true;
    }
    int start = start(Group.DURATION);
    String digits = text.substring(start, end(Group.DURATION));
    if (digits.length() > MAX_DURATION_LENGTH || !isDecimal(digits)) {
      return mismatch(start);
    }
    BigDecimal micros =
        new BigDecimal(digits)
            .multiply(BigDecimal.valueOf(format.durationUnit().getDuration().toNanos()))
            .movePointLeft(3);
    if (micros.compareTo(MAX_MICROS) > 0) {
      return mismatch(start);
    }
    line.setDurationMicros(micros.longValue());
    return true;
  }

  private static boolean isDecimal(String text) {
    return text.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'))
        && text.chars().filter(c -> c == '.').count() <= 1
        && !text.equals(".");
  }

  private void readTexts(String text, int from, LogLine line) {
    if (start(Group.REQUEST) >= 0) {
      line.setRequest(from + start(Group.REQUEST), from + end(Group.REQUEST));
    }
    if (start(Group.METHOD) >= 0) {
      line.setMethod(from + start(Group.METHOD), from + end(Group.METHOD));
    }
    if (start(Group.PATH) >= 0) {
      line.setTarget(from + start(Group.PATH), from + end(Group.PATH));
    }
    if (isThere(text, Group.QUERY)) {
      line.setQuery(from + start(Group.QUERY), from + end(Group.QUERY));
    }
    if (isThere(text, Group.CLIENT)) {
      line.setClient(from + start(Group.CLIENT), from + end(Group.CLIENT));
    }
    if (isThere(text, Group.USER)) {
      line.setUser(from + start(Group.USER), from + end(Group.USER));
    }
  }

  /** Whether a group is there and says something. */
  private boolean isThere(String text, Group group) {
    int start = start(group);
    int end = end(group);
    boolean nothing = end == start || (end - start == 1 && text.charAt(start) == '-');
    return start >= 0 && !nothing;
  }

  private boolean mismatch(int start) {
    mismatch = start + 1;
    return false;
  }

  private int start(Group group) {
    Integer number = format.groups().get(group);
    return number == null ? -1 : matcher.start(number);
  }

  private int end(Group group) {
    Integer number = format.groups().get(group);
    return number == null ? -1 : matcher.end(number);
  }
}
