package io.github.scimexporter.state;

import io.github.scimexporter.accesslog.follow.LogSource;
import io.github.scimexporter.accesslog.follow.LogSources;
import io.github.scimexporter.accesslog.follow.Wakeup;
import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.Evidence;
import io.github.scimexporter.sync.Ledger;
import io.github.scimexporter.sync.LedgerState;
import io.github.scimexporter.sync.LogHealth;
import io.github.scimexporter.sync.Observation;
import io.github.scimexporter.sync.TokenWindows;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the logs into the ledger, and makes ledger and positions durable as one before anybody sees
 * them. Safe for use by several threads: one reads, others ask.
 */
public final class EvidenceKeeper {
  private static final Logger logger = LoggerFactory.getLogger(EvidenceKeeper.class);

  private final SnapshotFile file;
  private final InstantSource clock;
  private final Supplier<TokenWindows> tokens;
  private final Ledger ledger;
  private final OpenLogs logs;
  private final BooleanSupplier interrupted;

  /**
   * Held while lines are read: ledger and positions are one whole outside of it. Fair to askers.
   */
  private final ReentrantLock reading = new ReentrantLock(true);

  /** Held while the state is written, so that an older snapshot never follows a newer one. */
  private final ReentrantLock writing = new ReentrantLock(true);

  private boolean changed = true;
  private Optional<Instant> lastClockStep = Optional.empty();

  /**
   * Set while lines are read, and left so if that fails: the ledger then holds lines that no
   * position knows of.
   */
  private boolean halfRead;

  private volatile boolean ready;
  private volatile boolean stateWritten = true;

  /**
   * Goes on from the last snapshot.
   *
   * @param wakeup woken when there is something to be read, where that can be told
   * @param tokens when which token was in use: asked before anything is counted, so that what is
   *     read after a registration is known to be so
   * @param interrupted whether {@link #readNews()} is to return after the chunk under way: whoever
   *     is to end, or to read something else, must not wait for gigabytes
   * @throws StateException if there is one that cannot be read
   */
  public EvidenceKeeper(
      Configuration configuration,
      LogSources logSources,
      SnapshotFile file,
      InstantSource clock,
      Wakeup wakeup,
      Supplier<TokenWindows> tokens,
      BooleanSupplier interrupted)
      throws StateException {
    this.file = file;
    this.clock = clock;
    this.tokens = tokens;
    this.interrupted = interrupted;
    Snapshot start = file.load();
    ledger =
        new Ledger(
            start.ledger(), syncNames(configuration), logNames(configuration), clock.instant());
    logs = new OpenLogs(start.positions(), ledger, clock, wakeup);
    logs.configure(configuration, logSources);
  }

  /**
   * Goes on by another configuration; what was counted stays. The evidence is not shown before all
   * logs were read again, as after a start. To be called by the thread that reads.
   */
  public void configure(Configuration configuration, LogSources logSources) {
    withReading(
        () -> {
          ready = false;
          halfRead = true;
          ledger.watch(syncNames(configuration), logNames(configuration), clock.instant());
          logs.configure(configuration, logSources);
          halfRead = false;
          changed = true;
        });
  }

  private static List<String> syncNames(Configuration configuration) {
    return configuration.syncs().stream().map(SyncConfig::name).toList();
  }

  private static List<String> logNames(Configuration configuration) {
    return configuration.accessLogs().stream().map(AccessLogConfig::name).toList();
  }

  /** Reads everything that is there now, chunk by chunk, so that others can ask in between. */
  public void readNews() {
    List<LogSource> sources = logs.sources();
    withReading(() -> sources.forEach(source -> changed |= source.refresh()));
    for (LogSource source : sources) {
      boolean more = true;
      while (more && !interrupted.getAsBoolean()) {
        more = withReading(source);
      }
    }
    // Not before the lock is held: an observation that was begun earlier must not call itself
    // ready.
    withReading(() -> ready |= !interrupted.getAsBoolean());
  }

