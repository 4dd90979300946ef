package io.github.scimexporter.state;

import io.github.scimexporter.accesslog.follow.FilePosition;
import io.github.scimexporter.sync.LedgerState;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was counted, and how far each file was read when it was counted.
 *
 * @param ledger what was counted
 * @param positions how far each file of each log was read, by the log's name
 */
public record Snapshot(LedgerState ledger, SortedMap<String, List<FilePosition>> positions) {
  /** Nothing was read. */
  public static final Snapshot EMPTY =
      new Snapshot(LedgerState.EMPTY, Collections.emptySortedMap());

  /** Copies the map. */
  public Snapshot {
    positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
  }
}
