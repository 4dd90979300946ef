package io.github.scimexporter.entra;

import java.time.Duration;
import java.util.Optional;

/**
 * Microsoft Graph could not be read. The message is one line for the administrator; it holds
 * nothing of a secret, a token or an answer's text.
 */
final class GraphException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What to do differently the next time. */
  enum Kind {
    /** Nothing. */
    OTHER,
    /** Ask for a new token: this one is not accepted. */
    TOKEN_REFUSED,
    /** Nothing until a permission is granted. */
    NOT_ALLOWED,
    /** Nothing until there is what was asked for. */
    NOT_THERE,
    /** Ask less often. */
    THROTTLED
  }

  private final Kind kind;
  private final transient Optional<Duration> retryAfter;

  GraphException(String message) {
    this(Kind.OTHER, message, Optional.empty());
  }

  /**
   * Makes one.
   *
   * @param retryAfter how long the server asks to be left alone
   */
  GraphException(Kind kind, String message, Optional<Duration> retryAfter) {
    super(message);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  /** In words. */
  String words() {
    return String.valueOf(getMessage());
  }

  Kind kind() {
    return kind;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
