package io.github.scimexporter.accesslog.format;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Reads Tomcat's {@code ExtendedAccessLogValve}: columns named by {@code #Fields:}, times in GMT.
 *
 * <p>Columns are parted by the blanks of the header, mostly single ones. An empty column is two
 * blanks in a row, the usual case on SCIM lines: a request without HTTP session leaves {@code
 * x-S(...)} empty before Tomcat 9.0.121, 10.1.58 and 11.0.25. Units and escapes depend on the
 * Tomcat that {@code #Software:} names; where it names none, on the options.
 */
final class ExtendedReader implements LineReader {
  private static final byte[] FIELDS = "#Fields:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SOFTWARE = "#Software:".getBytes(StandardCharsets.US_ASCII);

  private final FormatOptions options;
  private String fields;
  private String software;
  private List<PatternReader> ways = List.of();
  private int mismatch;

  /** Goes on with the columns that were learned before, of a Tomcat of today. */
  ExtendedReader(String memory) {
    this(memory, FormatOptions.DEFAULT);
  }

  /**
   * Goes on with the columns that were learned before.
   *
   * @param memory the last {@code #Fields:} header, or empty; and, in another line, the last {@code
   *     #Software:} if there was one
   */
  ExtendedReader(String memory, FormatOptions options) {
    this.options = new FormatOptions(ZoneOffset.UTC, options.tomcatVersion(), options.locale());
    int lineEnd = memory.indexOf('\n');
    fields = lineEnd < 0 ? memory : memory.substring(0, lineEnd);
    software = lineEnd < 0 ? "" : memory.substring(lineEnd + 1);
    compile();
  }

  static boolean isFieldsHeader(byte[] bytes, int from, int to) {
    return startsWith(bytes, from, to, FIELDS);
  }

  @Override
  public String memory() {
    return software.isEmpty() ? fields : fields + "\n" + software;
  }

  @Override
  public int mismatch() {
    return mismatch;
  }

  @Override
  public Fit read(byte[] bytes, int from, int to, LogLine line) {
    if (from < to && bytes[from] == '#') {
      readHeader(bytes, from, to);
      return Fit.HEADER;
    }
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

  private void readHeader(byte[] bytes, int from, int to) {
    if (isFieldsHeader(bytes, from, to)) {
      fields = text(bytes, from + FIELDS.length, to).stripLeading();
      compile();
    } else if (startsWith(bytes, from, to, SOFTWARE)) {
      software = text(bytes, from + SOFTWARE.length, to).strip();
      compile();
    }
  }

  private void compile() {
    Optional<TomcatSoftware> tomcat = TomcatSoftware.parse(software);
    boolean backslashes = tomcat.map(TomcatSoftware::escapesByBackslash).orElse(false);
    Escapes escapes = backslashes ? Escapes.DOUBLED_AND_BACKSLASH : Escapes.DOUBLED;
    ways =
        ExtendedColumns.parts(fields, tomcat, options).stream()
            .map(parts -> new PatternReader(parts, new LineFacts(options, escapes)))
            .toList();
  }

  private static boolean startsWith(byte[] bytes, int from, int to, byte[] text) {
    return Bytes.sameLength(bytes, from, to, text) == text.length;
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
