package io.github.scimexporter.accesslog.format;

import java.util.List;

/** Reads lines of which each is the same parts, one after the other. */
final class PatternReader implements LineReader {
  private final Part[] parts;
  private final Matching matching;
  private final LineFacts facts;
  private int mismatch;

  PatternReader(List<Part> parts, LineFacts facts) {
    this.parts = parts.toArray(new Part[0]);
    this.facts = facts;
    matching = new Matching(parts.stream().map(Part::shape).toList());
  }

  @Override
  public Fit read(byte[] bytes, int from, int to, LogLine line) {
    line.start(bytes);
    if (!matching.matches(bytes, from, to)) {
      mismatch = matching.reached() - from + 1;
      return Fit.UNFIT;
    }
    facts.start();
    for (int i = 0; i < parts.length; i++) {
      Meaning meaning = parts[i].meaning();
      if (meaning != Meaning.Plain.NOTHING) {
        facts.tell(meaning, bytes, matching.start(i), matching.start(i + 1), line);
      }
    }
    mismatch = 0;
    return facts.finish(line) ? Fit.REQUEST : Fit.UNFIT;
  }

  @Override
  public int mismatch() {
    return mismatch;
  }
}
