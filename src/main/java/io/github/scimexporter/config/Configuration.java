package io.github.scimexporter.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The whole configuration.
 *
 * @param file where it was read from
 * @param heartbeatLog the heartbeat log
 * @param tokenRegistry the token registry
 * @param accessLogs the logs to follow
 * @param syncs the syncs to watch
 * @param warnings what is not wrong, but should be known: one line each
 */
public record Configuration(
    Path file,
    HeartbeatLogConfig heartbeatLog,
    Path tokenRegistry,
    List<AccessLogConfig> accessLogs,
    List<SyncConfig> syncs,
    List<String> warnings) {
  /** Copies the lists. */
  public Configuration {
    accessLogs = List.copyOf(accessLogs);
    syncs = List.copyOf(syncs);
    warnings = List.copyOf(warnings);
  }

  /** The sync of that name. */
  public Optional<SyncConfig> sync(String name) {
    return syncs.stream().filter(sync -> sync.name().equals(name)).findFirst();
  }
}
