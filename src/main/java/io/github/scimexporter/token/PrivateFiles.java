package io.github.scimexporter.token;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that only their owner may read. */
final class PrivateFiles {
  private static final Logger logger = LoggerFactory.getLogger(PrivateFiles.class);

  private PrivateFiles() {}

  /** Opens a file; where it is created, only its owner may read it. */
  static FileChannel open(Path file, OpenOption... options) throws IOException {
    return FileChannel.open(file, Set.of(options), ownerOnly(file));
  }

  /**
   * Puts a file in place of another, whole or not at all. Whom its owner let read the old one may
   * read the new one.
   */
  static void replace(Path file, byte[] bytes) throws IOException {
    Path temporary = newFileBeside(file);
    try {
      write(temporary, bytes);
      keepAccess(file, temporary);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      keepName(file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Has the disk keep a file's new name, too, through a loss of power. */
  static void keepName(Path file) throws IOException {
    // Only POSIX systems open a directory for that.
    if (knowsOwners(file)) {
      try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }

  /** Writes as much as {@link #replace} does, and takes it back. */
  static void tryToReplace(Path file, byte[] bytes) throws IOException {
    Path temporary = newFileBeside(file);
    try {
      write(temporary, bytes);
    } finally {
      Files.delete(temporary);
    }
  }

  /** An empty file that only its owner may read, where the file system knows owners. */
  static Path newFileBeside(Path file) throws IOException {
    return Files.createTempFile(file.getParent(), file.getFileName() + ".", ".tmp");
  }

  /** Writes over what is there, to the disk. */
  static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.truncate(bytes.length);
      channel.force(true);
    }
  }

  private static void keepAccess(Path old, Path replacement) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(replacement, PosixFileAttributeView.class);
    if (view == null || !Files.exists(old)) {
      return;
    }
    PosixFileAttributes before = Files.readAttributes(old, PosixFileAttributes.class);
    PosixFileAttributes now = view.readAttributes();
    try {
      if (!before.group().equals(now.group())) {
        view.setGroup(before.group());
      }
      view.setPermissions(before.permissions());
      if (!before.owner().equals(now.owner())) {
        view.setOwner(before.owner());
      }
    } catch (FileSystemException e) {
      // Only root may give a file away, or to a group that is not its own: then whoever wrote the
      // file owns it, and access stays as far as it came.
      logger.debug("{}: does not keep all of its access ({})", old, e.toString());
    }
  }

  private static boolean knowsOwners(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return knowsOwners(file)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
