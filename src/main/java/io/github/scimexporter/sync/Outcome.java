package io.github.scimexporter.sync;

import java.util.Locale;

/** What the answer to a request of the sync says about the sync. */
public enum Outcome {
  /** The sync works: the client was let in and the server did, or had no need to do, as asked. */
  SUCCESS,
  UNAUTHORIZED,
  FORBIDDEN,
  /** Users or Groups themselves are not there: wrong path or domain. */
  NOT_FOUND,
  THROTTLED,
  SERVER_ERROR,
  /** Says nothing about the sync. */
  OTHER;

  /** The value of the metric label {@code outcome}, e.g. {@code server_error}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether such an answer keeps the sync from working. */
  public boolean isFailure() {
    return switch (this) {
      case UNAUTHORIZED, FORBIDDEN, NOT_FOUND, THROTTLED, SERVER_ERROR -> true;
      case SUCCESS, OTHER -> false;
    };
  }

  /**
   * Says what a status means.
   *
   * @param code the HTTP status, 100 to 599
   * @param target what was asked for: a user that is not there (404) is an everyday answer, Users
   *     that are not there are a wrong path
   */
  public static Outcome of(int code, Target target) {
    if (code >= 200 && code <= 299) {
      return target == Target.DISCOVERY ? OTHER : SUCCESS;
    }
    if (code >= 500) {
      return SERVER_ERROR;
    }
    return switch (code) {
      case 401 -> UNAUTHORIZED;
      case 403 -> FORBIDDEN;
      case 404 ->
          switch (target) {
            case COLLECTION -> NOT_FOUND;
            case RESOURCE -> SUCCESS;
            case DISCOVERY, OTHER -> OTHER;
          };
      case 409 -> target == Target.DISCOVERY ? OTHER : SUCCESS;
      case 429 -> THROTTLED;
      default -> OTHER;
    };
  }
}
