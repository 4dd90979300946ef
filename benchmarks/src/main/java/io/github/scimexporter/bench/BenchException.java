package io.github.scimexporter.bench;

/** A part is missing, or two programs do not count the same; the message is one line. */
final class BenchException extends Exception {
  private static final long serialVersionUID = 1;

  BenchException(String message) {
    super(message);
  }
}
