package io.github.scimexporter.cli;

import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.SyncConfig;
import java.util.stream.Collectors;

/** The syncs that a command may name. */
final class Syncs {
  private Syncs() {}

  /**
   * The sync of that name.
   *
   * @throws CommandFailure if it is not configured
   */
  static SyncConfig named(Configuration configuration, String name) throws CommandFailure {
    return configuration
        .sync(name)
        .orElseThrow(
            () ->
                new CommandFailure(
                    "--sync="
                        + name
                        + ": is not configured in "
                        + configuration.file()
                        + "; write one of "
                        + names(configuration)));
  }

  /** All names, for a message. */
  static String names(Configuration configuration) {
    return configuration.syncs().stream().map(SyncConfig::name).collect(Collectors.joining(", "));
  }
}
