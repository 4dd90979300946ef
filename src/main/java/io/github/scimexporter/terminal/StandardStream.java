package io.github.scimexporter.terminal;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The three streams that a program is started with. */
public enum StandardStream {
  IN(0),
  OUT(1),
  ERR(2);

  /** Kept, because loggers that nobody holds are collected together with their level. */
  private static final Logger JNA = Logger.getLogger("com.sun.jna");

  private final int descriptor;

  StandardStream(int descriptor) {
    this.descriptor = descriptor;
  }

  /** Whether it is a terminal. Java's Console says so of input and output together only. */
  public boolean isTerminal() throws TerminalException {
    // Where its library cannot be unpacked, it throws that, too; it is told once.
    JNA.setLevel(Level.OFF);
    try {
      Function isatty =
          Platform.isWindows()
              ? Function.getFunction("msvcrt", "_isatty")
              : Function.getFunction("c", "isatty");
      return isatty.invokeInt(new Object[] {descriptor}) != 0;
    } catch (LinkageError e) {
      throw new TerminalException(Program.notHere(e), e);
    }
  }

  int descriptor() {
    return descriptor;
  }
}
