package io.github.scimexporter.state;

/** The state cannot be used; the message is one line that says why. */
public final class StateException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates one with that line. */
  public StateException(String message) {
    super(message);
  }
}
