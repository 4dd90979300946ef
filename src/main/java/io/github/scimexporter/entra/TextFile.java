package io.github.scimexporter.entra;

import io.github.scimexporter.config.FilePermissions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the small files that a credential stands in. Their content is in no message. */
final class TextFile {
  /** No secret, key or bundle of certificates is longer. */
  private static final int LONGEST = 1024 * 1024;

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
    try (InputStream bytes = Files.newInputStream(file)) {
      text = new String(bytes.readNBytes(LONGEST), StandardCharsets.UTF_8).strip();
    } catch (NoSuchFileException e) {
      throw wrong(key, file, "does not exist; write the file, or correct its name");
    } catch (AccessDeniedException e) {
      throw wrong(key, file, "may not be read by this user; grant read permission");
    } catch (IOException e) {
      throw wrong(
          key,
          file,
          Files.isDirectory(file)
              ? "is a directory; name a file"
              : "cannot be read (" + e.getClass().getSimpleName() + ")");
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
