package io.github.scimexporter.entra;

import io.github.scimexporter.config.FilePermissions;
import io.github.scimexporter.config.SmallFile;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the small files that a credential stands in. Their content is in no message. */
final class TextFile {
  private TextFile() {}

  /**
   * Reads a file that only its owner, and perhaps a group, may read.
   *
   * @param key what names it in the configuration
   */
  static String secret(String key, Path file) throws GraphException {
    Optional<String> open = FilePermissions.openToAll(file, "secret");
    if (open.isPresent()) {
      throw wrong(key, file, open.get());
    }
    return text(key, file);
  }

  /**
   * Reads a file.
   *
   * @param key what names it in the configuration
   */
  static String text(String key, Path file) throws GraphException {
    String text;
    try {
      text = SmallFile.read(file).strip();
    } catch (SmallFile.Unusable e) {
      throw wrong(key, file, e.words());
    }
    if (text.isEmpty()) {
      throw wrong(key, file, "is empty; write into it what the key is for");
    }
    return text;
  }

  /** The file with what is wrong about it. */
  static GraphException wrong(String key, Path file, String what) {
    return new GraphException("entra." + key + ": " + file + ": " + what);
  }
}
