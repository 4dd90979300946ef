package io.github.scimexporter.bench;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What it is measured on, as far as the system tells. */
final class Machine {
  private Machine() {}

  /** One line. */
  static String describe(Path disk) throws IOException {
    FileStore store = Files.getFileStore(disk);
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %.0f GiB of memory, %s (%s), Linux %s",
        field("/proc/cpuinfo", "model name").orElse("a processor without a name"),
        Runtime.getRuntime().availableProcessors(),
        field("/proc/meminfo", "MemTotal")
            .map(text -> Double.parseDouble(text.split(" ", -1)[0]) / (1 << 20))
            .orElse(0.0),
        store.type(),
        store.name(),
        System.getProperty("os.version", ""));
  }

  private static Optional<String> field(String file, String name) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(file));
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }
}
