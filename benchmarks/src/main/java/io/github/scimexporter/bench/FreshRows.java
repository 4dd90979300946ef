package io.github.scimexporter.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** The rows about how soon a line that was written shows, and what waiting for it costs. */
final class FreshRows {
  private static final int NOTIFIED_LINES = 300;
  private static final int POLLED_LINES = 100;
  private static final double NOTIFIED_MILLIS = 250;
  private static final double POLLED_MILLIS = 1000;

  /** Seldom enough to be no load, often enough to tell 250 ms from less. */
  private static final int ASK_MILLIS = 10;

  private static final int FILES = 20;
  private static final int IDLE_SCRAPES = 6;
  private static final int SCRAPE_SECONDS = 15;
  private static final double IDLE_PERCENT = 0.2;

  private final Parts parts;
  private final Scale scale;

  FreshRows(Parts parts, Scale scale) {
    this.parts = parts;
    this.scale = scale;
  }

  /** Notified by the file system, and not. */
  List<Row> visible() throws IOException, InterruptedException, BenchException {
    return List.of(
        visible("where the file system notifies", NOTIFIED_LINES, NOTIFIED_MILLIS, false),
        visible("where it does not", POLLED_LINES, POLLED_MILLIS, true));
  }

  private Row visible(String where, int lines, double goalMillis, boolean elsewhere)
      throws IOException, InterruptedException, BenchException {
    try (WorkDirectory work = WorkDirectory.in(parts.made())) {
      Path followed = work.path().resolve("logs/access.log");
      // Nobody is notified of what happens to a file that a link in the watched directory leads to.
      Path written = elsewhere ? work.path().resolve("elsewhere/access.log") : followed;
      work.configure(followed.toString(), 1);
      try (LiveLog log = new LiveLog(written)) {
        if (elsewhere) {
          Files.createDirectories(followed.getParent());
          Files.createSymbolicLink(followed, written);
        }
        try (Exporter exporter = Exporter.start(parts, parts.javaHome(), work.path());
            Scraper scraper = exporter.scraper()) {
          Exporter.awaitReady(scraper, ASK_MILLIS);
          Progress.say("writing lines " + where);
          Series millis = new Series(waits(log, scraper, scale.times(lines), goalMillis));
          return new Row(
              "line written to metric visible, p99 of " + millis.values().size() + ", " + where,
              String.format(Locale.ROOT, "at most %.0f ms", goalMillis),
              spread(millis),
              "",
              scale.verdict(millis.percentile(99) <= goalMillis));
        }
      }
    }
  }

  private static List<Double> waits(LiveLog log, Scraper scraper, int lines, double period)
      throws IOException, InterruptedException {
    // Lines must not keep step with whoever looks from time to time.
    SplittableRandom random = new SplittableRandom(1);
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      Schedule.pause(random.nextDouble() * period);
      log.request(0);
      long written = System.nanoTime();
      do {
        Schedule.pause(ASK_MILLIS);
      } while (scraper.ask().sum("scim_requests_total") < log.requests());
      millis.add((System.nanoTime() - written) / 1e6);
    }
    return millis;
  }

  static String spread(Series millis) {
    return String.format(
        Locale.ROOT,
        "p99 %.1f ms, median %.1f ms, most %.1f ms",
        millis.percentile(99),
        millis.median(),
        millis.max());
  }

  /** Nothing happens but scrapes. */
  Row idle() throws IOException, InterruptedException, BenchException {
    try (WorkDirectory work = WorkDirectory.in(parts.made())) {
      for (int i = 0; i < FILES; i++) {
        try (LiveLog log = new LiveLog(work.path().resolve("logs/access-" + i + ".log"))) {
          log.request(0);
        }
      }
      work.configure(work.path().resolve("logs/access-*.log").toString(), 1);
      int scrapes = Math.max(2, scale.times(IDLE_SCRAPES));
      try (Exporter exporter = Exporter.start(parts, parts.javaHome(), work.path());
          Scraper scraper = exporter.scraper()) {
        Exporter.awaitReady(scraper, ASK_MILLIS);
        Progress.say("idling");
        double first = percentOfACore(exporter, scraper, scrapes);
        // What a start leaves to be compiled is compiled as it is used, for some minutes.
        percentOfACore(exporter, scraper, 2 * scrapes);
        double percent = percentOfACore(exporter, scraper, scrapes);
        return new Row(
            FILES + " files followed, scraped each " + SCRAPE_SECONDS + " s, nothing written",
            "at most 0.2 % of a core",
            String.format(
                Locale.ROOT,
                "%.2f %% over %d s, %d s after the start; %.2f %% right after it",
                percent,
                SCRAPE_SECONDS * scrapes,
                SCRAPE_SECONDS * 3 * scrapes,
                first),
            "",
            scale.verdict(percent <= IDLE_PERCENT));
      }
    }
  }

  private static double percentOfACore(Exporter exporter, Scraper scraper, int scrapes)
      throws IOException, InterruptedException {
    scraper.askAsPrometheus();
    double before = exporter.cpuSeconds();
    for (int i = 0; i < scrapes; i++) {
      Schedule.pause(SCRAPE_SECONDS * 1000.0);
      scraper.askAsPrometheus();
    }
    return (exporter.cpuSeconds() - before) * 100 / (SCRAPE_SECONDS * scrapes);
  }
}
