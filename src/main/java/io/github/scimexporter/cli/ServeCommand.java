package io.github.scimexporter.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code serve}: the same as no command. */
@Command(
    name = "serve",
    customSynopsis = "scim-exporter serve --config.file=FILE [OPTION...]",
    description = "Runs the exporter (the same as no command).",
    mixinStandardHelpOptions = true,
    versionProvider = ScimExporterCommand.Version.class,
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {
  @Mixin private ServeOptions options = new ServeOptions();

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    return new Server(options).run();
  }
}
