package io.github.scimexporter.token;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Registers tokens, one after another, in a process of its own. */
final class RegistryUpdater {
  private RegistryUpdater() {}

  /** Starts such a process; it prints nothing unless something goes wrong. */
  static Process start(Path file, String prefix, int count) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path", ""),
                RegistryUpdater.class.getName(),
                file.toString(),
                prefix,
                Integer.toString(count)))
        .redirectErrorStream(true)
        .start();
  }

  public static void main(String[] args) throws TokenException {
    RegistryFile registry = new RegistryFile(Path.of(args[0]));
    for (int i = 0; i < Integer.parseInt(args[2]); i++) {
      Token token = TokenFixtures.active(args[1] + "-" + i);
      registry.update(old -> old.with(token, Optional.empty(), true));
    }
  }
}
