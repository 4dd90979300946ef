package io.github.scimexporter.cli;

import io.github.scimexporter.cli.Acceptance.Verdict;
import io.github.scimexporter.status.Words;
import java.time.Duration;

/**
 * What is true of a token after a tool has said that it is revoked.
 *
 * @param before what the server said before the tool ran
 * @param after what it said last
 * @param waited how long after the tool it was asked last
 */
record Revocation(Acceptance before, Acceptance after, Duration waited) {
  /** Whether it was accepted, and is refused now. */
  boolean happened() {
    return before.verdict() == Verdict.ACCEPTED && after.verdict() == Verdict.REFUSED;
  }

  /** The truth, in one sentence or two. */
  String truth() {
    if (happened()) {
      return "Revoked: the server accepted the token before, and refuses it now.";
    }
    if (after.verdict() == Verdict.ACCEPTED) {
      return "is still accepted: "
          + Words.duration(waited)
          + " after the tool ended, "
          + after.words()
          + "; run it again, and see which server and which database the tool works on";
    }
    if (before.verdict() == Verdict.REFUSED) {
      return "was never accepted: the server refused it before the tool ran, too, so the tool's"
          + " success means nothing; see that it is the right and whole token, and the right sync"
          + " (one that has expired or was revoked before is refused, too)";
    }
    return "may be revoked or not, which is unknown: before, "
        + before.words()
        + "; after, "
        + after.words()
        + "; ask again with scim-exporter token check";
  }
}
