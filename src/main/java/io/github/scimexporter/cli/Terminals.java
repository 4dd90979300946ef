package io.github.scimexporter.cli;

import io.github.scimexporter.terminal.StandardStream;
import io.github.scimexporter.terminal.TerminalException;
import java.io.Console;
import java.util.Optional;

/** Whether somebody sits at a terminal. */
final class Terminals {
  private Terminals() {}

  /** The terminal that standard input and output are, where both are one. */
  static Optional<Console> console() {
    return Optional.ofNullable(System.console()).filter(Terminals::isTerminal);
  }

  /** Whether standard input is one; where the system does not tell, it is taken for none. */
  static boolean isStandardInput() {
    try {
      return StandardStream.IN.isTerminal();
    } catch (TerminalException e) {
      return false;
    }
  }

  /** Java 22 to 24 have a console without a terminal, too, and a method that tells. */
  private static boolean isTerminal(Console console) {
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a public method of a public class can be called", e);
    }
  }
}
