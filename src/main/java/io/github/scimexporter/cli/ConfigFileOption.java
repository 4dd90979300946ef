package io.github.scimexporter.cli;

import io.github.scimexporter.accesslog.follow.LogSources;
import io.github.scimexporter.accesslog.format.FormatException;
import io.github.scimexporter.config.ConfigException;
import io.github.scimexporter.config.ConfigLoader;
import io.github.scimexporter.config.Configuration;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flag that every command needs. */
final class ConfigFileOption {
  // Not "required" in picocli's sense: the program itself would need it before any subcommand.
  @Option(
      names = "--config.file",
      paramLabel = "FILE",
      description = "The configuration (YAML), see docs/configuration.md.")
  private @Nullable Path file;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /**
   * Reads the configuration.
   *
   * @throws ParameterException if the flag is missing
   */
  Configuration load() throws CommandFailure {
    if (file == null) {
      throw new ParameterException(spec.commandLine(), "--config.file=FILE is missing");
    }
    try {
      return ConfigLoader.load(file);
    } catch (ConfigException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /** The logs of a configuration, ready to be opened. */
  LogSources sources(Configuration configuration) throws CommandFailure {
    try {
      return LogSources.of(configuration.accessLogs());
    } catch (FormatException e) {
      throw new CommandFailure(configuration.file() + ": " + e.getMessage(), e);
    }
  }
}
