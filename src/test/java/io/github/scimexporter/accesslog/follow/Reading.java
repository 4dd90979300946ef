package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.FormatException;
import io.github.scimexporter.accesslog.format.LineFormat;
import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.sync.Ledger;
import io.github.scimexporter.sync.LedgerState;
import io.github.scimexporter.sync.LogState;
import io.github.scimexporter.sync.RequestKey;
import io.github.scimexporter.sync.SyncState;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;

/** A follower with its ledger, and the last snapshot of both. */
final class Reading implements AutoCloseable {
  static final String ENDPOINT = "http://localhost/scim/v2/SPOTFIRE";

  private final AccessLogConfig config;
  private final FileWorld world;
  private final List<Glob> others;
  private final InstantSource clock;
  private LedgerState savedLedger = LedgerState.EMPTY;
  private List<FilePosition> savedPositions = List.of();
  private Set<RequestKey> shown = Set.of();
  private Ledger ledger;
  private LogFollower follower;

  Reading(AccessLogConfig config, InstantSource clock) {
    this(config, FileWorld.DEFAULT, List.of(), clock);
  }

  Reading(AccessLogConfig config, FileWorld world, List<Glob> others, InstantSource clock) {
    this.config = config;
    this.world = world;
    this.others = others;
    this.clock = clock;
    ledger = newLedger();
    follower = newFollower();
  }

  private Ledger newLedger() {
    return new Ledger(savedLedger, List.of("sync"), List.of("log"), clock.instant());
  }

  private LogFollower newFollower() {
    LedgerSink sink = new LedgerSink("log", List.of(Syncs.sync("sync", ENDPOINT)), ledger, clock);
    FollowedPaths paths =
        new FollowedPaths(world, Glob.all(world, config.paths()), others, watched -> {});
    return new LogFollower(config, paths, format(), savedPositions, sink, clock);
  }

  private LineFormat format() {
    try {
      return LogSources.of(List.of(config)).format("log");
    } catch (FormatException e) {
      throw new IllegalArgumentException(e);
    }
  }

  LogFollower follower() {
    return follower;
  }

  /** Looks for files and reads all that they hold. */
  Reading read() {
    follower.refresh();
    while (follower.step()) {
      // Chunk by chunk.
    }
    return this;
  }

  /** Keeps ledger and positions as one. */
  void save() {
    savedLedger = ledger.state();
    savedPositions = follower.positions();
  }

  /** What a scrape shows is durable before it is shown. */
  void scrape() {
    save();
    shown = Set.copyOf(requests().keySet());
  }

  /** What the last scrape showed. */
  Set<RequestKey> shown() {
    return shown;
  }

  /** Ends without saving and starts again from what was saved last. */
  void crash() {
    follower.close();
    ledger = newLedger();
    follower = newFollower();
  }

  void restart() {
    save();
    crash();
  }

  SortedMap<RequestKey, Long> requests() {
    return Objects.requireNonNull(ledger.state().syncs().get("sync")).requests();
  }

  SyncState sync() {
    return Objects.requireNonNull(ledger.state().syncs().get("sync"));
  }

  LogState log() {
    return Objects.requireNonNull(ledger.state().logs().get("log"));
  }

  long lines() {
    return log().lines();
  }

  @Override
  public void close() {
    follower.close();
  }
}
