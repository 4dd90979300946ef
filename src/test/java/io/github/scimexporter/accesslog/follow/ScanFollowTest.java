package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.Seed;
import io.github.scimexporter.accesslog.format.FormatOptions;
import io.github.scimexporter.accesslog.format.LineFormat;
import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.config.LogFormat;
import io.github.scimexporter.sync.HeartbeatHistory;
import io.github.scimexporter.sync.Ledger;
import io.github.scimexporter.sync.LedgerState;
import io.github.scimexporter.sync.LogState;
import io.github.scimexporter.sync.SyncState;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scanning and following give the same numbers for the same files. */
class ScanFollowTest {
  private static final int CASES = Integer.getInteger("scim.cases", 150);
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String FIELDS =
      "#Fields: date time c-ip cs-method cs-uri-stem cs-uri-query sc-status bytes";
  private static final int[] CODES = {200, 201, 401, 401, 403, 404, 429, 503};
  private static final String[] PATHS = {
    "/scim/v2/SPOTFIRE/Users", "/scim/v2/SPOTFIRE//Users/4", "/scim/v2/%53POTFIRE/Groups", "/other"
  };

  @TempDir private Path directory;

  private record Numbers(
      SyncState sync, long lines, long unparsed, long misdated, long bytes, Instant last) {
    private static Numbers of(SyncState sync, LogState log) {
      return new Numbers(
          sync,
          log.lines(),
          log.unparsedLines(),
          log.misdatedLines(),
          log.bytes(),
          log.lastLine().orElse(Instant.EPOCH));
    }
  }

  @Test
  void ofRandomFilesWhoseLinesAreAllEnded() throws IOException {
    Seed seed = Seed.get();
    for (int number = 0; number < CASES; number++) {
      Random random = seed.random(number);
      Path own = Files.createDirectory(directory.resolve("case" + number));
      List<Path> files = new ArrayList<>();
      for (int i = 1 + random.nextInt(4); i > 0; i--) {
        files.add(write(own.resolve("access." + i), random));
      }
      assertThat(scanned(files)).as(seed.describe(number)).isEqualTo(followed(own, random));
    }
  }

  @Test
  void ofLinesAroundTheLongestThatIsRead() throws IOException {
    String start = "192.0.2.1 - - [24/Nov/2026:10:00:00 +0000] \"GET /scim/v2/SPOTFIRE/Users?";
    String end = " HTTP/1.1\" 200 11\n";
    int most = LineFeed.MAX_LINE_BYTES;
    for (int length : new int[] {most - 257, most - 256, most - 1, most, most + 1, 3 * most}) {
      Path own = Files.createDirectory(directory.resolve("length" + length));
      String line = start + "x".repeat(length - start.length() - end.length()) + end;
      String little = start + "x" + end;
      Path file = own.resolve("access.log");
      Files.writeString(file, little.repeat(9) + line + little + line, ISO_8859_1);
      Numbers scanned = scanned(List.of(file));
      assertThat(scanned).as("%d", length).isEqualTo(followed(own, new Random(1)));
      assertThat(scanned.unparsed()).as("%d", length).isEqualTo(length > most ? 2 : 0);
    }
  }

  /** The one difference: to a follower such a line may still be half of one. */
  @Test
  void butALastLineWithoutItsEndCountsOnlyForTheScan() throws IOException {
    String line = "192.0.2.1 - - [24/Nov/2026:10:00:00 +0000] \"GET /other HTTP/1.1\" 200 11";
    Path file = directory.resolve("access.log");
    Files.writeString(file, line + "\n" + line, ISO_8859_1);
    assertThat(scanned(List.of(file)).lines()).isEqualTo(2);
    try (Reading reading = new Reading(config(directory), new ManualClock(NOW))) {
      assertThat(reading.read().lines()).isEqualTo(1);
      Files.writeString(file, line + "\n" + line + "\n", ISO_8859_1);
      assertThat(reading.read().lines()).isEqualTo(2);
    }
  }

  private static AccessLogConfig config(Path directory) {
    return Syncs.log(LogFormat.Named.AUTO, directory + "/access*");
  }

  private static Numbers followed(Path directory, Random random) {
    try (Reading reading = new Reading(config(directory), new ManualClock(NOW))) {
      if (random.nextBoolean()) {
        reading.read().restart();
      }
      reading.read();
      return Numbers.of(reading.sync(), reading.log());
    }
  }

  private static Numbers scanned(List<Path> files) throws IOException {
    ManualClock clock = new ManualClock(NOW);
    Ledger ledger = new Ledger(LedgerState.EMPTY, List.of("sync"), List.of("log"), NOW);
    for (Path file : files) {
      HistorySink sink =
          new HistorySink(
              "log",
              List.of(Syncs.sync("sync", Reading.ENDPOINT)),
              ledger,
              Map.of("sync", new HeartbeatHistory()),
              clock);
      try (InputStream bytes = Files.newInputStream(file)) {
        new LogScanner(LineFormat.auto(FormatOptions.DEFAULT).reader(""), sink).scan(bytes);
      }
    }
    LedgerState state = ledger.state();
    return Numbers.of(
        Objects.requireNonNull(state.syncs().get("sync")),
        Objects.requireNonNull(state.logs().get("log")));
  }

  /** A file of one format with all that real ones hold; no two files begin alike. */
  private static Path write(Path file, Random random) throws IOException {
    boolean extended = random.nextInt(3) == 0;
    String lineEnd = random.nextBoolean() ? "\n" : "\r\n";
    try (OutputStream out = Files.newOutputStream(file)) {
      if (extended) {
        write(out, FIELDS + lineEnd);
      }
      // So that no file is taken for a copy of another.
      write(out, "192.0.2.1 " + file.getFileName() + " " + random.nextLong() + lineEnd);
      for (int i = random.nextInt(60); i > 0; i--) {
        write(out, line(extended, random) + lineEnd);
      }
      if (random.nextInt(8) == 0) {
        write(out, "x".repeat(300_000 + random.nextInt(1_500_000)) + lineEnd);
        write(out, line(extended, random) + lineEnd);
      }
    }
    return file;
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(ISO_8859_1));
  }

  private static String line(boolean extended, Random random) {
    int second = random.nextInt(60);
    // Now and then from before 2000, or from tomorrow.
    String day = random.nextInt(9) == 0 ? "25" : "24";
    String year = random.nextInt(9) == 0 ? "1999" : "2026";
    String path = PATHS[random.nextInt(PATHS.length)];
    int code = CODES[random.nextInt(CODES.length)];
    return switch (random.nextInt(12)) {
      case 0 -> "";
      case 1 -> "what is no line \0 of any log \u00ff\r";
      case 2 -> extended ? FIELDS : "\"";
      default ->
          extended
              ? "%s-11-%s 10:00:%02d 192.0.2.1 GET %s - %d 11"
                  .formatted(year, day, second, path, code)
              : "192.0.2.1 - - [%s/Nov/%s:10:00:%02d +0000] \"GET %s HTTP/1.1\" %d 11%s"
                  .formatted(
                      day, year, second, path, code, random.nextBoolean() ? "" : " \"-\" \"-\"");
    };
  }
}
