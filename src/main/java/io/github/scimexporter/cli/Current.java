package io.github.scimexporter.cli;

/** What is in force now. Safe for use by several threads; one changes it. */
final class Current {
  private volatile Setup setup;

  Current(Setup setup) {
    this.setup = setup;
  }

  Setup get() {
    return setup;
  }

  void set(Setup next) {
    setup = next;
  }
}
