package io.github.scimexporter.cli;

import io.github.scimexporter.accesslog.follow.LogSources;
import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.InForce;
import io.github.scimexporter.token.RegistryFile;
import io.github.scimexporter.token.RegistryWatch;
import io.github.scimexporter.token.TokenException;
import java.time.Instant;
import java.util.List;

/**
 * A configuration whose every part can be used.
 *
 * @param inForce what was read
 * @param sources its logs, ready to be opened
 * @param registry the token registry
 */
record Setup(InForce inForce, LogSources sources, RegistryWatch registry) {
  /**
   * Reads a configuration.
   *
   * @throws CommandFailure if it, or something that it names, cannot be used
   */
  static Setup load(ConfigFileOption file, Instant now) throws CommandFailure {
    Configuration configuration = checked(file);
    return new Setup(
        InForce.of(configuration, now), file.sources(configuration), registry(configuration));
  }

  /**
   * Reads it again, to be put in the place of this one.
   *
   * @throws CommandFailure if it, or something that it names, cannot be used, or not without a
   *     restart
   */
  Setup loadAgain(ConfigFileOption file, Instant now) throws CommandFailure {
    Configuration next = checked(file);
    if (!onStandardInput(next).equals(onStandardInput(configuration()))) {
      throw new CommandFailure(
          next.file()
              + ": access_logs: a log on standard input cannot come, go or change while the exporter"
              + " runs, since its lines can be read only once; restart the exporter");
    }
    boolean sameRegistry = next.tokenRegistry().equals(configuration().tokenRegistry());
    return new Setup(
        InForce.of(next, now), file.sources(next), sameRegistry ? registry : registry(next));
  }

  /** The same, after another configuration was refused. */
  Setup andAnotherRefused() {
    return new Setup(inForce.andAnotherRefused(), sources, registry);
  }

  Configuration configuration() {
    return inForce.configuration();
  }

  private static Configuration checked(ConfigFileOption file) throws CommandFailure {
    Configuration configuration = file.load();
    StartCheck.refuse(configuration);
    return configuration;
  }

  private static List<AccessLogConfig> onStandardInput(Configuration configuration) {
    return configuration.accessLogs().stream()
        .filter(AccessLogConfig::isStandardInput)
        .map(AccessLogConfig::withoutSilence)
        .toList();
  }

  private static RegistryWatch registry(Configuration configuration) throws CommandFailure {
    try {
      return new RegistryWatch(new RegistryFile(configuration.tokenRegistry()));
    } catch (TokenException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }
}
