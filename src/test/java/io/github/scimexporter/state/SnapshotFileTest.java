package io.github.scimexporter.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scimexporter.accesslog.follow.FilePosition;
import io.github.scimexporter.sync.Block;
import io.github.scimexporter.sync.DurationHistogram;
import io.github.scimexporter.sync.Evidence;
import io.github.scimexporter.sync.Failures;
import io.github.scimexporter.sync.History;
import io.github.scimexporter.sync.LedgerState;
import io.github.scimexporter.sync.LogState;
import io.github.scimexporter.sync.Method;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.RecentFit;
import io.github.scimexporter.sync.RequestKey;
import io.github.scimexporter.sync.Resolution;
import io.github.scimexporter.sync.Source;
import io.github.scimexporter.sync.SyncLedger;
import io.github.scimexporter.sync.SyncState;
import io.github.scimexporter.sync.TokenHeartbeats;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The snapshot on disk. */
class SnapshotFileTest {
  private static final Instant TIME = Instant.parse("2024-11-24T10:00:00.123456789Z");

  @TempDir private Path directory;

  private Path state() {
    return directory.resolve("state.json");
  }

  private static Block block(Resolution resolution, String series, String counts) {
    return Block.parse(resolution, new TreeMap<>(Map.of(series, counts)));
  }

  /** One with a value in every place, no two alike. */
  private static Snapshot full() {
    BitSet unfit = new BitSet();
    unfit.set(0);
    unfit.set(3);
    unfit.set(999);
    SyncState sync =
        new SyncState(
            TIME,
            new TreeMap<>(
                Map.of(
                    new RequestKey(Method.GET, 200),
                    Long.MAX_VALUE,
                    new RequestKey(Method.OTHER, 599),
                    2L)),
            new TreeMap<>(Map.of(403, 3L)),
            Optional.of(TIME.plusSeconds(1)),
            Map.of(Source.ACCESS_LOG, TIME.plusSeconds(2), Source.ENTRA, TIME.plusNanos(700)),
            Map.of(Outcome.UNAUTHORIZED, TIME.plusSeconds(3), Outcome.THROTTLED, TIME),
            Map.of(
                Outcome.UNAUTHORIZED,
                new Failures(4, new TreeMap<>(Map.of(5L, 6L, -7L, 8L))),
                Outcome.SERVER_ERROR,
                new Failures(1, new TreeMap<>(Map.of(9L, 10L)))),
            new TreeMap<>(
                Map.of(
                    "a",
                    new TokenHeartbeats(TIME.plusSeconds(6), TIME.plusSeconds(7)),
                    "b",
                    new TokenHeartbeats(TIME, TIME))),
            new DurationHistogram(
                Long.MAX_VALUE,
                List.of(1L, 0L, 0L, 0L, 2L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 3L),
                new TreeMap<>(Map.of(-80, 1L, -25, 2L, 96, 3L))),
            new History(
                Map.of(
                    Resolution.HOUR,
                    new TreeMap<>(
                        Map.of(
                            20_000L, block(Resolution.HOUR, "success 200", ",1,,2147483647"),
                            19_999L, block(Resolution.HOUR, "entra", "1"))),
                    Resolution.MINUTE,
                    new TreeMap<>(
                        Map.of(
                            480_000L,
                            block(Resolution.MINUTE, "unauthorized 401", ",".repeat(59) + "7"))))));
    LogState log =
        new LogState(
            TIME.plusSeconds(4),
            11,
            12,
            13,
            14,
            15,
            Optional.of(TIME.plusSeconds(5)),
            new RecentFit(1000, 16, unfit));
    return new Snapshot(
        new LedgerState(
            new TreeMap<>(Map.of("one", sync, "none", SyncState.watchedSince(TIME))),
            new TreeMap<>(Map.of("log", log, "empty", LogState.watchedSince(TIME)))),
        new TreeMap<>(
            Map.of(
                "log",
                List.of(
                    new FilePosition(
                        "/logs/a \u00f6 \"b\"",
                        Optional.of("(dev=1,ino=2)"),
                        true,
                        17,
                        19,
                        20,
                        "head",
                        "tail",
                        "extended:date time x-R(a)",
                        FilePosition.Rest.TAKEN,
                        true,
                        Optional.of(18L)),
                    new FilePosition(
                        "/logs/c",
                        Optional.empty(),
                        false,
                        0,
                        0,
                        0,
                        "",
                        "",
                        "",
                        FilePosition.Rest.NONE,
                        false,
                        Optional.empty())),
                "other",
                List.of())));
  }

