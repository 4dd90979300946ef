package io.github.scimexporter.status;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * All that is known, at one moment.
 *
 * @param time that moment
 * @param zone the zone in which sentences give times
 * @param version the version of the exporter
 * @param ready whether the logs were read to their end: nothing that a kill could take back is
 *     shown before
 * @param exporter what is to be said of the exporter itself, the gravest first: a state that cannot
 *     be written, a registry that cannot be read, a configuration that was refused
 * @param syncs the syncs, the most urgent first
 */
public record Board(
    Instant time,
    ZoneId zone,
    String version,
    boolean ready,
    List<Verdict> exporter,
    List<SyncStatus> syncs) {
  /** Copies the lists. */
  public Board {
    exporter = List.copyOf(exporter);
    syncs = List.copyOf(syncs);
  }
}
