package io.github.scimexporter.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory for one exporter, on the disk of the made logs; deleted in the end.
 *
 * @param path where it is
 */
record WorkDirectory(Path path) implements AutoCloseable {
  static WorkDirectory in(Path parent) throws IOException {
    return new WorkDirectory(Files.createTempDirectory(parent, "serving"));
  }

  /** Writes the configuration of its exporter. */
  void configure(String logs, int syncs) throws IOException {
    Files.writeString(
        path.resolve("scim-exporter.yml"), Configurations.text(logs, LogKind.COMMON, syncs));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.delete(file);
      }
    }
  }
}
