package io.github.scimexporter.token;

/** A token or the registry cannot be used; the message is one line that says why. */
public final class TokenException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates one with that line. It must never hold a token's value. */
  public TokenException(String message) {
    super(message);
  }
}
