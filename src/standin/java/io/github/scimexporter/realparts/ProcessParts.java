package io.github.scimexporter.realparts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Parts as processes of this machine.
 *
 * @param directory as {@code bin/get-prometheus} makes it: the programs are in {@code usr/bin}
 */
record ProcessParts(Path directory) implements RealParts {
  private static final List<String> PROGRAMS =
      List.of("prometheus", "promtool", "prometheus-alertmanager", "amtool");

  static ProcessParts find(Path repository, Optional<Path> given) {
    if (given.isPresent()) {
      Path directory = given.get().toAbsolutePath().normalize();
      if (!isComplete(directory)) {
        throw new IllegalStateException(
            "scim.prometheus.dir="
                + directory
                + ": usr/bin lacks one of "
                + PROGRAMS
                + "; run bin/get-prometheus and give the directory that it prints");
      }
      return new ProcessParts(directory);
    }
    Path cache = repository.resolve(".cache");
    if (Files.isDirectory(cache)) {
      try (Stream<Path> entries = Files.list(cache)) {
        // Names with a dot are of a run of get-prometheus that is under way, or was killed.
        Optional<Path> newest =
            entries
                .filter(entry -> entry.getFileName().toString().matches("prometheus-[a-z0-9-]+"))
                .filter(ProcessParts::isComplete)
                .max(Comparator.comparingLong(entry -> entry.toFile().lastModified()));
        if (newest.isPresent()) {
          return new ProcessParts(newest.get());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new IllegalStateException(
        cache + ": no Prometheus and Alertmanager here; run bin/get-prometheus");
  }

  /** One of the programs prometheus, promtool, prometheus-alertmanager, amtool. */
  Path program(String name) {
    return directory.resolve("usr/bin").resolve(name);
  }

  @Override
  public RealPrometheus startPrometheus(Path configFile, List<String> flags) {
    Launch launch = Launch.prometheus(configFile, flags);
    return new RealPrometheus(Part.start(launch, new ProcessRunner(launch, program("prometheus"))));
  }

  @Override
  public RealAlertmanager startAlertmanager(Path configFile, List<String> flags) {
    Launch launch = Launch.alertmanager(configFile, flags);
    return new RealAlertmanager(
        Part.start(launch, new ProcessRunner(launch, program("prometheus-alertmanager"))));
  }

  @Override
  public String origin() {
    return "processes of " + directory;
  }

  private static boolean isComplete(Path directory) {
    return PROGRAMS.stream()
        .allMatch(program -> Files.isExecutable(directory.resolve("usr/bin").resolve(program)));
  }
}