  private Snapshot load() throws StateException, IOException {
    try (SnapshotFile file = SnapshotFile.open(directory)) {
      return file.load();
    }
  }

  private void save(Snapshot snapshot) throws StateException, IOException {
    try (SnapshotFile file = SnapshotFile.open(directory)) {
      file.save(snapshot);
    }
  }

  @Test
  void whatWasSavedIsLoadedWhole() throws Exception {
    save(full());

    assertThat(load()).usingRecursiveComparison().isEqualTo(full());
    assertThat(load()).isEqualTo(full());
  }

  /**
   * What did not change since the last save is not put into words again, and must not be missing.
   */
  @Test
  void whateverChangedSinceTheLastSaveIsSaved() throws Exception {
    Block once = block(Resolution.HOUR, "success 200", "1");
    Block twice = block(Resolution.HOUR, "success 200", "2");
    try (SnapshotFile file = SnapshotFile.open(directory)) {
      for (Map<Long, Block> days :
          List.<Map<Long, Block>>of(
              Map.of(),
              Map.of(20_000L, once),
              Map.of(20_000L, twice),
              Map.of(20_000L, twice, 20_001L, once),
              Map.of(20_000L, twice, 20_001L, twice),
              Map.of(20_000L, once, 20_001L, twice),
              Map.of(19_000L, once, 20_000L, once, 20_001L, twice),
              Map.of(20_001L, twice),
              Map.of())) {
        Snapshot snapshot =
            new Snapshot(
                new LedgerState(
                    new TreeMap<>(Map.of("a", hours(days), "b", hours(Map.of(20_000L, twice)))),
                    new TreeMap<>()),
                new TreeMap<>());
        file.save(snapshot);
        assertThat(file.load()).isEqualTo(snapshot);

        file.save(full());
        assertThat(file.load()).isEqualTo(full());
        file.save(snapshot);
        assertThat(file.load()).isEqualTo(snapshot);
      }
    }
  }

  private static SyncState hours(Map<Long, Block> days) {
    return past(new History(Map.of(Resolution.HOUR, new TreeMap<>(days))));
  }

  private static SyncState past(History history) {
    SyncState state = SyncState.watchedSince(TIME);
    return new SyncState(
        TIME,
        state.requests(),
        state.foreignRequests(),
        state.firstRequest(),
        state.lastSuccess(),
        state.lastFailure(),
        state.failuresSinceSuccess(),
        state.tokenHeartbeats(),
        state.durations(),
        history);
  }

  @Test
  void withoutAFileNothingIsKnown() throws Exception {
    assertThat(load()).isEqualTo(Snapshot.EMPTY);
  }

  @Test
  void theDirectoryIsMade() throws Exception {
    try (SnapshotFile file = SnapshotFile.open(directory.resolve("a/b"))) {
      file.save(Snapshot.EMPTY);
    }

    assertThat(directory.resolve("a/b/state.json")).exists();
  }

  @Test
  void aHalfWrittenTemporaryFileIsNeverReadAndIsWrittenOver() throws Exception {
    save(full());
    Files.writeString(directory.resolve("state.json.tmp"), "{\"version\":1,\"syncs\":{\"on");

    assertThat(load()).isEqualTo(full());

    save(Snapshot.EMPTY);
    assertThat(load()).isEqualTo(Snapshot.EMPTY);
    assertThat(directory.resolve("state.json.tmp")).doesNotExist();
  }

