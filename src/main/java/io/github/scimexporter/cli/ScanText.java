package io.github.scimexporter.cli;

import io.github.scimexporter.status.Words;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Prints a scan's report for people. */
final class ScanText {
  private ScanText() {}

  static void print(ScanReport report, PrintWriter out) {
    out.printf(
        "%d %s read, %d not in the format.%n",
        report.lines(), report.lines() == 1 ? "line" : "lines", report.unparsed());
    for (ScanReport.Sync sync : report.syncs()) {
      out.printf("%n%s%n", sync.sync());
      sync.diagnosis().forEach(sentence -> out.printf("  %s%n", sentence));
      if (sync.requests().isEmpty()) {
        continue;
      }
      out.printf("  Requests:%n");
      for (Map.Entry<String, Long> count : sync.requests().entrySet()) {
        out.printf(Locale.ROOT, "    %-12s %,12d%n", count.getKey(), count.getValue());
      }
      out.printf("  First seen       %s%n", sync.firstSeen());
      out.printf("  Longest silence  %s%n", words(sync.longestSilenceSeconds()));
      for (ScanReport.Gap gap : sync.gaps()) {
        out.printf(
            Locale.ROOT,
            "  Silent from %s to %s: %,d %s missed%s%n",
            gap.from(),
            gap.to(),
            gap.missed(),
            gap.missed() == 1 ? "heartbeat" : "heartbeats",
            gap.failures().isEmpty() ? "" : ", " + gap.failures() + " in it");
      }
      ScanReport.Heartbeat better = sync.suggestedHeartbeat();
      if (better != null) {
        out.printf(
            "  Suggested        heartbeat: {interval: %s, grace: %s, missed_threshold: %d}%n",
            better.interval(), better.grace(), better.missedThreshold());
      }
    }
  }

  private static String words(long seconds) {
    return Words.duration(Duration.ofSeconds(seconds));
  }
}
