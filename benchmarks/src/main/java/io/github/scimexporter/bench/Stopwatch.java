package io.github.scimexporter.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs commands as whole processes, one at a time, and takes what each needed. */
final class Stopwatch {
  private final Path time;
  private final Path directory;

  /**
   * Makes one.
   *
   * @param time GNU time, which knows a process's processor time and peak memory
   * @param directory where what commands print is kept
   */
  Stopwatch(Path time, Path directory) {
    this.time = time;
    this.directory = directory;
  }

  /**
   * Runs a command to its end, and checks what it printed.
   *
   * @throws BenchException if it fails, or does not count what is in the log
   */
  Timed run(Contestant contestant) throws IOException, InterruptedException, BenchException {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Path usage = directory.resolve("usage");
    List<String> command =
        new ArrayList<>(List.of(time.toString(), "-f", "%U %S %M", "-o", usage.toString(), "--"));
    command.addAll(contestant.command());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(contestant.environment());
    long start = System.nanoTime();
    Process process = builder.start();
    int exit = process.waitFor();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (exit != 0) {
      throw new BenchException(
          String.join(" ", contestant.command())
              + ": ended with "
              + exit
              + ": "
              + Files.readString(err).strip());
    }
    contestant.check().against(out);
    String[] used = Files.readString(usage).strip().split(" ", -1);
    return new Timed(
        seconds,
        Double.parseDouble(used[0]) + Double.parseDouble(used[1]),
        Double.parseDouble(used[2]) / 1024);
  }
}
