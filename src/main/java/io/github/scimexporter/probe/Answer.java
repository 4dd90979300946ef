package io.github.scimexporter.probe;

import java.util.Optional;

/** What came of asking the endpoint. No record holds anything of a token, a query or a person. */
public sealed interface Answer {
  /**
   * It answered as a SCIM service provider does: the token is accepted and may read users.
   *
   * @param status the HTTP status
   */
  record Accepted(int status) implements Answer {}

  /**
   * 401: no token was sent, or it is not accepted.
   *
   * @param challenge what the server says of it
   */
  record Unauthorized(Challenge challenge) implements Answer {}

  /**
   * 403: the token is known, but may not read users.
   *
   * @param challenge what the server says of it
   */
  record Forbidden(Challenge challenge) implements Answer {}

  /** 404: there are no users under that base URL. */
  record NotFound() implements Answer {}

  /** 429: too many requests. */
  record Throttled() implements Answer {}

  /**
   * 5xx.
   *
   * @param status the HTTP status
   */
  record ServerError(int status) implements Answer {}

  /**
   * 3xx, which no SCIM client follows with its token.
   *
   * @param status the HTTP status
   * @param target where to: scheme, host and path only; empty if not said
   */
  record Redirect(int status, String target) implements Answer {}

  /**
   * A page for people, as a login page in front of the endpoint.
   *
   * @param status the HTTP status
   */
  record LoginPage(int status) implements Answer {}

  /**
   * Anything else that is no SCIM.
   *
   * @param status the HTTP status
   */
  record Other(int status) implements Answer {}

  /**
   * No secure connection.
   *
   * @param reason in words
   */
  record TlsFailure(String reason) implements Answer {}

  /**
   * No answer.
   *
   * @param kind at which step
   * @param reason in words
   */
  record NetworkFailure(Kind kind, String reason) implements Answer {
    /** The step that failed. */
    public enum Kind {
      UNKNOWN_HOST,
      CONNECTION_REFUSED,
      TIMEOUT,
      OTHER
    }
  }

  /**
   * The challenge of RFC 6750 section 3 ({@code WWW-Authenticate: Bearer error="..."}).
   *
   * @param error the code, e.g. {@code invalid_token}
   * @param description the text beside it
   */
  record Challenge(Optional<String> error, Optional<String> description) {
    /** None was sent. */
    public static final Challenge NONE = new Challenge(Optional.empty(), Optional.empty());
  }
}
