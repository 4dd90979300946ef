package io.github.scimexporter.bench;

/**
 * How much is measured.
 *
 * @param rounds how often each contestant runs
 * @param shrink by how much logs and numbers are smaller than the goals speak of; 1 for the goals
 */
record Scale(int rounds, int shrink) {
  static final int QUICK_SHRINK = 16;

  /** A size that the goals give in MiB. */
  long bytes(long mebibytes) {
    return (mebibytes << 20) / shrink;
  }

  /** A number of times. */
  int times(int count) {
    return Math.max(1, count / shrink);
  }

  /** Whether a goal is met; where less is measured than it speaks of, nobody can say. */
  Row.Verdict verdict(boolean met) {
    if (shrink > 1) {
      return Row.Verdict.NOT_JUDGED;
    }
    return met ? Row.Verdict.MET : Row.Verdict.MISSED;
  }

  /** A size as it is told. */
  String size(long mebibytes) {
    long shrunk = mebibytes / shrink;
    return shrunk % 1024 == 0 ? shrunk / 1024 + " GiB" : shrunk + " MiB";
  }
}
