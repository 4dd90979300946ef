package io.github.scimexporter.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that can be measured, by name. */
final class Suite {
  /** Measures one or several rows. */
  @FunctionalInterface
  private interface Measurement {
    List<Row> rows() throws IOException, InterruptedException, BenchException;
  }

  private final Map<String, Measurement> all = new LinkedHashMap<>();

  Suite(Parts parts, Scale scale) {
    ScanRows scans = new ScanRows(parts, scale);
    all.put("common", scans::common);
    all.put("mtail", () -> List.of(scans.mtail()));
    all.put("goaccess", () -> List.of(scans.goaccess()));
    all.put("extended", () -> List.of(scans.extended()));
    all.put("gzip", () -> List.of(scans.gzip()));
    all.put("sizes", scans::sizes);
    all.put("syncs", scans::syncs);
    StartRows starts = new StartRows(parts, scale);
    all.put("start", starts::start);
    all.put("memory", () -> List.of(starts.memory()));
    FreshRows fresh = new FreshRows(parts, scale);
    all.put("visible", fresh::visible);
    all.put("idle", () -> List.of(fresh.idle()));
    all.put("scrape", new ScrapeRows(parts, scale)::rows);
  }

  /**
   * Measures.
   *
   * @param only which; all where there is none
   * @throws BenchException if there is none of that name, a part is missing, or counts differ
   */
  List<Row> rows(List<String> only) throws IOException, InterruptedException, BenchException {
    Optional<String> unknown = only.stream().filter(name -> !all.containsKey(name)).findFirst();
    if (unknown.isPresent()) {
      throw new BenchException(
          "--only=" + unknown.get() + ": there is no such row; name one of " + all.keySet());
    }
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<String, Measurement> entry : all.entrySet()) {
      if (only.isEmpty() || only.contains(entry.getKey())) {
        rows.addAll(entry.getValue().rows());
      }
    }
    return rows;
  }
}
