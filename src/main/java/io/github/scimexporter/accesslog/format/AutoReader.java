package io.github.scimexporter.accesslog.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out the format of a file: a {@code #Fields:} header makes it extended; otherwise the first
 * line that fits one of the other formats decides, and no line fits two. A file can hold several:
 * Tomcat goes on with the day's file when its pattern was changed. So each line is tried in the
 * format that fitted last, and then in the others.
 */
final class AutoReader implements LineReader {
  private static final String WHY_EXTENDED = "extended, since a line begins with #Fields:";

  /** What a file can be that has no header. */
  private enum Known {
    COMMON("common:", "common", "ends with status and size"),
    COMMON_AND_NUMBER(
        "common+number:", "common and one more number", "ends with status, size and a number"),
    COMBINED("combined:", "combined", "has two quoted columns after the size"),
    COMBINED_AND_QUOTED(
        "combined+quoted:",
        "combined and one more quoted column",
        "has three quoted columns after the size"),
    HAPROXY("haproxy:", "haproxy", "has HAProxy's timers and termination state"),
    JSON("json:", "json", "is a JSON object");

    /** By what it is remembered. */
    private final String key;

    private final String decision;

    Known(String key, String label, String why) {
      this.key = key;
      decision = label + ", since the first line that fits " + why;
    }

    private static Optional<Known> of(String memory) {
      return Arrays.stream(values()).filter(known -> known.key.equals(memory)).findFirst();
    }
  }

  private final NcsaReader ncsa = NcsaReader.any();
  private final HaproxyReader haproxy;
  private final JsonReader json;
  private final FormatOptions options;

  /** All but extended; what fitted last comes first. */
  private final List<LineReader> readers;

  private @Nullable LineReader extended;
  private @Nullable Known known;
  private int mismatch;

  private AutoReader(FormatOptions options) {
    this.options = options;
    haproxy = new HaproxyReader(options.zone());
    json = new JsonReader(options);
    readers = new ArrayList<>(List.of(ncsa, haproxy, json));
  }

  /** Goes on with what was decided before, or decides anew where that is empty. */
  static AutoReader of(String memory, FormatOptions options) {
    AutoReader reader = new AutoReader(options);
    Known.of(memory).ifPresent(reader::goOnWith);
    return reader;
  }

  @Override
  public Fit read(byte[] bytes, int from, int to, LogLine line) {
    if (extended == null && Headers.isFields(bytes, from, to)) {
      extended = new ExtendedReader(options);
    }
    if (extended != null) {
      Fit fit = extended.read(bytes, from, to, line);
      mismatch = extended.mismatch();
      return fit;
    }
    if (known == null && from < to && bytes[from] == '#') {
      return Fit.HEADER;
    }
    mismatch = 0;
    for (int i = 0; i < readers.size(); i++) {
      LineReader reader = readers.get(i);
      if (reader.read(bytes, from, to, line) == Fit.REQUEST) {
        known = known(reader);
        if (i > 0) {
          readers.add(0, readers.remove(i));
        }
        return Fit.REQUEST;
      }
      mismatch = Math.max(mismatch, reader.mismatch());
    }
    return Fit.UNFIT;
  }

  @Override
  public String decision() {
    if (extended != null) {
      return WHY_EXTENDED;
    }
    return known == null ? "" : known.decision;
  }

  @Override
  public int mismatch() {
    return mismatch;
  }

  @Override
  public String memory() {
    return known == null ? "" : known.key;
  }

  private Known known(LineReader reader) {
    if (reader != ncsa) {
      return reader == json ? Known.JSON : Known.HAPROXY;
    }
    return switch (ncsa.tail()) {
      case COMMON -> Known.COMMON;
      case COMMON_AND_NUMBER -> Known.COMMON_AND_NUMBER;
      case COMBINED -> Known.COMBINED;
      case COMBINED_AND_QUOTED -> Known.COMBINED_AND_QUOTED;
    };
  }

  private void goOnWith(Known before) {
    known = before;
    LineReader reader =
        switch (before) {
          case COMMON, COMMON_AND_NUMBER, COMBINED, COMBINED_AND_QUOTED -> ncsa;
          case HAPROXY -> haproxy;
          case JSON -> json;
        };
    readers.remove(reader);
    readers.add(0, reader);
  }
}
