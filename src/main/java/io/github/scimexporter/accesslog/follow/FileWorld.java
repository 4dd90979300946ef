package io.github.scimexporter.accesslog.follow;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Where the files are.
 *
 * @param fileSystem gives meaning to paths
 * @param hasFileKeys whether it knows files by a key; Windows has none
 */
record FileWorld(FileSystem fileSystem, boolean hasFileKeys) {
  /** The files of this machine. */
  static final FileWorld DEFAULT = new FileWorld(FileSystems.getDefault(), true);

  Path path(String path) {
    return fileSystem.getPath(path);
  }

  /** Looks at a file; empty if it is no regular one. */
  Optional<Seen> look(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      return Optional.empty();
    }
    Optional<String> key = hasFileKeys ? fileKey(attributes) : Optional.empty();
    return Optional.of(new Seen(file, key, attributes.size(), attributes.lastModifiedTime()));
  }

  /** What the file system knows the file by that is at that path now. */
  static Optional<String> fileKey(Path file) throws IOException {
    return fileKey(Files.readAttributes(file, BasicFileAttributes.class));
  }

  private static Optional<String> fileKey(BasicFileAttributes attributes) {
    return Optional.ofNullable(attributes.fileKey()).map(Object::toString);
  }
}
