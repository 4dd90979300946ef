package io.github.scimexporter.accesslog.follow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Compressed files that are not read, told by their first bytes. */
enum OtherCompression {
  XZ("\u00fd7zXZ\u0000"),
  ZSTANDARD("(\u00b5/\u00fd"),
  BZIP2("BZh"),
  ZIP("PK\u0003\u0004");

  private static final int LONGEST = 6;

  private final String magic;

  OtherCompression(String magic) {
    this.magic = magic;
  }

  /** How a file is compressed; empty if it is not, or with gzip. */
  static Optional<OtherCompression> of(Content content) throws IOException {
    byte[] bytes = new byte[LONGEST];
    int read = content.read(bytes, 0, LONGEST, 0);
    String begin = new String(bytes, 0, read, StandardCharsets.ISO_8859_1);
    return content.isCompressed()
        ? Optional.empty()
        : Arrays.stream(values()).filter(other -> begin.startsWith(other.magic)).findFirst();
  }
}
