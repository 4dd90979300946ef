package io.github.scimexporter.state;

import io.github.scimexporter.accesslog.follow.FilePosition;
import io.github.scimexporter.accesslog.follow.LedgerSink;
import io.github.scimexporter.accesslog.follow.LogSource;
import io.github.scimexporter.accesslog.follow.LogSources;
import io.github.scimexporter.accesslog.follow.Wakeup;
import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.Ledger;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The logs that are read, and how far those were read that are not configured now. */
final class OpenLogs {
  /**
   * What makes a log another one.
   *
   * @param before the paths of the logs before it, whose files are not its own
   */
  private record Key(AccessLogConfig log, List<String> before) {
    /** Of the name, which no other log has: what Java makes for records takes a start too long. */
    @Override
    public int hashCode() {
      return log.name().hashCode();
    }
  }

  private record Open(LogSource source, LedgerSink sink) {}

  private final Ledger ledger;
  private final InstantSource clock;
  private final Wakeup wakeup;
  private Map<Key, Open> open = Map.of();
  private List<LogSource> sources = List.of();

  /** They count on if their log comes back. */
  private final SortedMap<String, List<FilePosition>> otherPositions;

  OpenLogs(
      SortedMap<String, List<FilePosition>> positions,
      Ledger ledger,
      InstantSource clock,
      Wakeup wakeup) {
    otherPositions = new TreeMap<>(positions);
    this.ledger = ledger;
    this.clock = clock;
    this.wakeup = wakeup;
  }

  /** Opens what is configured. A log that stays as it is goes on; all others are closed. */
  void configure(Configuration configuration, LogSources logSources) {
    Map<Key, AccessLogConfig> wanted = keys(configuration.accessLogs());
    Map<Key, Open> kept = new HashMap<>(open);
    kept.keySet().retainAll(wanted.keySet());
    open.forEach(
        (key, known) -> {
          if (!kept.containsKey(key)) {
            close(known.source());
          }
        });
    Map<Key, Open> now = new HashMap<>();
    List<LogSource> inOrder = new ArrayList<>();
    wanted.forEach(
        (key, log) -> {
          List<SyncConfig> syncs =
              configuration.syncs().stream()
                  .filter(sync -> sync.logs().contains(log.name()))
                  .toList();
          Open known = kept.get(key);
          if (known == null) {
            known = open(log, syncs, logSources);
          } else {
            known.sink().sort(syncs);
          }
          now.put(key, known);
          inOrder.add(known.source());
        });
    open = now;
    sources = List.copyOf(inOrder);
  }

  /** Those that are read, in the order of the configuration; another list after each change. */
  List<LogSource> sources() {
    return sources;
  }

  /** How far every file was read. */
  SortedMap<String, List<FilePosition>> positions() {
    SortedMap<String, List<FilePosition>> positions = new TreeMap<>(otherPositions);
    sources.forEach(source -> positions.put(source.name(), source.positions()));
    return positions;
  }

  private Open open(AccessLogConfig log, List<SyncConfig> syncs, LogSources logSources) {
    LedgerSink sink = new LedgerSink(log.name(), syncs, ledger, clock);
    List<FilePosition> positions = otherPositions.remove(log.name());
    return new Open(
        logSources.open(log, positions == null ? List.of() : positions, sink, clock, wakeup), sink);
  }

  private void close(LogSource source) {
    // What was sent is not sent again.
    source.drain();
    otherPositions.put(source.name(), source.positions());
    source.close();
  }

  private static Map<Key, AccessLogConfig> keys(List<AccessLogConfig> logs) {
    Map<Key, AccessLogConfig> keys = new LinkedHashMap<>();
    List<String> before = new ArrayList<>();
    for (AccessLogConfig log : logs) {
      keys.put(
          new Key(log.withoutSilence(), log.isInFiles() ? List.copyOf(before) : List.of()), log);
      if (log.isInFiles()) {
        before.addAll(log.paths());
      }
    }
    return keys;
  }
}
