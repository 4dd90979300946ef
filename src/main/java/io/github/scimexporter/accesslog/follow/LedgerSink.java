package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LogLine;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.Evidence;
import io.github.scimexporter.sync.Ledger;
import io.github.scimexporter.sync.LogLedger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;

/** Enters the lines of one log into the ledger. */
public final class LedgerSink implements LineSink {
  private RequestSorter sorter;
  private final Ledger ledger;
  private final LogLedger log;
  private final InstantSource clock;
  private final BiConsumer<Evidence, Instant> witness;

  /**
   * Makes a sink.
   *
   * @param logName the log, which the ledger must watch
   * @param syncs the syncs that this log is evidence of
   */
  public LedgerSink(String logName, List<SyncConfig> syncs, Ledger ledger, InstantSource clock) {
    this(logName, syncs, ledger, clock, (evidence, now) -> {});
  }

  /**
   * Makes a sink.
   *
   * @param witness is told each piece of evidence, too, and when it was read
   */
  LedgerSink(
      String logName,
      List<SyncConfig> syncs,
      Ledger ledger,
      InstantSource clock,
      BiConsumer<Evidence, Instant> witness) {
    this.sorter = new RequestSorter(syncs);
    this.ledger = ledger;
    this.log = ledger.log(logName);
    this.clock = clock;
    this.witness = witness;
  }

  /** From now on its lines are evidence of these syncs, which the ledger must watch. */
  public void sort(List<SyncConfig> syncs) {
    sorter = new RequestSorter(syncs);
  }

  @Override
  public void request(LogLine line) {
    long nowMillis = clock.millis();
    log.line(line.timeMillis(nowMillis), nowMillis);
    Instant now = Instant.ofEpochMilli(nowMillis);
    List<Evidence> found = sorter.sort(line, now);
    // By index: an iterator would be made for each request.
    for (int i = 0; i < found.size(); i++) {
      ledger.apply(found.get(i), now);
      witness.accept(found.get(i), now);
    }
  }

  @Override
  public void unfit() {
    log.unparsedLine();
  }

  @Override
  public Anchors anchors() {
    return sorter.anchors();
  }

  @Override
  public void passed(int lines) {
    log.passedLines(lines);
  }

  @Override
  public void bytes(long count) {
    log.bytes(count);
  }

  @Override
  public void lost(long count) {
    log.lostBytes(count);
  }
}
