package io.github.scimexporter.bench;

import io.github.scimexporter.accesslog.follow.HistorySink;
import io.github.scimexporter.accesslog.follow.LogScanner;
import io.github.scimexporter.accesslog.follow.LogSources;
import io.github.scimexporter.accesslog.format.FormatException;
import io.github.scimexporter.accesslog.format.LineFormat;
import io.github.scimexporter.config.ConfigException;
import io.github.scimexporter.config.ConfigLoader;
import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.HeartbeatHistory;
import io.github.scimexporter.sync.Ledger;
import io.github.scimexporter.sync.LedgerState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A whole log of 16 MiB in memory, from its bytes to the ledger: lines, format, sorting, sink. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class ScannerBenchmark {
  private static final long BYTES = 16 << 20;

  /** What the lines look like. */
  @Param private LogKind kind = LogKind.COMMON;

  /** How many of a hundred lines are of a sync. */
  @Param({"0", "5", "100"})
  private int scimPercent;

  /** How many syncs there are; the lines are of the first. */
  @Param({"1", "1000"})
  private int syncs;

  private byte[] log = {};
  private List<SyncConfig> configs = List.of();
  private String logName = "";
  private LineFormat format = LineFormat.COMMON;
  private long expected;

  /** Makes the log, and reads a configuration for it. */
  @Setup(Level.Trial)
  public void setUp() throws IOException, ConfigException, FormatException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    expected = LogMaker.write(LogSpec.busy(kind, BYTES, scimPercent, 1, 1), bytes).total();
    log = bytes.toByteArray();
    Path file = Files.createTempFile("scan", ".yml");
    try {
      Files.writeString(file, Configurations.text("/made-up.log", kind, syncs));
      Configuration configuration = ConfigLoader.load(file);
      configs = configuration.syncs();
      logName = configuration.accessLogs().get(0).name();
      format = LogSources.of(configuration.accessLogs()).format(logName);
    } finally {
      Files.delete(file);
    }
  }

  /** Reads it all; returns what was found. */
  @Benchmark
  public LedgerState scan() throws IOException {
    List<String> names = configs.stream().map(SyncConfig::name).toList();
    InstantSource clock = InstantSource.system();
    Ledger ledger = new Ledger(LedgerState.EMPTY, names, List.of(logName), clock.instant());
    Map<String, HeartbeatHistory> histories = new HashMap<>();
    names.forEach(name -> histories.put(name, new HeartbeatHistory()));
    HistorySink sink = new HistorySink(logName, configs, ledger, histories, clock);
    new LogScanner(format.reader(""), sink).scan(new ByteArrayInputStream(log));
    LedgerState state = ledger.state();
    long found =
        state.syncs().values().stream()
            .flatMap(sync -> sync.requests().values().stream())
            .mapToLong(Long::longValue)
            .sum();
    if (found != expected) {
      throw new IllegalStateException(found + " requests were found of " + expected);
    }
    return state;
  }
}
