package io.github.scimexporter.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes in bytes as they are written: {@code 10MiB}, {@code 500KiB}, {@code 1GiB}. */
record ByteSize(long bytes) {
  private static final Pattern SHAPE = Pattern.compile("(\\d{1,9})([KMG]i?B)?");

  /**
   * Reads a size; KB, MB and GB are powers of 1,000, KiB, MiB and GiB of 1,024.
   *
   * @throws IllegalArgumentException if the text is none
   */
  static ByteSize parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a size; write e.g. 10MiB");
    }
    String unit = matcher.group(2) == null ? "" : matcher.group(2);
    long factor = unit.contains("i") ? 1024 : 1000;
    long size = Long.parseLong(matcher.group(1));
    for (int i = unit.isEmpty() ? 0 : 1 + "KMG".indexOf(unit.charAt(0)); i > 0; i--) {
      size *= factor;
    }
    return new ByteSize(size);
  }
}
