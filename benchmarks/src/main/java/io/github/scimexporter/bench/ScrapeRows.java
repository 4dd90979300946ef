package io.github.scimexporter.bench;

import io.github.scimexporter.token.Actor;
import io.github.scimexporter.token.Purpose;
import io.github.scimexporter.token.RegistryFile;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenEvent;
import io.github.scimexporter.token.TokenException;
import io.github.scimexporter.token.TokenRegistry;
import io.github.scimexporter.token.TokenState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The rows about scrapes of an exporter with many syncs and tokens. */
final class ScrapeRows {
  private static final int SYNCS = 100;
  private static final int TOKENS = 300;
  private static final int SCRAPES = 10_000;
  private static final int WARM_UP = 1000;
  private static final int SNAPSHOTS = 1000;
  private static final double SCRAPE_MILLIS = 5;
  private static final double SNAPSHOT_MILLIS = 20;
  private static final int ASK_MILLIS = 5;
  private static final Duration REMEMBERED = Duration.ofDays(90);
  private static final long PAST_BYTES = 128 << 20;

  /** Not more than it is: the last line must not be ahead of the clock. */
  private static final long BYTES_A_LINE = 130;

  private static final int ASKS_A_LINE = 200;

  private final Parts parts;
  private final Scale scale;

  ScrapeRows(Parts parts, Scale scale) {
    this.parts = parts;
    this.scale = scale;
  }

  /** Scrapes without news, and such that write the snapshot first. */
  List<Row> rows() throws IOException, InterruptedException, BenchException {
    try (WorkDirectory work = WorkDirectory.in(parts.made())) {
      Path file = work.path().resolve("access.log");
      work.configure(file.toString(), SYNCS);
      register(work.path().resolve("tokens.json"));
      MadeLog made = MadeLog.at(file, past());
      try (LiveLog log = new LiveLog(file);
          Exporter exporter = Exporter.start(parts, parts.javaHome(), work.path());
          Scraper scraper = exporter.scraper()) {
        Scraper.Answer ready = Exporter.awaitReady(scraper, ASK_MILLIS);
        checkTokens(ready);
        StartRows.checkRequests(ready, made.counts().total());
        return List.of(scrapes(exporter, scraper), snapshots(work.path(), log, scraper));
      }
    }
  }

  /**
   * Every kind of request of every sync in all hours that an exporter remembers, so that the answer
   * and the snapshot are as large as they get.
   */
  private LogSpec past() {
    long lines = PAST_BYTES / BYTES_A_LINE;
    return new LogSpec(
        LogKind.COMMON,
        PAST_BYTES / scale.shrink(),
        100,
        SYNCS,
        1,
        Instant.now().minus(REMEMBERED).getEpochSecond(),
        REMEMBERED.toMillis() * scale.shrink() / lines);
  }

  private static void register(Path registry) throws BenchException {
    Instant now = Instant.now();
    List<Token> tokens = new ArrayList<>();
    for (int i = 0; i < TOKENS; i++) {
      tokens.add(
          new Token(
              Token.idOf("made-up " + i),
              "token " + i,
              SyncNames.name(i % SYNCS),
              Purpose.PROVISIONING,
              "client-" + i,
              List.of("user-directory.read.all", "user-directory.write.all"),
              Optional.of(now),
              now.plus(Duration.ofDays(30 + i)),
              Map.of(),
              TokenState.ACTIVE,
              List.of(new TokenEvent(now, TokenEvent.Kind.REGISTERED, Actor.UNKNOWN))));
    }
    try {
      new RegistryFile(registry).update(unused -> new TokenRegistry(tokens));
    } catch (TokenException e) {
      throw new BenchException(String.valueOf(e.getMessage()));
    }
  }

  private static void checkTokens(Scraper.Answer answer) throws IOException, BenchException {
    double tokens = answer.sum("scim_token_info");
    if (tokens != TOKENS) {
      throw new BenchException("the exporter serves " + tokens + " tokens of " + TOKENS);
    }
  }

