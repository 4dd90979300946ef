package io.github.scimexporter.cli;

import io.github.scimexporter.terminal.TerminalException;
import io.github.scimexporter.terminal.Typist;
import io.github.scimexporter.terminal.UserTerminal;

/** What the commands that run Spotfire's tool share. */
final class Tools {
  private Tools() {}

  /** Whoever is at standard input. */
  static Typist typist() throws TerminalException {
    return UserTerminal.onStandardInput()
        .<Typist>map(Typist.Person::new)
        .orElseGet(() -> new Typist.Script(System.in));
  }

  /** How a program ended that did not do what it should. */
  static String ended(int exit) {
    return exit > 128 ? "was ended by signal " + (exit - 128) : "ended with exit code " + exit;
  }
}
