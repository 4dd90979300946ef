package io.github.scimexporter.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code make-log}: makes a log and a configuration for it, and says what is in it. */
@Command(
    name = "make-log",
    description = {
      "Makes an access log of made-up requests, FILE, and FILE.yml, a configuration for it, and"
          + " prints what is in it.",
      "The same options give the same bytes; a log that is there already is not made again."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class MakeLog implements Callable<Integer> {
  @Option(
      names = "--format",
      defaultValue = "common",
      description = "common or extended; default: ${DEFAULT-VALUE}.")
  private LogKind kind = LogKind.COMMON;

  @Option(
      names = "--mib",
      defaultValue = "256",
      description = "Its size in MiB, decompressed; default: ${DEFAULT-VALUE}.")
  private long mebibytes;

  @Option(
      names = "--scim",
      defaultValue = "5",
      description = "Percent of its lines that are of a sync; default: ${DEFAULT-VALUE}.")
  private int scimPercent;

  @Option(
      names = "--paths",
      defaultValue = "1",
      description = "On how many syncs' paths; default: ${DEFAULT-VALUE}.")
  private int paths;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Another seed gives other lines; default: ${DEFAULT-VALUE}.")
  private long seed;

  @Parameters(paramLabel = "FILE", description = "The log; gzip if it ends in .gz.")
  private Path file = Path.of("");

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    LogSpec spec = LogSpec.busy(kind, mebibytes << 20, scimPercent, paths, seed);
    MadeLog log = MadeLog.at(file, spec);
    Path config = Configurations.of(log.file(), kind, paths);
    PrintWriter out = command.commandLine().getOut();
    out.println(log.counts().lines() + " lines");
    log.counts().byKind().forEach((kind, count) -> out.println(count + " " + kind));
    out.println(config);
    out.flush();
    return 0;
  }
}
