package io.github.scimexporter.standin;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many requests of each kind there were, by "METHOD STATUS" as in {@code "GET 200"}. Exact
 * under concurrency: one lock, so that a snapshot never shows half of an update.
 */
final class RequestCounts {
  private final Map<String, Long> counts = new TreeMap<>();

  synchronized void add(String method, int status) {
    counts.merge(method + " " + status, 1L, Long::sum);
  }

  /** Returns an immutable copy; kinds that never occurred are absent. */
  synchronized Map<String, Long> snapshot() {
    return Map.copyOf(counts);
  }
}
