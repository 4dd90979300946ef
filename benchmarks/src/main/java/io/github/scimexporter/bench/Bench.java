package io.github.scimexporter.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code bin/bench} starts. */
@Command(
    name = "bin/bench",
    description = "Measures scim-exporter beside its peers.",
    mixinStandardHelpOptions = true,
    subcommands = {Run.class, MakeLog.class})
public final class Bench {
  private Bench() {}

  /**
   * Runs one command and ends the process with its exit code: 0 done, 1 failed, 2 wrong usage.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    CommandLine line = new CommandLine(new Bench());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (e, unused, alsoUnused) -> {
          if (!(e instanceof BenchException)) {
            throw e;
          }
          System.err.println("bin/bench: " + e.getMessage());
          return CommandLine.ExitCode.SOFTWARE;
        });
    System.exit(line.execute(args));
  }
}
