package io.github.scimexporter.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.scimexporter.config.Configuration;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
  enum Format {
    text,
    json
  }

  @Mixin private ConfigFileOption config = new ConfigFileOption();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.text;

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
    switch (format) {
      case text -> ScanText.print(report, out);
      case json -> out.println(json(report));
    }
    out.flush();
    return 0;
  }

  private static String json(ScanReport report) {
    try {
      return new ObjectMapper().writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report can be written as JSON", e);
    }
  }
}
