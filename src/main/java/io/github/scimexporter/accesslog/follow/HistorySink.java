package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LogLine;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.EventTime;
import io.github.scimexporter.sync.Evidence;
import io.github.scimexporter.sync.HeartbeatHistory;
import io.github.scimexporter.sync.Ledger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Enters the lines of one log into the ledger, and what it says of a sync into that sync's history.
 */
public final class HistorySink implements LineSink {
  private final LedgerSink ledgerSink;
  private final Map<String, HeartbeatHistory> histories;

  /**
   * Makes a sink.
   *
   * @param logName the log, which the ledger must watch
   * @param syncs the syncs that this log is evidence of
   * @param histories a history for each of these syncs
   */
  public HistorySink(
      String logName,
      List<SyncConfig> syncs,
      Ledger ledger,
      Map<String, HeartbeatHistory> histories,
      InstantSource clock) {
    this.ledgerSink = new LedgerSink(logName, syncs, ledger, clock, this::remember);
    this.histories = histories;
  }

  @Override
  public void request(LogLine line) {
    ledgerSink.request(line);
  }

  private void remember(Evidence evidence, Instant now) {
    if (evidence instanceof Evidence.Request request && EventTime.isCredible(request.time(), now)) {
      HeartbeatHistory history = histories.get(request.sync());
      if (history != null) {
        history.add(request.outcome(), request.time());
      }
    }
  }

  @Override
  public void unfit() {
    ledgerSink.unfit();
  }

  @Override
  public Anchors anchors() {
    return ledgerSink.anchors();
  }

  @Override
  public void passed(int lines) {
    ledgerSink.passed(lines);
  }

  @Override
  public void bytes(long count) {
    ledgerSink.bytes(count);
  }

  @Override
  public void lost(long count) {
    ledgerSink.lost(count);
  }
}
