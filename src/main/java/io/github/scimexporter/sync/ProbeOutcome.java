package io.github.scimexporter.sync;

import java.util.Locale;

/** What came of a probe. */
public enum ProbeOutcome {
  /** The token was accepted. */
  SUCCESS,
  /** No token was sent, and the server asked for one: all that can be expected. */
  TOKEN_WANTED,
  /** No token was sent, and the server let anyone in. */
  OPEN,
  /** The server answers; the token that should have been sent could not be read. */
  TOKEN_FILE,
  UNAUTHORIZED,
  FORBIDDEN,
  NOT_FOUND,
  THROTTLED,
  SERVER_ERROR,
  REDIRECT,
  LOGIN_PAGE,
  OTHER,
  CERTIFICATE_EXPIRED,
  UNKNOWN_CA,
  WRONG_HOST_NAME,
  /** The server's certificate is not accepted for another reason. */
  CERTIFICATE,
  /** The server wants a client certificate, or another one. */
  CLIENT_CERTIFICATE,
  /** No secure connection for another reason. */
  TLS,
  /** A file of the TLS configuration cannot be used. */
  TLS_FILE,
  UNKNOWN_HOST,
  CONNECTION_REFUSED,
  CONNECT_TIMEOUT,
  TIMEOUT,
  CLOSED,
  /** No answer for another reason of the network. */
  NETWORK;

  /** Whether it is what was to be expected. */
  public boolean isSuccess() {
    return this == SUCCESS || this == TOKEN_WANTED;
  }

  /** As in the label {@code outcome}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
