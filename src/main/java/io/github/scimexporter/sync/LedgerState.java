package io.github.scimexporter.sync;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is known, at one moment.
 *
 * @param syncs what is known of each sync, by its name
 * @param logs what was read of each log, by its name
 */
public record LedgerState(SortedMap<String, SyncState> syncs, SortedMap<String, LogState> logs) {
  /** Nothing is known. */
  public static final LedgerState EMPTY =
      new LedgerState(Collections.emptySortedMap(), Collections.emptySortedMap());

  /** Copies both maps. */
  public LedgerState {
    syncs = Collections.unmodifiableSortedMap(new TreeMap<>(syncs));
    logs = Collections.unmodifiableSortedMap(new TreeMap<>(logs));
  }
}
