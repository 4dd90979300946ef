package io.github.scimexporter.sync;

import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;

/** Counts what is read of one log. Not safe for use by several threads. */
public final class LogLedger {
  private final Instant watchStart;
  private final BitSet unfit;
  private int recentLines;
  private int next;
  private long lines;
  private long unparsedLines;
  private long misdatedLines;
  private long bytes;
  private long lostBytes;
  private long lastLineMillis;

  /** Goes on from what was read already. */
  public LogLedger(LogState start) {
    watchStart = start.watchStart();
    unfit = start.recent().unfit();
    recentLines = start.recent().lines();
    next = start.recent().next();
    lines = start.lines();
    unparsedLines = start.unparsedLines();
    misdatedLines = start.misdatedLines();
    bytes = start.bytes();
    lostBytes = start.lostBytes();
    lastLineMillis = start.lastLine().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
  }

  /**
   * Counts a line that fits the format.
   *
   * @param timeMillis its event time, in ms since 1970
   * @param nowMillis the time of reading, in ms since 1970
   */
  public void line(long timeMillis, long nowMillis) {
    count(true);
    if (EventTime.isCredible(timeMillis, nowMillis)) {
      lastLineMillis = Math.max(lastLineMillis, timeMillis);
    } else {
      misdatedLines++;
    }
  }

  /** Counts lines that are taken to fit the format, and say nothing of a sync. */
  public void passedLines(int passed) {
    lines += passed;
    int ring = Math.min(passed, RecentFit.WINDOW);
    int end = next + ring;
    unfit.clear(next, Math.min(end, RecentFit.WINDOW));
    unfit.clear(0, Math.max(0, end - RecentFit.WINDOW));
    next = (next + passed % RecentFit.WINDOW) % RecentFit.WINDOW;
    recentLines = Math.min(RecentFit.WINDOW, recentLines + ring);
  }

  /** Counts a line that does not fit the format. */
  public void unparsedLine() {
    count(false);
    unparsedLines++;
  }

  /** Counts bytes that were read. */
  public void bytes(long read) {
    bytes += read;
  }

  /** Counts bytes that were seen on disk, and were gone before they could be read. */
  public void lostBytes(long gone) {
    lostBytes += gone;
  }

  /** What was read so far. */
  public LogState state() {
    return new LogState(
        watchStart,
        lines,
        unparsedLines,
        misdatedLines,
        bytes,
        lostBytes,
        lastLineMillis == Long.MIN_VALUE
            ? Optional.empty()
            : Optional.of(Instant.ofEpochMilli(lastLineMillis)),
        new RecentFit(recentLines, next, unfit));
  }

  private void count(boolean fits) {
    lines++;
    unfit.set(next, !fits);
    next = next + 1 == RecentFit.WINDOW ? 0 : next + 1;
    recentLines = Math.min(RecentFit.WINDOW, recentLines + 1);
  }
}