  @Test
  void aTemporaryFileAloneIsNoState() throws Exception {
    Files.writeString(directory.resolve("state.json.tmp"), "{}");

    assertThat(load()).isEqualTo(Snapshot.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "{}",
        "{\"version\":1}",
        "{\"version\":1,\"syncs\":null,\"logs\":{},\"files\":{}}",
        "{\"version\":1,\"syncs\":{},\"logs\":{},\"files\":{}} more",
        "{\"version\":1,\"syncs\":{},\"logs\":{},\"files\":{},\"extra\":1}",
        "{\"version\":1,\"syncs\":{},\"logs\":{},\"files\":{\"log\":[{\"path\":\"a\"}]}}",
        "{\"version\":1,\"syncs\":{\"s\":7},\"logs\":{},\"files\":{}}",
        "{\"version\":2,\"syncs\":{\"one\":{\"watchStart\":\"2024-11-24T10:00:00Z\",\"requests\":{},"
            + "\"foreign\":{},\"firstRequest\":null,\"lastSuccess\":{},\"lastFailure\":{},"
            + "\"failing\":{}}},\"logs\":{},\"files\":{}}",
        "{\"version\":3,\"syncs\":{\"one\":{\"watchStart\":\"2024-11-24T10:00:00Z\",\"requests\":{},"
            + "\"foreign\":{},\"firstRequest\":null,\"lastSuccess\":{},\"lastFailure\":{},"
            + "\"failing\":{},\"durations\":{\"sumMicros\":0,\"classic\":[0,0,0,0,0,0,0,0,0,0,0,0,"
            + "0,0],\"exponential\":{}}}},\"logs\":{},\"files\":{}}",
        "{\"version\":4,\"syncs\":{\"one\":{\"watchStart\":\"2024-11-24T10:00:00Z\",\"requests\":{},"
            + "\"foreign\":{},\"firstRequest\":null,\"lastSuccess\":{},\"lastFailure\":{},"
            + "\"failing\":{},\"tokens\":{},\"durations\":{\"sumMicros\":0,\"classic\":[0,0,0,0,0,0,0,0,"
            + "0,0,0,0,0,0],\"exponential\":{}}}},\"logs\":{},\"files\":{}}",
        "{\"version\":\"x\",\"syncs\":{},\"logs\":{},\"files\":{}",
        "not JSON",
      })
  void aDamagedFileIsRefusedInOneLineAndLeftAsItIs(String content) throws Exception {
    Files.writeString(state(), content);

    assertThatThrownBy(this::load)
        .isInstanceOf(StateException.class)
        .hasMessage(
            state()
                + ": is damaged; restore it from a backup, or delete it to read all logs anew"
                + " (counters then start at 0)");
    assertThat(state()).hasContent(content);
  }

