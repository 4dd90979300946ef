package io.github.scimexporter.cli;

import io.github.scimexporter.accesslog.follow.FormatCheck;
import io.github.scimexporter.accesslog.follow.LogSources;
import io.github.scimexporter.accesslog.follow.PathCheck;
import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.config.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at the logs before they are followed: what is wrong with them shows at the start. */
final class StartCheck {
  private StartCheck() {}

  /**
   * Refuses logs that could not be read as they are configured.
   *
   * @throws CommandFailure if a directory cannot be listed, or two logs would read one file
   */
  static void refuse(Configuration configuration) throws CommandFailure {
    for (AccessLogConfig log : configuration.accessLogs()) {
      for (String problem : LogSources.unreadableDirectories(log)) {
        throw new CommandFailure(
            configuration.file() + ": access_logs: " + log.name() + ": " + problem);
      }
    }
    Optional<String> overlap = PathCheck.overlap(configuration.accessLogs());
    if (overlap.isPresent()) {
      throw new CommandFailure(configuration.file() + ": " + overlap.get());
    }
  }

  /** What is not wrong, but should be known: one line each. */
  static List<String> warnings(Configuration configuration, LogSources sources) {
    List<String> warnings = new ArrayList<>(configuration.warnings());
    Stream.concat(
            sources.warnings().stream(),
            FormatCheck.warnings(configuration.accessLogs(), sources).stream())
        .forEach(warning -> warnings.add(configuration.file() + ": " + warning));
    return warnings;
  }
}
