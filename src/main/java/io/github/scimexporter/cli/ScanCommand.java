package io.github.scimexporter.cli;

import io.github.scimexporter.config.Configuration;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scan}: reads whole logs once and reports what happened to each sync. */
@Command(
    name = "scan",
    description = {
      "Reads whole logs once and reports what happened to each sync.",
      "Serves no port and writes no state."
    },
    mixinStandardHelpOptions = true,
    versionProvider = ScimExporterCommand.Version.class,
    sortOptions = false)
final class ScanCommand implements Callable<Integer> {
  @Mixin private ConfigFileOption config = new ConfigFileOption();
  @Mixin private FormatOption format = new FormatOption();

  @Parameters(
      arity = "1..*",
      paramLabel = "LOG",
      description = "A log file, plain or gzip; - for standard input.")
  private List<String> logs = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws CommandFailure {
    Configuration configuration = config.load();
    ScanReport report =
        new Scan(configuration, config.sources(configuration), InstantSource.system()).read(logs);
    PrintWriter out = spec.commandLine().getOut();
    switch (format.get()) {
      case text -> ScanText.print(report, out);
      case json -> out.println(FormatOption.json(report));
    }
    out.flush();
    return 0;
  }
}
