package io.github.scimexporter.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** A file that pages need. Its name changes with its content, so that it can be kept for ever. */
public enum Asset {
  STYLE("css", "text/css; charset=utf-8"),
  SCRIPT("js", "text/javascript; charset=utf-8");

  private static final int HASH_BYTES = 6;

  private final String extension;
  private final String contentType;

  Asset(String extension, String contentType) {
    this.extension = extension;
    this.contentType = contentType;
  }

  /** The file with that name, where there is one. */
  public static Optional<Asset> named(String file) {
    return Arrays.stream(values()).filter(asset -> asset.file().equals(file)).findFirst();
  }

  /** The media type. */
  public String contentType() {
    return contentType;
  }

  /** What is in it. */
  public String text() {
    String resource = "page." + extension;
    try (InputStream stream = Asset.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException(resource + " is not in the jar");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its name. */
  public String file() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.UTF_8));
      return "%s-%s.%s"
          .formatted(
              name().toLowerCase(Locale.ROOT),
              HexFormat.of().formatHex(hash, 0, HASH_BYTES),
              extension);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
