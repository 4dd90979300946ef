package io.github.scimexporter.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the heartbeat log is written.
 *
 * @param path the file; empty: {@value #DEFAULT_NAME} where the state is kept
 * @param maxSizeBytes the size at which it is rolled; it is rolled at the end of each month, too
 * @param keep how many months of rolled files are kept, and how many times the size in all
 */
public record HeartbeatLogConfig(Optional<Path> path, long maxSizeBytes, int keep) {
  private static final String DEFAULT_NAME = "scim_heartbeat.log";

  /** As it is where the configuration says nothing: 10 MiB, 10 times. */
  public static final HeartbeatLogConfig DEFAULT =
      new HeartbeatLogConfig(Optional.empty(), 10L << 20, 10);

  /** The file, where the state is kept in that directory. */
  public Path path(Path storage) {
    return path.orElseGet(() -> storage.resolve(DEFAULT_NAME));
  }
}
