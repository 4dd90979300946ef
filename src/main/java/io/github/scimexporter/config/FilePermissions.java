package io.github.scimexporter.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Who may read the files that hold secrets. */
public final class FilePermissions {
  private FilePermissions() {}

  /**
   * What is wrong with a file that every user of the machine may read or replace; empty if not
   * every user may, or nobody can tell: then reading it says what is wrong.
   *
   * @param secret what is in it, for the message
   */
  public static Optional<String> openToAll(Path file, String secret) {
    Set<PosixFilePermission> permissions;
    try {
      permissions = Files.getPosixFilePermissions(file);
    } catch (IOException | UnsupportedOperationException e) {
      // Not there, or a file system without such permissions, as on Windows.
      return Optional.empty();
    }
    return permissions.contains(PosixFilePermission.OTHERS_READ)
            || permissions.contains(PosixFilePermission.OTHERS_WRITE)
        ? Optional.of(
            "is open to every user of this machine ("
                + PosixFilePermissions.toString(permissions)
                + ") and is not used; chmod 600 it, and consider making a new "
                + secret)
        : Optional.empty();
  }
}
