package io.github.scimexporter.bench;

/**
 * A row of the table.
 *
 * @param what what was measured
 * @param goal what it is to be; empty where there is none
 * @param measured the figures, median and spread
 * @param ratio what the goal speaks of, where that is a ratio; empty otherwise
 * @param verdict whether the goal is met
 */
record Row(String what, String goal, String measured, String ratio, Verdict verdict) {
  /** Whether a goal is met. */
  enum Verdict {
    MET("yes"),
    MISSED("**no**"),
    /** There is no goal, or this was not the measurement that it speaks of. */
    NOT_JUDGED("–"),
    NOT_RUN("NOT RUN");

    private final String label;

    Verdict(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /** A row that could not be measured. */
  static Row notRun(String what, String goal, String why) {
    return new Row(what, goal, why, "", Verdict.NOT_RUN);
  }

  /** As a line of a Markdown table. */
  String markdown() {
    return "| " + String.join(" | ", what, goal, measured, ratio, verdict.label()) + " |";
  }
}
