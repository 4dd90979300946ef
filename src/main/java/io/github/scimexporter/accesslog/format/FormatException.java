package io.github.scimexporter.accesslog.format;

/** A format that cannot be read; the message is one line that says what would be right. */
public final class FormatException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong, and what would be right. */
  public FormatException(String message) {
    super(message);
  }
}
