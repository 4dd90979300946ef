package io.github.scimexporter.terminal;

/** A terminal or a program on one cannot be used; the message is one line that says why. */
public final class TerminalException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates one with that line. */
  public TerminalException(String message) {
    super(message);
  }

  /** Creates one with that line and what lies behind it. */
  public TerminalException(String message, Throwable cause) {
    super(message, cause);
  }
}
