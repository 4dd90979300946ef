package io.github.scimexporter.bench;

/**
 * A log to be made: the same one gives the same bytes.
 *
 * @param kind what its lines look like
 * @param bytes its size, decompressed; the last line may go a little beyond
 * @param scimPercent how many of a hundred lines are requests of a sync
 * @param paths on how many syncs' paths these are, spread evenly
 * @param seed of all that is random in it
 * @param startSecond when its first line is dated, in Unix seconds
 * @param millisALine how much later each line is than the one before
 */
record LogSpec(
    LogKind kind,
    long bytes,
    int scimPercent,
    int paths,
    long seed,
    long startSecond,
    long millisALine) {
  /** 2025-03-03T08:00:00Z: in the past of any clock, so that the times of all lines count. */
  private static final long START_SECOND = 1_740_988_800;

  private static final long MILLIS_A_LINE = 10;

  static final int MAX_PATHS = 10_000;

  LogSpec {
    if (bytes < 1) {
      throw new IllegalArgumentException("a log of " + bytes + " bytes; give it 1 or more");
    }
    if (scimPercent < 0 || scimPercent > 100) {
      throw new IllegalArgumentException(
          scimPercent + " percent of the lines; give a number from 0 to 100");
    }
    if (paths < 1 || paths > MAX_PATHS) {
      throw new IllegalArgumentException(paths + " paths; give a number from 1 to " + MAX_PATHS);
    }
  }

  /** A busy server's log: a hundred lines a second. */
  static LogSpec busy(LogKind kind, long bytes, int scimPercent, int paths, long seed) {
    return new LogSpec(kind, bytes, scimPercent, paths, seed, START_SECOND, MILLIS_A_LINE);
  }
}
