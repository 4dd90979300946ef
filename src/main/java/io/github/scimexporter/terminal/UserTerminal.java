package io.github.scimexporter.terminal;

import com.sun.jna.Platform;
import java.io.IOException;
import java.util.Optional;

/** The terminal that a person sits at. */
public sealed interface UserTerminal permits PosixTerminal, WindowsConsole {
  /** The one on standard input, where that is a terminal. */
  static Optional<UserTerminal> onStandardInput() throws TerminalException {
    if (!StandardStream.IN.isTerminal()) {
      return Optional.empty();
    }
    return Platform.isWindows() ? windows() : Optional.of(PosixTerminal.onStandardInput());
  }

  /** The one that this program was started from, whatever its standard input is. */
  static Optional<UserTerminal> controlling() {
    if (Platform.isWindows()) {
      return windows();
    }
    try {
      return Optional.of(PosixTerminal.at("/dev/tty"));
    } catch (IOException e) {
      // A service, or a script that runs by itself, has none.
      return Optional.empty();
    }
  }

  private static Optional<UserTerminal> windows() {
    return Optional.ofNullable(System.console()).map(WindowsConsole::new);
  }

  /** Echoes nothing from now on, and takes no key, Ctrl-C neither, for its own; until undone. */
  Undo passKeysOn() throws TerminalException;

  /** Passes on each key until the program ends. */
  void relay(Program program) throws IOException, TerminalException;
}
