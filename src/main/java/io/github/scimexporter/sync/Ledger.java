package io.github.scimexporter.sync;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The ledgers of all syncs and logs. Not safe for use by several threads. */
public final class Ledger {
  private final Map<String, SyncLedger> syncs = new HashMap<>();
  private final Map<String, LogLedger> logs = new HashMap<>();
  private TokenWindows tokens = TokenWindows.NONE;

  /**
   * Goes on from what is known already.
   *
   * @param start what is known; what it says of syncs and logs not named any more is kept, so that
   *     a sync that comes back to the configuration counts on
   * @param syncNames the syncs to watch
   * @param logNames the logs to watch
   * @param now when the watch of those not yet known starts
   */
  public Ledger(
      LedgerState start, Collection<String> syncNames, Collection<String> logNames, Instant now) {
    start.syncs().forEach((name, state) -> syncs.put(name, new SyncLedger(state)));
    start.logs().forEach((name, state) -> logs.put(name, new LogLedger(state)));
    watch(syncNames, logNames, now);
  }

  /**
   * Watches these, too; of those that are watched already what is known stays.
   *
   * @param now when the watch of those not yet known starts
   */
  public void watch(Collection<String> syncNames, Collection<String> logNames, Instant now) {
    for (String name : syncNames) {
      syncs.computeIfAbsent(name, unknown -> newcomer(name, now));
    }
    for (String name : logNames) {
      logs.computeIfAbsent(name, unknown -> new LogLedger(LogState.watchedSince(now)));
    }
  }

  private SyncLedger newcomer(String name, Instant now) {
    SyncLedger ledger = new SyncLedger(SyncState.watchedSince(now));
    ledger.watch(tokens.of(name));
    return ledger;
  }

  /**
   * From now on heartbeats are counted under these tokens, too. What is known of tokens that are
   * none of them any more is forgotten; not so while no token was seen since the start, for then it
   * is more likely that the registry is not there.
   */
  public void watch(TokenWindows windows) {
    // Not the records themselves: what Java makes to compare those takes a start too long.
    if (windows.bySync().equals(tokens.bySync())) {
      return;
    }
    tokens = windows;
    syncs.forEach((name, ledger) -> ledger.watch(windows.of(name)));
  }

  /**
   * Takes in one piece of evidence.
   *
   * @throws IllegalArgumentException if its sync is not watched
   */
  public void apply(Evidence evidence, Instant now) {
    SyncLedger ledger = syncs.get(evidence.sync());
    if (ledger == null) {
      throw new IllegalArgumentException("sync " + evidence.sync() + " is not watched");
    }
    ledger.apply(evidence, now);
  }

  /**
   * The ledger of one log.
   *
   * @throws IllegalArgumentException if that log is not watched
   */
  public LogLedger log(String name) {
    LogLedger ledger = logs.get(name);
    if (ledger == null) {
      throw new IllegalArgumentException("log " + name + " is not watched");
    }
    return ledger;
  }

  /** What is known now. */
  public LedgerState state() {
    SortedMap<String, SyncState> syncStates = new TreeMap<>();
    syncs.forEach((name, ledger) -> syncStates.put(name, ledger.state()));
    SortedMap<String, LogState> logStates = new TreeMap<>();
    logs.forEach((name, ledger) -> logStates.put(name, ledger.state()));
    return new LedgerState(syncStates, logStates);
  }
}
