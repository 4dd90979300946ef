package io.github.scimexporter.installation;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The built jar, started as its users start it.
 *
 * @param jar the jar
 * @param java the java program to start it with
 */
public record ExporterJar(Path jar, Path java) {
  /**
   * What a command did.
   *
   * @param exit its exit code
   * @param out its standard output
   * @param err its standard error
   */
  public record Result(int exit, String out, String err) {}

  /**
   * The jar that the build made, started with the Java that runs this program, or the one in the
   * system property {@code scim.java.home}.
   *
   * @throws IllegalStateException if it was not built
   */
  public static ExporterJar built(Path repository) {
    Path jar = repository.resolve("target/scim-exporter.jar");
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(jar + ": is not built; run mvn -q -DskipTests package");
    }
    String home = System.getProperty("scim.java.home", System.getProperty("java.home", ""));
    return new ExporterJar(jar, Path.of(home, "bin", "java"));
  }

  /** The command line with these arguments. */
  public List<String> command(List<String> arguments) {
    List<String> command =
        new ArrayList<>(List.of(java.toString(), "-XX:+UseSerialGC", "-jar", jar.toString()));
    command.addAll(arguments);
    return command;
  }

  /** Runs a command to its end, in a directory, with that text on its standard input. */
  public Result run(Path directory, String input, List<String> arguments) {
    try {
      Path out = Files.createTempFile("scim-exporter", ".out");
      Path err = Files.createTempFile("scim-exporter", ".err");
      try {
        Process process =
            new ProcessBuilder(command(arguments))
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try (OutputStream stdin = process.getOutputStream()) {
          stdin.write(input.getBytes(StandardCharsets.UTF_8));
        }
        int exit = process.waitFor();
        return new Result(exit, Files.readString(out), Files.readString(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a command ran", e);
    }
  }
}
