package io.github.scimexporter.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The jar and its scripts, as a user puts them into a directory.
 *
 * @param directory where they are
 * @param java the java program that they find by JAVA_HOME
 */
public record LauncherInstall(Path directory, Path java) {
  /** What is installed: copies of the built jar and the scripts, without archives. */
  public static LauncherInstall into(Path directory, Path repository) throws IOException {
    ExporterJar built = ExporterJar.built(repository);
    Files.createDirectories(directory);
    for (Path file :
        List.of(
            built.jar(),
            repository.resolve("bin/scim-exporter"),
            repository.resolve("bin/build-archives"))) {
      Files.copy(file, directory.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
    }
    return new LauncherInstall(directory, built.java());
  }

  /** The script that starts the exporter. */
  public Path launcher() {
    return directory.resolve("scim-exporter");
  }

  /** The script that makes the archives. */
  public Path archiver() {
    return directory.resolve("build-archives");
  }

  /** What the archiver made. */
  public List<Path> archives() throws IOException {
    try (Stream<Path> archives = Files.list(directory.resolve("archives"))) {
      return archives.toList();
    }
  }

  /** A process that is yet to start, without the options for Java that this program may have. */
  public ProcessBuilder process(
      Path program, Path work, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
    builder.environment().remove("JAVA_OPTS");
    builder.environment().put("JAVA_HOME", java.resolve("../..").normalize().toString());
    builder.environment().putAll(environment);
    return builder;
  }

  /** Runs a program to its end, with a file as its standard input. */
  public ExporterJar.Result run(
      Path program, Path work, Map<String, String> environment, Path input, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(work, "run", ".out");
    Path err = Files.createTempFile(work, "run", ".err");
    Process process =
        process(program, work, environment, arguments)
            .redirectInput(input.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new ExporterJar.Result(process.waitFor(), Files.readString(out), Files.readString(err));
  }
}
