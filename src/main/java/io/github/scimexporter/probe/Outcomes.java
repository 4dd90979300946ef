package io.github.scimexporter.probe;

import io.github.scimexporter.sync.ProbeOutcome;

/** What an answer means to a probe. */
final class Outcomes {
  /** What a probe asked with. */
  enum With {
    A_TOKEN,
    /** None is configured. */
    NONE,
    /** None, because the configured one could not be read. */
    NONE_READABLE
  }

  private Outcomes() {}

  static ProbeOutcome of(Answer answer, With with) {
    if (answer instanceof Answer.Accepted) {
      return with == With.A_TOKEN ? ProbeOutcome.SUCCESS : ProbeOutcome.OPEN;
    }
    if (answer instanceof Answer.Unauthorized) {
      return switch (with) {
        case A_TOKEN -> ProbeOutcome.UNAUTHORIZED;
        case NONE -> ProbeOutcome.TOKEN_WANTED;
        case NONE_READABLE -> ProbeOutcome.TOKEN_FILE;
      };
    }
    if (answer instanceof Answer.TlsFailure failure) {
      return of(failure.kind());
    }
    if (answer instanceof Answer.NetworkFailure failure) {
      return of(failure.kind());
    }
    if (answer instanceof Answer.LoginPage) {
      return ProbeOutcome.LOGIN_PAGE;
    }
    if (answer instanceof Answer.Redirect) {
      return ProbeOutcome.REDIRECT;
    }
    return ofStatus(answer.status());
  }

  private static ProbeOutcome of(TlsProblem problem) {
    return switch (problem) {
      case CERTIFICATE_EXPIRED -> ProbeOutcome.CERTIFICATE_EXPIRED;
      case UNKNOWN_CA -> ProbeOutcome.UNKNOWN_CA;
      case WRONG_HOST_NAME -> ProbeOutcome.WRONG_HOST_NAME;
      case CERTIFICATE_NOT_YET_VALID, CERTIFICATE_REFUSED -> ProbeOutcome.CERTIFICATE;
      case CLIENT_CERTIFICATE -> ProbeOutcome.CLIENT_CERTIFICATE;
      case HANDSHAKE, NO_TLS -> ProbeOutcome.TLS;
      case FILES -> ProbeOutcome.TLS_FILE;
    };
  }

  private static ProbeOutcome of(Answer.NetworkFailure.Kind kind) {
    return switch (kind) {
      case UNKNOWN_HOST -> ProbeOutcome.UNKNOWN_HOST;
      case CONNECTION_REFUSED -> ProbeOutcome.CONNECTION_REFUSED;
      case CONNECT_TIMEOUT -> ProbeOutcome.CONNECT_TIMEOUT;
      case TIMEOUT -> ProbeOutcome.TIMEOUT;
      case CLOSED -> ProbeOutcome.CLOSED;
      case NO_ROUTE, PROXY, NO_HTTP, OTHER -> ProbeOutcome.NETWORK;
    };
  }

  private static ProbeOutcome ofStatus(int status) {
    return switch (status) {
      case 403 -> ProbeOutcome.FORBIDDEN;
      case 404 -> ProbeOutcome.NOT_FOUND;
      case 429 -> ProbeOutcome.THROTTLED;
      default -> status >= 500 ? ProbeOutcome.SERVER_ERROR : ProbeOutcome.OTHER;
    };
  }
}
