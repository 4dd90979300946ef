package io.github.scimexporter.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What it is measured on, as far as the system tells. */
final class Machine {
  private static final List<String> PEERS = List.of("rg", "mtail", "goaccess");
  private static final Pattern VERSION = Pattern.compile("\\d+\\.[\\w.~]*\\w");

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

  /** The peers that are there, each with its version. */
  static String peers(Parts parts) throws IOException {
    List<String> versions = new ArrayList<>();
    for (String peer : PEERS) {
      if (parts.has(peer)) {
        version(parts, parts.peer(peer)).ifPresent(version -> versions.add(peer + " " + version));
      }
    }
    version(parts, "gzip").ifPresent(version -> versions.add("gzip " + version));
    return String.join(", ", versions);
  }

  private static Optional<String> version(Parts parts, String program) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(program, "--version").redirectErrorStream(true);
    builder.environment().putAll(parts.peerEnvironment());
    Process process = builder.start();
    try (BufferedReader output = process.inputReader()) {
      Matcher matcher = VERSION.matcher(output.lines().findFirst().orElse(""));
      return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    } finally {
      process.onExit().join();
    }
  }

  private static Optional<String> field(String file, String name) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(file));
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }
}
