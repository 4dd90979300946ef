package io.github.scimexporter.bench;

/**
 * A log to be made: the same one gives the same bytes.
 *
 * @param kind what its lines look like
 * @param bytes its size, decompressed; the last line may go a little beyond
 * @param scimPercent how many of a hundred lines are requests of a sync
 * @param paths on how many syncs' paths these are, spread evenly
 * @param seed of all that is random in it
 */
record LogSpec(LogKind kind, long bytes, int scimPercent, int paths, long seed) {
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
}
