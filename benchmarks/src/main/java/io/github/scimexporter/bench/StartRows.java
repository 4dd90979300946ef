package io.github.scimexporter.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The rows about starting, and about memory after much was read. */
final class StartRows {
  private static final Path JAVAS = Path.of("/usr/lib/jvm");
  private static final int WITH_AOT_CACHE = 25;
  private static final double START_SECONDS = 0.45;
  private static final double MEBIBYTES = 80;
  private static final int SCRAPES_AFTER = 30;
  private static final int MANY_LINES = 100;

  private final Parts parts;
  private final Scale scale;

  StartRows(Parts parts, Scale scale) {
    this.parts = parts;
    this.scale = scale;
  }

  /** From nothing to the first good scrape, on the Java at hand and on one with an AOT cache. */
  List<Row> start() throws IOException, InterruptedException, BenchException {
    List<Row> rows = new ArrayList<>();
    rows.add(start(parts.javaHome(), "Java " + Runtime.version().feature()));
    if (Runtime.version().feature() < WITH_AOT_CACHE) {
      Optional<Path> newer = javaWithAotCache();
      rows.add(
          newer.isPresent()
              ? start(newer.get(), "Java " + version(newer.get()))
              : Row.notRun(
                  startedOn("Java " + WITH_AOT_CACHE),
                  "at most 0.45 s",
                  "no Java " + WITH_AOT_CACHE + " or newer in " + JAVAS));
    }
    return rows;
  }

  private static String startedOn(String java) {
    return "start to first good scrape, empty state, on " + java;
  }

  private Row start(Path javaHome, String java)
      throws IOException, InterruptedException, BenchException {
    makeArchives(javaHome);
    List<Double> seconds = new ArrayList<>();
    // The first one finds nothing in the page cache, and does not count.
    for (int round = 0; round <= scale.rounds(); round++) {
      try (WorkDirectory work = WorkDirectory.in(parts.made());
          LiveLog log = new LiveLog(work.path().resolve("access.log"))) {
        for (int i = 0; i < MANY_LINES; i++) {
          log.request(0);
        }
        work.configure(work.path().resolve("access.log").toString(), 1);
        long start = System.nanoTime();
        try (Exporter exporter = Exporter.start(parts, javaHome, work.path());
            Scraper scraper = exporter.scraper()) {
          Scraper.Answer answer = Exporter.awaitReady(scraper, 1);
          double took = (System.nanoTime() - start) / 1e9;
          Progress.say(java + ": " + took + " s");
          checkRequests(answer, log.requests());
          if (round > 0) {
            seconds.add(took);
          }
        }
      }
    }
    Series series = new Series(seconds);
    return new Row(
        startedOn(java),
        "at most 0.45 s",
        series.text("%.3f", " s"),
        "",
        scale.verdict(series.median() <= START_SECONDS));
  }

  /** As whoever installs the exporter for this Java does. */
  private void makeArchives(Path javaHome)
      throws IOException, InterruptedException, BenchException {
    Path program = parts.repository().resolve("bin/build-archives");
    if (!Files.isExecutable(program)) {
      return;
    }
    ProcessBuilder builder =
        new ProcessBuilder(program.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(Parts.javaEnvironment(javaHome));
    int exit = builder.start().waitFor();
    if (exit != 0) {
      throw new BenchException(program + ": ended with " + exit + " for " + javaHome);
    }
  }

  /** Refuses an exporter that counts another number of requests than there are. */
  static void checkRequests(Scraper.Answer answer, long requests)
      throws IOException, BenchException {
    double counted = answer.sum("scim_requests_total");
    if (counted != requests) {
      throw new BenchException(
          "the exporter counted " + counted + " requests in a log that has " + requests);
    }
  }

  /** What is resident after a large log was read. */
  Row memory() throws IOException, InterruptedException, BenchException {
    MadeLog made =
        ScanRows.log(parts, scale, LogKind.COMMON, 1024, ScanRows.COMMON_PERCENT, 1, ".log");
    try (WorkDirectory work = WorkDirectory.in(parts.made())) {
      work.configure(made.file().toAbsolutePath().toString(), 1);
      try (Exporter exporter = Exporter.start(parts, parts.javaHome(), work.path());
          Scraper scraper = exporter.scraper()) {
        Progress.say("letting the exporter read " + made.file().getFileName());
        checkRequests(Exporter.awaitReady(scraper, 1000), made.counts().total());
        List<Double> resident = new ArrayList<>();
        for (int i = 0; i < SCRAPES_AFTER; i++) {
          Schedule.pause(1000);
          scraper.askAsPrometheus();
          resident.add(exporter.residentMebibytes());
        }
        Series series = new Series(resident);
        return new Row(
            "memory of the serving exporter, resident, after reading "
                + scale.size(1024)
                + ", scraped each second",
            "at most 80 MiB",
            series.text("%.0f", " MiB")
                + String.format(Locale.ROOT, ", peak %.0f MiB", exporter.peakMebibytes()),
            "",
            scale.verdict(series.max() <= MEBIBYTES));
      }
    }
  }

  private static Optional<Path> javaWithAotCache() throws IOException {
    if (!Files.isDirectory(JAVAS)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(JAVAS)) {
      List<Path> found = homes.filter(home -> Files.exists(home.resolve("release"))).toList();
      for (Path home : found) {
        if (version(home) >= WITH_AOT_CACHE) {
          return Optional.of(home);
        }
      }
      return Optional.empty();
    }
  }

  private static int version(Path javaHome) throws IOException {
    return Files.readAllLines(javaHome.resolve("release")).stream()
        .filter(line -> line.startsWith("JAVA_VERSION="))
        .map(line -> line.replaceAll("[^0-9.]", ""))
        .mapToInt(version -> Integer.parseInt(version.replaceAll("\\..*", "")))
        .findFirst()
        .orElse(0);
  }
}