  private Row scrapes(Exporter exporter, Scraper scraper) throws IOException {
    Progress.say("scraping");
    for (int i = 0; i < WARM_UP; i++) {
      scraper.askAsPrometheus();
    }
    double memoryBefore = exporter.residentMebibytes();
    List<Double> millis = new ArrayList<>();
    Scraper.Answer answer = scraper.askAsPrometheus();
    int count = scale.times(SCRAPES);
    int sizeBefore = answer.text().length();
    for (int i = 0; i < count; i++) {
      answer = scraper.askAsPrometheus();
      millis.add(answer.millis());
    }
    Series series = new Series(millis);
    Series first = new Series(millis.subList(0, Math.max(1, count / 10)));
    Series last = new Series(millis.subList(count - Math.max(1, count / 10), count));
    return new Row(
        String.format(
            Locale.ROOT, "scrape with %d syncs, %d tokens, p99 of %,d", SYNCS, TOKENS, count),
        "at most 5 ms; nothing grows",
        FreshRows.spread(series)
            + String.format(
                Locale.ROOT,
                "; %d KiB (%d KiB at first); resident %.0f MiB (%.0f MiB at first); median of the"
                    + " first tenth %.2f ms, of the last %.2f ms",
                answer.text().length() >> 10,
                sizeBefore >> 10,
                exporter.residentMebibytes(),
                memoryBefore,
                first.median(),
                last.median()),
        "",
        scale.verdict(series.percentile(99) <= SCRAPE_MILLIS));
  }

  /** After each line the scrapes are looked at, and the one counts that wrote the snapshot. */
  private Row snapshots(Path work, LiveLog log, Scraper scraper)
      throws IOException, InterruptedException {
    Path snapshot = work.resolve("data/state.json");
    int count = scale.times(SNAPSHOTS);
    Progress.say("scraping what makes the exporter write its snapshot");
    List<Double> millis = new ArrayList<>();
    while (millis.size() < count) {
      log.request(millis.size() % SYNCS);
      // The exporter writes it by itself from time to time: then no scrape does, and another line
      // is needed.
      boolean written = false;
      for (int i = 0; i < ASKS_A_LINE && !written; i++) {
        Schedule.pause(ASK_MILLIS);
        Object before = identity(snapshot);
        Scraper.Answer answer = scraper.askAsPrometheus();
        written = !identity(snapshot).equals(before);
        if (written) {
          millis.add(answer.millis());
        }
      }
    }
    Series series = new Series(millis);
    Series disk = new Series(writes(work, Files.readAllBytes(snapshot), count));
    return new Row(
        String.format(
            Locale.ROOT,
            "a scrape that writes the snapshot first, %d syncs, %d tokens, p99 of %,d",
            SYNCS,
            TOKENS,
            count),
        "at most 20 ms",
        FreshRows.spread(series)
            + String.format(
                Locale.ROOT,
                "; the snapshot has %d KiB; writing as many bytes durably takes this disk p99"
                    + " %.1f ms, median %.1f ms",
                Files.size(snapshot) >> 10,
                disk.percentile(99),
                disk.median()),
        "",
        scale.verdict(series.percentile(99) <= SNAPSHOT_MILLIS));
  }

  /** What tells that a file was put in the place of another one. */
  private static Object identity(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return List.of(
        String.valueOf(attributes.fileKey()), attributes.lastModifiedTime(), attributes.size());
  }

  /** The least that a durable write can take: a new file, its bytes forced, put in place. */
  private static List<Double> writes(Path work, byte[] bytes, int count) throws IOException {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      Path unfinished = work.resolve("probe.unfinished");
      try (FileChannel channel =
          FileChannel.open(
              unfinished,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      Files.move(
          unfinished,
          work.resolve("probe"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      millis.add((System.nanoTime() - start) / 1e6);
    }
    return millis;
  }
}
