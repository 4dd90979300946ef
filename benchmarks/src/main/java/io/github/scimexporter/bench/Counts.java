package io.github.scimexporter.bench;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is in a log, or was counted in it.
 *
 * @param lines its lines, headers excluded
 * @param requests by sync, and then by method and status as in {@code GET 200}
 */
record Counts(long lines, SortedMap<String, SortedMap<String, Long>> requests) {
  /** The requests of all syncs, by method and status. */
  SortedMap<String, Long> byKind() {
    return requests.values().stream()
        .flatMap(ofSync -> ofSync.entrySet().stream())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new));
  }

  /** All requests of all syncs. */
  long total() {
    return byKind().values().stream().mapToLong(Long::longValue).sum();
  }
}
