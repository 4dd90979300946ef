package io.github.scimexporter.cli;

import io.github.scimexporter.accesslog.follow.HistorySink;
import io.github.scimexporter.accesslog.follow.LogScanner;
import io.github.scimexporter.accesslog.follow.LogSources;
import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.HeartbeatHistory;
import io.github.scimexporter.sync.Ledger;
import io.github.scimexporter.sync.LedgerState;
import io.github.scimexporter.sync.LogState;
import io.github.scimexporter.sync.SyncState;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipException;

/** Reads whole logs into a ledger that is forgotten afterwards. */
final class Scan {
  private final Configuration configuration;
  private final LogSources sources;
  private final InstantSource clock;
  private final Ledger ledger;
  private final Map<String, HeartbeatHistory> histories = new HashMap<>();

  Scan(Configuration configuration, LogSources sources, InstantSource clock) {
    this.configuration = configuration;
    this.sources = sources;
    this.clock = clock;
    ledger =
        new Ledger(
            LedgerState.EMPTY,
            configuration.syncs().stream().map(SyncConfig::name).toList(),
            configuration.accessLogs().stream().map(AccessLogConfig::name).toList(),
            clock.instant());
    configuration.syncs().forEach(sync -> histories.put(sync.name(), new HeartbeatHistory()));
  }

  /** Reads the logs; - is standard input. */
  ScanReport read(List<String> logs) throws CommandFailure {
    if (configuration.accessLogs().isEmpty()) {
      throw new CommandFailure(
          configuration.file()
              + ": access_logs: is missing; scan needs to know what the lines look like, write e.g."
              + " {name: tss1, paths: [access.log]}");
    }
    for (String log : logs) {
      try (InputStream bytes = open(log)) {
        scan(configOf(log), bytes);
      } catch (NoSuchFileException e) {
        throw new CommandFailure(
            log + ": does not exist; name a log file, or - for standard input", e);
      } catch (AccessDeniedException e) {
        throw new CommandFailure(log + ": may not be read by this user; grant read permission", e);
      } catch (EOFException | ZipException e) {
        throw new CommandFailure(
            log
                + ": cannot be read to its end, the compressed data is damaged; name a whole log"
                + " file",
            e);
      } catch (IOException e) {
        throw new CommandFailure(
            Files.isDirectory(Path.of(log))
                ? log + ": is a directory; name a log file, or - for standard input"
                : log + ": cannot be read (" + e.getMessage() + ")",
            e);
      }
    }
    LedgerState state = ledger.state();
    List<ScanReport.Sync> syncs = new ArrayList<>();
    for (SyncConfig sync : configuration.syncs()) {
      SyncState seen = Objects.requireNonNull(state.syncs().get(sync.name()));
      HeartbeatHistory history = Objects.requireNonNull(histories.get(sync.name()));
      syncs.add(
          ScanReport.of(sync, seen, history, newestLine(sync, state), anyLineFits(sync, state)));
    }
    return new ScanReport(
        state.logs().values().stream().mapToLong(LogState::lines).sum(),
        state.logs().values().stream().mapToLong(LogState::unparsedLines).sum(),
        syncs);
  }

  private void scan(AccessLogConfig log, InputStream bytes) throws IOException {
    List<SyncConfig> syncs =
        configuration.syncs().stream().filter(sync -> sync.logs().contains(log.name())).toList();
    HistorySink sink = new HistorySink(log.name(), syncs, ledger, histories, clock);
    new LogScanner(sources.format(log.name()).reader(""), sink).scan(bytes);
  }

  /**
   * The configured log that the file belongs to by its path, or which is standard input, too; the
   * only or first one otherwise.
   */
  private AccessLogConfig configOf(String log) {
    Path path = Path.of(log).toAbsolutePath().normalize();
    return configuration.accessLogs().stream()
        .filter(
            config ->
                config.paths().stream()
                    .anyMatch(
                        pattern ->
                            pattern.equals(log)
                                || FileSystems.getDefault()
                                    .getPathMatcher("glob:" + pattern)
                                    .matches(path)))
        .findFirst()
        .orElse(configuration.accessLogs().get(0));
  }

  private static boolean anyLineFits(SyncConfig sync, LedgerState state) {
    List<LogState> logs =
        sync.logs().stream().map(log -> Objects.requireNonNull(state.logs().get(log))).toList();
    return logs.stream().allMatch(log -> log.lines() == 0)
        || logs.stream().anyMatch(log -> log.unparsedLines() < log.lines());
  }

  private static Optional<Instant> newestLine(SyncConfig sync, LedgerState state) {
    return sync.logs().stream()
        .map(log -> Objects.requireNonNull(state.logs().get(log)))
        .flatMap(log -> log.lastLine().stream())
        .max(Instant::compareTo);
  }

  private static InputStream open(String log) throws IOException {
    if (!log.equals("-")) {
      return Files.newInputStream(Path.of(log));
    }
    return new FilterInputStream(System.in) {
      @Override
      public void close() {
        // Standard input is not ours to close.
      }
    };
  }
}
