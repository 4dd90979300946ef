package io.github.scimexporter.cli;

import io.github.scimexporter.web.ListenAddress;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The flags of the exporter. */
final class ServeOptions {
  @Mixin ConfigFileOption config = new ConfigFileOption();

  @Option(
      names = "--web.listen-address",
      paramLabel = "HOST:PORT",
      defaultValue = ":19180",
      converter = AddressConverter.class,
      description = "Where to listen (default: ${DEFAULT-VALUE}).")
  ListenAddress listenAddress = ListenAddress.parse(":19180");

  @Option(
      names = "--storage.path",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "Where the state is kept (default: ${DEFAULT-VALUE}).")
  Path storagePath = Path.of("data");

  @Option(
      names = "--log.level",
      paramLabel = "LEVEL",
      defaultValue = "info",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  LogSetup.LogLevel logLevel = LogSetup.LogLevel.info;

  @Option(
      names = "--log.format",
      paramLabel = "FORMAT",
      defaultValue = "logfmt",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  LogSetup.LogFormat logFormat = LogSetup.LogFormat.logfmt;

  @Option(names = "--config.check", description = "Check the configuration and exit with 0 or 1.")
  boolean configCheck;

  static final class AddressConverter implements ITypeConverter<ListenAddress> {
    @Override
    public ListenAddress convert(String value) {
      try {
        return ListenAddress.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