  /** Takes in what another source than a log has seen. */
  public void accept(Evidence evidence) {
    withReading(
        () -> {
          ledger.apply(evidence, clock.instant());
          changed = true;
        });
  }

  /**
   * What may be shown: if there is news, it is made durable first.
   *
   * @throws IllegalStateException if reading failed half way: what was counted since is of lines
   *     that would be counted again
   */
  public Observation observe() {
    writing.lock();
    try {
      LedgerState known;
      Optional<Snapshot> news = Optional.empty();
      boolean readyThen;
      Optional<Instant> clockStep;
      SortedMap<String, LogHealth> health = new TreeMap<>();
      reading.lock();
      try {
        if (halfRead) {
          throw new IllegalStateException("reading the logs failed half way");
        }
        known = ledger.state();
        readyThen = ready;
        clockStep = lastClockStep;
        if (changed || !stateWritten) {
          news = Optional.of(new Snapshot(known, logs.positions()));
          changed = false;
        }
        for (LogSource source : logs.sources()) {
          health.put(source.name(), new LogHealth(source.isUp(), source.lagBytes()));
        }
      } finally {
        reading.unlock();
      }
      news.ifPresent(this::write);
      return new Observation(known, health, readyThen, stateWritten, clockStep);
    } finally {
      writing.unlock();
    }
  }

  /**
   * The clock was set, or the machine slept. Event times come from the lines, so nothing that was
   * counted changes; lines dated after the new time move no timestamp until the clock is right.
   *
   * @param step by how much, ahead or back
   */
  public void clockStepped(Duration step) {
    logger.warn(
        "the clock was set {} by {}, or the machine slept; lines that are dated more than 2 minutes ahead of it move no"
            + " timestamp",
        step.isNegative() ? "back" : "ahead",
        step.abs());
    withReading(
        () -> {
          lastClockStep = Optional.of(clock.instant());
          logs.sources().forEach(source -> source.clockStepped(step));
        });
  }

  /** Whether every file was read to the size that it had at the start. */
  public boolean isReady() {
    return ready;
  }

  /**
   * Makes what is known durable and lets go of all files. After a failed reading nothing is
   * written: the last snapshot is the truth then.
   */
  public void close() throws IOException {
    if (isWhole()) {
      drain();
      observe();
    }
    withReading(() -> logs.sources().forEach(LogSource::close));
    file.close();
  }

  /** What was sent is read before the end: nobody sends it again. */
  private void drain() {
    TokenWindows windows = tokens.get();
    withReading(
        () -> {
          halfRead = true;
          ledger.watch(windows);
          logs.sources().forEach(LogSource::drain);
          halfRead = false;
          changed = true;
        });
  }

  private boolean isWhole() {
    reading.lock();
    try {
      return !halfRead;
    } finally {
      reading.unlock();
    }
  }

  private void write(Snapshot snapshot) {
    boolean writtenBefore = stateWritten;
    // Also for what is not expected to go wrong: the next one to ask must not take it for written.
    stateWritten = false;
    try {
      file.save(snapshot);
      if (!writtenBefore) {
        logger.info("the state can be written again");
      }
      stateWritten = true;
    } catch (IOException e) {
      if (writtenBefore) {
        logger.error(
            "the state cannot be written ({}); what is counted now is counted again after a restart"
                + " only as long as the logs are still there",
            e.toString());
      }
    }
  }

  private boolean withReading(LogSource source) {
    // Before the lock: whoever asks need not wait for the registry.
    TokenWindows windows = tokens.get();
    reading.lock();
    try {
      halfRead = true;
      ledger.watch(windows);
      boolean more = source.step();
      halfRead = false;
      changed |= more;
      return more;
    } finally {
      reading.unlock();
    }
  }

  private void withReading(Runnable action) {
    reading.lock();
    try {
      action.run();
    } finally {
      reading.unlock();
    }
  }
}
