package io.github.scimexporter.terminal;

import java.io.IOException;
import java.io.InputStream;

/** Who types what a program on a pseudo-terminal reads. */
public sealed interface Typist {
  /** Makes ready, before the program starts; undone when it has ended. */
  Undo prepare() throws TerminalException;

  /**
   * Begins to pass on what is typed. Returns at once: what the program prints must be read from the
   * start, or it and whoever sets up its terminal wait for each other.
   */
  void meet(Program program);

  /**
   * A person: each key goes to the program, Ctrl-C, too, and only the program's own terminal
   * echoes.
   *
   * @param terminal the terminal that the person sits at
   */
  record Person(UserTerminal terminal) implements Typist {
    @Override
    public Undo prepare() throws TerminalException {
      return terminal.passKeysOn();
    }

    @Override
    public void meet(Program program) {
      inBackground(program, () -> terminal.relay(program));
    }
  }

  /**
   * A script: the text goes to the program as it comes, and is not echoed. Its last line is ended
   * where it is not, then its end is typed.
   *
   * @param text what it types
   */
  record Script(InputStream text) implements Typist {
    private static final byte[] LINE_END = {'\n'};
    private static final byte[] END_OF_INPUT = {'D' - '@'};

    @Override
    public Undo prepare() {
      return Undo.by(() -> {});
    }

    @Override
    public void meet(Program program) {
      inBackground(program, () -> passOn(program));
    }

    private void passOn(Program program) throws IOException, TerminalException {
      // A script does not wait for the prompt, and may be faster than it.
      program.echoOff();
      byte[] buffer = new byte[1024];
      byte last = '\n';
      for (int read = text.read(buffer); read > 0; read = text.read(buffer)) {
        program.type(buffer, read);
        last = buffer[read - 1];
      }
      if (last != '\n') {
        program.type(LINE_END, 1);
      }
      program.type(END_OF_INPUT, 1);
    }
  }

  /** Work that may fail when a terminal goes away. */
  @FunctionalInterface
  interface Work {
    /** Does it. */
    void run() throws IOException, TerminalException;
  }

  private static void inBackground(Program program, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (TerminalException e) {
                program.giveUp(e);
              } catch (IOException e) {
                // The terminal has gone away: the program gets no more input, and ends as it may.
              }
            },
            "typist");
    thread.setDaemon(true);
    thread.start();
  }
}
