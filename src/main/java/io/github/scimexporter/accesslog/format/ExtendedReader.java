package io.github.scimexporter.accesslog.format;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads Tomcat's {@code ExtendedAccessLogValve}: columns named by {@code #Fields:}, times in GMT.
 *
 * <p>Columns are parted by the blanks of the header, mostly single ones. An empty column is two
 * blanks in a row, the usual case on SCIM lines: a request without HTTP session leaves {@code
 * x-S(...)} empty before Tomcat 9.0.121, 10.1.58 and 11.0.25. Units and escapes depend on the
 * Tomcat that {@code #Software:} names; where it names none, on the options.
 */
final class ExtendedReader implements LineReader {
  private final FormatOptions options;
  private Headers headers = Headers.NONE;
  private List<PatternReader> ways = List.of();

  /** The same as the first of the ways, for most lines. */
  private @Nullable PlainColumns plain;

  private int mismatch;

  /** Makes a reader that knows no columns before their header. */
  ExtendedReader(FormatOptions options) {
    this.options = new FormatOptions(ZoneOffset.UTC, options.tomcatVersion(), options.locale());
  }

  @Override
  public int mismatch() {
    return mismatch;
  }

  @Override
  public Fit read(byte[] bytes, int from, int to, LogLine line) {
    if (from < to && bytes[from] == '#') {
      Headers next = headers.read(bytes, from, to);
      if (!next.equals(headers)) {
        headers = next;
        compile();
      }
      return Fit.HEADER;
    }
    mismatch = 0;
    if (plain != null && plain.read(bytes, from, to, line)) {
      return Fit.REQUEST;
    }
    return readUnusual(bytes, from, to, line);
  }

  private Fit readUnusual(byte[] bytes, int from, int to, LogLine line) {
    mismatch = 1;
    for (int i = 0; i < ways.size(); i++) {
      if (ways.get(i).read(bytes, from, to, line) == Fit.REQUEST) {
        mismatch = 0;
        return Fit.REQUEST;
      }
      mismatch = ways.get(i).mismatch();
    }
    return Fit.UNFIT;
  }

  private void compile() {
    Optional<TomcatSoftware> tomcat = TomcatSoftware.parse(headers.software());
    boolean backslashes = tomcat.map(TomcatSoftware::escapesByBackslash).orElse(false);
    Escapes escapes = backslashes ? Escapes.DOUBLED_AND_BACKSLASH : Escapes.DOUBLED;
    List<List<Part>> parts = ExtendedColumns.parts(headers.fields().orElse(""), tomcat, options);
    ways = parts.stream().map(way -> new PatternReader(way, facts(escapes))).toList();
    plain = PlainColumns.of(parts.get(0), facts(escapes));
  }

  private LineFacts facts(Escapes escapes) {
    return new LineFacts(options, escapes);
  }
}