  @Test
  void aFileCutAnywhereIsRefused() throws Exception {
    save(full());
    byte[] whole = Files.readAllBytes(state());
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(state(), Arrays.copyOf(whole, length));

      assertThatThrownBy(this::load)
          .isInstanceOf(StateException.class)
          .hasMessageContaining("damaged");
    }
  }

  @Test
  void damagedBytesAreRefusedOrReadButNeverACrash() throws Exception {
    long seed = Long.getLong("scim.seed", new Random().nextLong());
    Random random = new Random(seed);
    save(full());
    byte[] whole = Files.readAllBytes(state());
    for (int i = 0; i < 500; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(128);
      Files.write(state(), damaged);
      try {
        assertThat(load()).as("-Dscim.seed=%d", seed).isNotNull();
      } catch (StateException e) {
        assertThat(e).hasMessageNotContaining("\n").hasMessageStartingWith(state().toString());
      }
    }
  }

  @Test
  void aNewerVersionIsRefusedInOneLineAndLeftAsItIs() throws Exception {
    String newer = "{\"version\":5,\"what\":\"this program does not know\"}";
    Files.writeString(state(), newer);

    assertThatThrownBy(this::load)
        .isInstanceOf(StateException.class)
        .hasMessage(
            state()
                + ": version 5 is newer than this program, which knows version 4; update"
                + " scim-exporter");
    assertThat(state()).hasContent(newer);
  }

  @Test
  void whatVersion1WroteIsRead() throws Exception {
    // As the version before durations wrote it.
    Files.writeString(
        state(),
        """
        {"version":1,
         "syncs":{"one":{"watchStart":"2024-11-24T10:00:00Z","requests":{"GET 200":7},
          "foreign":{"403":3},"firstRequest":null,"lastSuccess":{},"lastFailure":{},"failing":{}}},
         "logs":{"log":{"watchStart":"2024-11-24T10:00:00Z","lines":1,"unparsed":0,"misdated":0,
          "bytes":10,"lastLine":null,"recentLines":1,"recentNext":1,"recentUnfit":""}},
         "files":{"log":[{"path":"/logs/a","fileKey":null,"offset":10,"head":"h","tail":"t",
          "memory":"","oversized":true,"copy":false,"goneSince":null}]}}
        """);
    Snapshot read = load();

    SyncState one = Objects.requireNonNull(read.ledger().syncs().get("one"));
    assertThat(one.requests()).isEqualTo(Map.of(new RequestKey(Method.GET, 200), 7L));
    assertThat(one.foreignRequests()).isEqualTo(Map.of(403, 3L));
    assertThat(one.durations()).isEqualTo(DurationHistogram.NONE);
    assertThat(read.positions())
        .isEqualTo(
            Map.of(
                "log",
                List.of(
                    new FilePosition(
                        "/logs/a",
                        Optional.empty(),
                        false,
                        10,
                        10,
                        0,
                        "h",
                        "t",
                        "",
                        FilePosition.Rest.TOO_LONG,
                        false,
                        Optional.empty()))));
    save(read);
    assertThat(Files.readString(state())).startsWith("{\"version\":4,");
    assertThat(load()).isEqualTo(read);
  }

  @Test
  void whatVersion2WroteIsRead() throws Exception {
    // As the version before heartbeats under a token wrote it.
    Files.writeString(
        state(),
        """
        {"version":2,
         "syncs":{"one":{"watchStart":"2024-11-24T10:00:00Z","requests":{"GET 200":7},
          "foreign":{},"firstRequest":null,"lastSuccess":{},"lastFailure":{},"failing":{},
          "durations":{"sumMicros":0,"classic":[0,0,0,0,0,0,0,0,0,0,0,0,0,0],"exponential":{}}}},
         "logs":{},"files":{}}
        """);
    SyncState one = Objects.requireNonNull(load().ledger().syncs().get("one"));

    assertThat(one.requests()).isEqualTo(Map.of(new RequestKey(Method.GET, 200), 7L));
    assertThat(one.tokenHeartbeats()).isEmpty();
  }

  @Test
  void whatVersion3WroteIsRead() throws Exception {
    // As the version before the history wrote it.
    Files.writeString(
        state(),
        """
        {"version":3,
         "syncs":{"one":{"watchStart":"2024-11-24T10:00:00Z","requests":{"GET 200":7},
          "foreign":{},"firstRequest":null,"lastSuccess":{},"lastFailure":{},"failing":{},
          "tokens":{"a":{"firstHeartbeat":"2024-11-24T10:00:00Z",
           "lastHeartbeat":"2024-11-24T10:00:01Z"}},
          "durations":{"sumMicros":0,"classic":[0,0,0,0,0,0,0,0,0,0,0,0,0,0],"exponential":{}}}},
         "logs":{},"files":{}}
        """);
    SyncState one = Objects.requireNonNull(load().ledger().syncs().get("one"));

    assertThat(one.tokenHeartbeats()).containsOnlyKeys("a");
    assertThat(one.history()).isEqualTo(History.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"1,x\"", "\"-1\"", "\"1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1\""})
  void aDamagedHistoryIsRefused(String counts) throws Exception {
    save(full());
    String written = Files.readString(state());
    String damaged = written.replace("\",1,,2147483647\"", counts);
    assertThat(damaged).isNotEqualTo(written);
    Files.writeString(state(), damaged);

    assertThatThrownBy(this::load)
        .isInstanceOf(StateException.class)
        .hasMessageContaining("is damaged");
  }

  /** As the documentation states it: docs/configuration.md. */
  @Test
  void aWholeHistoryTakesAtMost20KilobytesForEachWayToAnswer() throws Exception {
    save(Snapshot.EMPTY);
    long empty = Files.size(state());
    String busyHours = String.join(",", Collections.nCopies(24, "9999"));
    String busyMinutes = String.join(",", Collections.nCopies(60, "999"));
    SortedMap<Long, Block> days = new TreeMap<>();
    SortedMap<Long, Block> hours = new TreeMap<>();
    for (long day = 20_000; day < 20_090; day++) {
      days.put(day, block(Resolution.HOUR, "server_error 503", busyHours));
    }
    for (long hour = 480_000; hour < 480_007; hour++) {
      hours.put(hour, block(Resolution.MINUTE, "server_error 503", busyMinutes));
    }
    save(one(past(new History(Map.of(Resolution.HOUR, days, Resolution.MINUTE, hours)))));

    assertThat(Files.size(state()) - empty).isLessThan(20_000);
  }

  /** As the documentation states it: docs/configuration.md. */
  @Test
  void aSyncThatFailsForLongTakesAtMost100KilobytesForEachWayToFail() throws Exception {
    save(one(SyncState.watchedSince(TIME)));
    long empty = Files.size(state());
    SyncLedger ledger = new SyncLedger(SyncState.watchedSince(TIME));
    // Nearly as many as are kept apart, 256 of each.
    for (int i = 0; i < 4_090 * 256; i++) {
      Instant time = TIME.plusMillis(i);
      ledger.apply(new Evidence.Request("s", Method.GET, 401, Outcome.UNAUTHORIZED, time), time);
    }
    save(one(ledger.state()));

    assertThat(Files.size(state()) - empty).isLessThan(100_000);
  }

  /** As the documentation states it: docs/configuration.md. */
  @Test
  void allElseOfASyncTakesAtMost10Kilobytes() throws Exception {
    save(Snapshot.EMPTY);
    long empty = Files.size(state());
    SortedMap<RequestKey, Long> requests = new TreeMap<>();
    SortedMap<Integer, Long> foreign = new TreeMap<>();
    for (int code = 200; code < 210; code++) {
      foreign.put(code, Long.MAX_VALUE);
      for (Method method : Method.values()) {
        requests.put(new RequestKey(method, code), Long.MAX_VALUE);
      }
    }
    SortedMap<Integer, Long> exponential = new TreeMap<>();
    for (int i = DurationHistogram.MIN_INDEX; i <= DurationHistogram.MAX_INDEX; i++) {
      exponential.put(i, 1_000_000_000L);
    }
    long count = 1_000_000_000L * exponential.size();
    List<Long> classic = new ArrayList<>(Collections.nCopies(14, 0L));
    classic.set(0, count);
    save(
        one(
            new SyncState(
                TIME,
                requests,
                foreign,
                Optional.of(TIME),
                Map.of(Source.ACCESS_LOG, TIME, Source.ENTRA, TIME),
                Map.of(Outcome.UNAUTHORIZED, TIME, Outcome.SERVER_ERROR, TIME),
                Map.of(),
                new TreeMap<>(Map.of("cccccccccccc", new TokenHeartbeats(TIME, TIME))),
                new DurationHistogram(Long.MAX_VALUE, classic, exponential),
                History.NONE)));

    assertThat(Files.size(state()) - empty).isLessThan(10_000);
  }

  private static Snapshot one(SyncState sync) {
    return new Snapshot(
        new LedgerState(new TreeMap<>(Map.of("s", sync)), new TreeMap<>()), new TreeMap<>());
  }

  @Test
  void whoeverOnlyLooksNeitherHoldsNorChangesTheDirectory() throws Exception {
    assertThat(SnapshotFile.read(directory)).isEmpty();
    assertThat(SnapshotFile.read(directory.resolve("none"))).isEmpty();
    assertThat(directory).isEmptyDirectory();
    try (SnapshotFile file = SnapshotFile.open(directory)) {
      file.save(full());

      assertThat(SnapshotFile.read(directory)).contains(full());
    }
  }

  @Test
  void aFileInPlaceOfTheDirectoryIsRefused() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> SnapshotFile.open(file))
        .isInstanceOf(StateException.class)
        .hasMessage(file + ": is no directory; set --storage.path to one");
  }

  @Test
  void aDirectoryThatCannotBeMadeIsRefused() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> SnapshotFile.open(file.resolve("below")))
        .isInstanceOf(StateException.class)
        .hasMessageStartingWith(file.resolve("below") + ": ")
        .hasMessageContaining("--storage.path");
  }

  @Test
  void aSaveThatFailsLeavesTheLastSnapshot() throws Exception {
    try (SnapshotFile file = SnapshotFile.open(directory)) {
      file.save(full());
      Files.createDirectory(directory.resolve("state.json.tmp"));

      assertThatThrownBy(() -> file.save(Snapshot.EMPTY)).isInstanceOf(IOException.class);

      assertThat(file.load()).isEqualTo(full());
    }
  }

  @Test
  void aSecondExporterInThisProcessIsRefused() throws Exception {
    try (SnapshotFile file = SnapshotFile.open(directory)) {
      assertThatThrownBy(() -> SnapshotFile.open(directory))
          .isInstanceOf(StateException.class)
          .hasMessageContaining("(pid " + ProcessHandle.current().pid() + ")");
      assertThat(file.load()).isEqualTo(Snapshot.EMPTY);
    }
  }

  /** Holds a storage directory until its standard input ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] args) throws Exception {
      try (SnapshotFile file = SnapshotFile.open(Path.of(args[0]))) {
        System.out.println(file.load().equals(Snapshot.EMPTY));
        System.out.flush();
        System.in.read();
      }
    }
  }

  @Test
  void aSecondProcessOnTheSameDirectoryIsRefusedWithThePidOfTheFirst() throws Exception {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = holder.inputReader(StandardCharsets.US_ASCII)) {
      assertThat(out.readLine()).isEqualTo("true");

      assertThatThrownBy(() -> SnapshotFile.open(directory))
          .isInstanceOf(StateException.class)
          .hasMessage(
              directory
                  + ": is in use by another scim-exporter (pid "
                  + holder.pid()
                  + "); stop it, or give this one a --storage.path of its own");

      holder.destroyForcibly();
      assertThat(holder.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(load()).isEqualTo(Snapshot.EMPTY);
    } finally {
      holder.destroyForcibly();
    }
  }
}
