package io.github.scimexporter.probe;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new UnusableFile(file, "does not exist");
    } catch (AccessDeniedException e) {
      throw new UnusableFile(file, "may not be read by this user; grant read permission");
    } catch (CharacterCodingException e) {
      throw new UnusableFile(file, "holds no text");
    } catch (IOException e) {
      throw new UnusableFile(
          file,
          Files.isDirectory(file)
              ? "is a directory; name a file"
              : "cannot be read (" + e.getMessage() + ")");
    }
  }
}
