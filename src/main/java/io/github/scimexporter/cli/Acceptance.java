package io.github.scimexporter.cli;

import io.github.scimexporter.probe.Answer;
import java.util.List;

/**
 * What a server says of a token.
 *
 * @param verdict whether it accepts it
 * @param words the answer in words: a sentence without its beginning capital and full stop
 */
record Acceptance(Verdict verdict, String words) {
  /** Whether a token is accepted. */
  enum Verdict {
    ACCEPTED,
    REFUSED,
    /** The server did not say. */
    UNKNOWN
  }

  /** What that answer says. */
  static Acceptance of(Answer answer) {
    return new Acceptance(verdict(answer), answer.words());
  }

  private static Verdict verdict(Answer answer) {
    // 403 is about what the token may do: it was recognised.
    if (answer instanceof Answer.Accepted || answer instanceof Answer.Forbidden) {
      return Verdict.ACCEPTED;
    }
    return answer instanceof Answer.Unauthorized refused && isOfTokens(refused.challenge())
        ? Verdict.REFUSED
        : Verdict.UNKNOWN;
  }

  /** Whoever asks for something else than a bearer token has not looked at the one that came. */
  private static boolean isOfTokens(Answer.Challenge challenge) {
    List<String> schemes = challenge.schemes();
    return schemes.isEmpty() || schemes.stream().anyMatch("Bearer"::equalsIgnoreCase);
  }
}
