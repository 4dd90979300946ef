package io.github.scimexporter.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scimexporter.accesslog.follow.FilePosition;
import io.github.scimexporter.sync.DurationHistogram;
import io.github.scimexporter.sync.Failures;
import io.github.scimexporter.sync.LedgerState;
import io.github.scimexporter.sync.LogState;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.RecentFit;
import io.github.scimexporter.sync.RequestKey;
import io.github.scimexporter.sync.Source;
import io.github.scimexporter.sync.SyncState;
import io.github.scimexporter.sync.TokenHeartbeats;
import java.time.Instant;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot as it is written ({@link SnapshotText}): plain values that Jackson can read and
 * write.
 */
record SnapshotJson(
    int version,
    SortedMap<String, Sync> syncs,
    SortedMap<String, Log> logs,
    SortedMap<String, List<File>> files) {
  static final int VERSION = 4;

  /**
   * A sync.
   *
   * @param history written last: {@link SnapshotText} adds the older days
   */
  record Sync(
      String watchStart,
      SortedMap<String, Long> requests,
      SortedMap<Integer, Long> foreign,
      @Nullable String firstRequest,
      Map<Source, String> lastSuccess,
      Map<Outcome, String> lastFailure,
      Map<Outcome, Failing> failing,
      SortedMap<String, Token> tokens,
      Durations durations,
      HistoryJson history) {}

  record Token(String firstHeartbeat, String lastHeartbeat) {}

  record Failing(long stepMillis, SortedMap<Long, Long> counts) {}

  record Durations(long sumMicros, List<Long> classic, SortedMap<Integer, Long> exponential) {}

  record Log(
      String watchStart,
      long lines,
      long unparsed,
      long misdated,
      long bytes,
      long lostBytes,
      @Nullable String lastLine,
      int recentLines,
      int recentNext,
      String recentUnfit) {}

  record File(
      String path,
      @Nullable String fileKey,
      boolean compressed,
      long offset,
      long size,
      long modified,
      String head,
      String tail,
      String memory,
      FilePosition.Rest rest,
      boolean copy,
      @Nullable Long goneSince) {}

  /** What an older version wrote, with what it did not know yet. */
  static JsonNode upToDate(JsonNode written, JsonMapper mapper) {
    int version = written.path("version").asInt();
    if (version == 1) {
      for (JsonNode sync : written.path("syncs")) {
        if (sync instanceof ObjectNode values) {
          values.set("durations", mapper.valueToTree(durations(DurationHistogram.NONE)));
        }
      }
      for (JsonNode log : written.path("logs")) {
        if (log instanceof ObjectNode values) {
          values.put("lostBytes", 0);
        }
      }
      for (JsonNode files : written.path("files")) {
        for (JsonNode file : files) {
          if (file instanceof ObjectNode values) {
            upToDate(values);
          }
        }
      }
    }
    if (version == 1 || version == 2) {
      for (JsonNode sync : written.path("syncs")) {
        if (sync instanceof ObjectNode values) {
          values.putObject("tokens");
        }
      }
    }
    if (version >= 1 && version <= 3) {
      for (JsonNode sync : written.path("syncs")) {
        if (sync instanceof ObjectNode values) {
          values.set("history", mapper.valueToTree(HistoryJson.NONE));
        }
      }
    }
    return written;
  }

  private static void upToDate(ObjectNode file) {
    boolean oversized = file.path("oversized").asBoolean();
    file.remove("oversized");
    file.put("compressed", false);
    file.put("size", file.path("offset").asLong());
    file.put("modified", 0);
    file.put("rest", (oversized ? FilePosition.Rest.TOO_LONG : FilePosition.Rest.NONE).name());
  }

  static SortedMap<String, Log> logs(Snapshot snapshot) {
    return each(snapshot.ledger().logs(), SnapshotJson::log);
  }

  static SortedMap<String, List<File>> files(Snapshot snapshot) {
    return each(snapshot.positions(), files -> files.stream().map(SnapshotJson::file).toList());
  }

  Snapshot snapshot() {
    return new Snapshot(
        new LedgerState(each(syncs, SnapshotJson::sync), each(logs, SnapshotJson::log)),
        each(files, list -> list.stream().map(SnapshotJson::file).toList()));
  }

  /** A sync without the hours of any day but the newest. */
  static Sync sync(SyncState state) {
    SortedMap<String, Long> requests = new TreeMap<>();
    state.requests().forEach((key, count) -> requests.put(key.toString(), count));
    return new Sync(
        state.watchStart().toString(),
        requests,
        state.foreignRequests(),
        state.firstRequest().map(Instant::toString).orElse(null),
        values(state.lastSuccess(), Source.class, Instant::toString),
        values(state.lastFailure(), Outcome.class, Instant::toString),
        values(
            state.failuresSinceSuccess(),
            Outcome.class,
            failures -> new Failing(failures.stepMillis(), failures.countByTime())),
        each(
            state.tokenHeartbeats(),
            seen -> new Token(seen.first().toString(), seen.last().toString())),
        durations(state.durations()),
        HistoryJson.newest(state.history()));
  }

  private static Durations durations(DurationHistogram durations) {
    return new Durations(durations.sumMicros(), durations.classic(), durations.exponential());
  }

  private static SyncState sync(Sync json) {
    SortedMap<RequestKey, Long> requests = new TreeMap<>();
    json.requests().forEach((key, count) -> requests.put(RequestKey.parse(key), count));
    return new SyncState(
        Instant.parse(json.watchStart()),
        requests,
        json.foreign(),
        Optional.ofNullable(json.firstRequest()).map(Instant::parse),
        values(json.lastSuccess(), Source.class, Instant::parse),
        values(json.lastFailure(), Outcome.class, Instant::parse),
        values(
            json.failing(),
            Outcome.class,
            failing -> new Failures(failing.stepMillis(), failing.counts())),
        each(
            json.tokens(),
            seen ->
                new TokenHeartbeats(
                    Instant.parse(seen.firstHeartbeat()), Instant.parse(seen.lastHeartbeat()))),
        durations(json.durations()),
        json.history().history());
  }

  private static DurationHistogram durations(Durations json) {
    return new DurationHistogram(json.sumMicros(), json.classic(), json.exponential());
  }

  private static Log log(LogState state) {
    return new Log(
        state.watchStart().toString(),
        state.lines(),
        state.unparsedLines(),
        state.misdatedLines(),
        state.bytes(),
        state.lostBytes(),
        state.lastLine().map(Instant::toString).orElse(null),
        state.recent().lines(),
        state.recent().next(),
        HexFormat.of().formatHex(state.recent().unfit().toByteArray()));
  }

  private static LogState log(Log json) {
    return new LogState(
        Instant.parse(json.watchStart()),
        json.lines(),
        json.unparsed(),
        json.misdated(),
        json.bytes(),
        json.lostBytes(),
        Optional.ofNullable(json.lastLine()).map(Instant::parse),
        new RecentFit(
            json.recentLines(),
            json.recentNext(),
            BitSet.valueOf(HexFormat.of().parseHex(json.recentUnfit()))));
  }

  private static File file(FilePosition position) {
    return new File(
        position.path(),
        position.fileKey().orElse(null),
        position.compressed(),
        position.offset(),
        position.size(),
        position.modified(),
        position.head(),
        position.tail(),
        position.memory(),
        position.rest(),
        position.copy(),
        position.goneSince().orElse(null));
  }

  private static FilePosition file(File json) {
    return new FilePosition(
        json.path(),
        Optional.ofNullable(json.fileKey()),
        json.compressed(),
        json.offset(),
        json.size(),
        json.modified(),
        json.head(),
        json.tail(),
        json.memory(),
        json.rest(),
        json.copy(),
        Optional.ofNullable(json.goneSince()));
  }

  private static <A, B> SortedMap<String, B> each(Map<String, A> map, Function<A, B> change) {
    SortedMap<String, B> changed = new TreeMap<>();
    map.forEach((name, value) -> changed.put(name, change.apply(value)));
    return changed;
  }

  private static <K extends Enum<K>, A, B> Map<K, B> values(
      Map<K, A> map, Class<K> type, Function<A, B> change) {
    Map<K, B> changed = new EnumMap<>(type);
    map.forEach((key, value) -> changed.put(key, change.apply(value)));
    return changed;
  }
}
