package io.github.scimexporter.probe;

import io.github.scimexporter.config.SmallFile;
import java.nio.file.Path;

/** A configured file cannot be used; the message is one line that names it, and nothing of it. */
final class UnusableFile extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableFile(Path file, String what) {
    super(file + ": " + what);
  }

  String words() {
    return String.valueOf(getMessage());
  }

  /** What stands in a file. */
  static String read(Path file) throws UnusableFile {
    try {
      return SmallFile.read(file);
    } catch (SmallFile.Unusable e) {
      throw new UnusableFile(file, e.words());
    }
  }
}
