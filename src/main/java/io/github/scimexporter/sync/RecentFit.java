package io.github.scimexporter.sync;

import java.util.BitSet;

/**
 * Which of the last {@value #WINDOW} lines did not fit the log's format.
 *
 * @param lines how many lines were seen, at most {@value #WINDOW}
 * @param next where the next line's bit goes
 * @param unfit a ring of bits, one for each line that did not fit
 */
public record RecentFit(int lines, int next, BitSet unfit) {
  /** How many lines the share is taken of. */
  public static final int WINDOW = 1000;

  /** Checks the ring and copies it. */
  public RecentFit {
    if (lines < 0 || lines > WINDOW || next < 0 || next >= WINDOW || unfit.length() > WINDOW) {
      throw new IllegalArgumentException("not a ring of " + WINDOW + " lines");
    }
    unfit = (BitSet) unfit.clone();
  }

  /** No line yet. */
  public static RecentFit empty() {
    return new RecentFit(0, 0, new BitSet(WINDOW));
  }

  @Override
  public BitSet unfit() {
    return (BitSet) unfit.clone();
  }

  /** The share of lines that did not fit, 0 to 1; 0 while there is no line. */
  public double unfitRatio() {
    return lines == 0 ? 0 : (double) unfit.cardinality() / lines;
  }
}
