package io.github.scimexporter.config;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * One log: files of one server that follow each other.
 *
 * @param name the label {@code log}
 * @param paths absolute glob patterns of its files
 * @param format what its lines look like
 * @param timezone the zone of its times, only where the format has no offset
 * @param silence no line of any kind for this long means that the server is silent; zero: off
 */
public record AccessLogConfig(
    String name,
    List<String> paths,
    LogFormat format,
    Optional<ZoneId> timezone,
    Duration silence) {
  /** Copies the paths. */
  public AccessLogConfig {
    paths = List.copyOf(paths);
  }
}
