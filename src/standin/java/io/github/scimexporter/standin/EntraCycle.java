package io.github.scimexporter.standin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one provisioning cycle did.
 *
 * @param began when it began
 * @param exchanges its requests and their answers, in order
 * @param completed whether it came to its end; false when it stopped at a failure
 */
public record EntraCycle(Instant began, List<Exchange> exchanges, boolean completed) {
  public EntraCycle {
    exchanges = List.copyOf(exchanges);
  }

  /** Returns the answered requests by "METHOD STATUS", as an immutable map. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    for (Exchange exchange : exchanges) {
      if (exchange.status() != 0) {
        counts.merge(exchange.method() + " " + exchange.status(), 1L, Long::sum);
      }
    }
    return Map.copyOf(counts);
  }
}
