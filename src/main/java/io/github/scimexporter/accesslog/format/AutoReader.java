package io.github.scimexporter.accesslog.format;

import org.jspecify.annotations.Nullable;

/**
 * Finds out the format of a file: a {@code #Fields:} header makes it extended, otherwise the first
 * line that fits combined or common decides. Lines before that fit nothing and are counted so.
 */
final class AutoReader implements LineReader {
  private static final String SEPARATOR = ":";

  private @Nullable LineReader decided;
  private String name;

  private AutoReader(String name, @Nullable LineReader decided) {
    this.name = name;
    this.decided = decided;
  }

  /** Goes on with what was decided before, or decides anew where that is empty. */
  static AutoReader of(String memory) {
    int separator = memory.indexOf(SEPARATOR);
    String name = separator < 0 ? memory : memory.substring(0, separator);
    String rest = separator < 0 ? "" : memory.substring(separator + 1);
    return switch (name) {
      case "common" -> new AutoReader(name, NcsaReader.common());
      case "combined" -> new AutoReader(name, NcsaReader.combined());
      case "extended" -> new AutoReader(name, new ExtendedReader(rest));
      default -> new AutoReader("", null);
    };
  }

  @Override
  public Fit read(byte[] bytes, int from, int to, LogLine line) {
    if (ExtendedReader.isFieldsHeader(bytes, from, to) && !name.equals("extended")) {
      decide("extended", new ExtendedReader(""));
    }
    if (decided != null) {
      return decided.read(bytes, from, to, line);
    }
    if (from < to && bytes[from] == '#') {
      return Fit.HEADER;
    }
    if (fits(NcsaReader.combined(), bytes, from, to, line)) {
      decide("combined", NcsaReader.combined());
      return Fit.REQUEST;
    }
    if (fits(NcsaReader.common(), bytes, from, to, line)) {
      decide("common", NcsaReader.common());
      return Fit.REQUEST;
    }
    return Fit.UNFIT;
  }

  @Override
  public String memory() {
    return decided == null ? "" : name + SEPARATOR + decided.memory();
  }

  private void decide(String newName, LineReader reader) {
    name = newName;
    decided = reader;
  }

  private static boolean fits(LineReader reader, byte[] bytes, int from, int to, LogLine line) {
    return reader.read(bytes, from, to, line) == Fit.REQUEST;
  }
}
