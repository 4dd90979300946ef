package io.github.scimexporter.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A user whom permissions bind: root, which tests may run as, they do not. */
public final class OrdinaryUser {
  private OrdinaryUser() {}

  /**
   * The same jar, run by an ordinary user: by the user of this program, or, where that is root, by
   * one without any rights.
   *
   * @param work the working directory, which becomes readable by everybody
   */
  public static ExporterJar runs(ExporterJar jar, Path work) throws IOException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return jar;
    }
    Path copy = Files.copy(jar.jar(), work.resolve("scim-exporter.jar"));
    Path java =
        Files.writeString(
            work.resolve("java"),
            "#!/bin/sh\nexec setpriv --reuid=65534 --regid=65534 --clear-groups "
                + jar.java()
                + " \"$@\"\n");
    allow(work, "rwxr-xr-x");
    allow(java, "rwxr-xr-x");
    allow(copy, "rw-r--r--");
    return new ExporterJar(copy, java);
  }

  /** Sets permissions, as in {@code rwxr-x---}. */
  public static void allow(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
