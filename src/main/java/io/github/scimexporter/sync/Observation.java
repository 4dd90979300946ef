package io.github.scimexporter.sync;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What may be shown of all syncs and logs, at one moment.
 *
 * @param ledger what was counted; durable, unless the state cannot be written
 * @param logs what the file system says of each log, by its name
 * @param ready whether every file was read to the size that it had at the start
 * @param stateWritten whether the last write of the state worked
 * @param lastClockStep when the clock was set last, by the new time, since the start
 */
public record Observation(
    LedgerState ledger,
    SortedMap<String, LogHealth> logs,
    boolean ready,
    boolean stateWritten,
    Optional<Instant> lastClockStep) {
  /** Copies the map. */
  public Observation {
    logs = Collections.unmodifiableSortedMap(new TreeMap<>(logs));
  }
}
