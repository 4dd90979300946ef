package io.github.scimexporter.bench;

/** Says on standard error what is being done; the table alone goes to standard output. */
final class Progress {
  private Progress() {}

  static void say(String text) {
    System.err.println("bench: " + text);
  }
}
