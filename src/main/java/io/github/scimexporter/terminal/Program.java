package io.github.scimexporter.terminal;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import com.pty4j.unix.PtyHelpers;
import com.pty4j.unix.UnixPtyProcess;
import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A program that runs on a pseudo-terminal of its own. */
public final class Program {
  /** Kept, because loggers that nobody holds are collected together with their level. */
  private static final Logger PTY4J = Logger.getLogger("com.pty4j");

  private static final WinSize USUAL_SIZE = new WinSize(80, 24);

  private final PtyProcess process;
  private WinSize size;
  private volatile Optional<TerminalException> gaveUp = Optional.empty();

  private Program(PtyProcess process, WinSize size) {
    this.process = process;
    this.size = size;
  }

  /**
   * Runs a program to its end.
   *
   * @param command the program and its arguments
   * @param typist who types what it reads
   * @param screen gets at once what it prints, and is closed at the end
   * @return its exit code; 128 and the signal where one ended it
   * @throws TerminalException if it could not be started, or no more be typed to
   */
  public static int run(List<String> command, Typist typist, OutputStream screen)
      throws TerminalException, InterruptedException {
    requireExecutable(command.get(0));
    Undo unpacked = Unpacked.directory();
    Undo typing = typist.prepare();
    try {
      Program program = start(command);
      Undo ending = Undo.by(program::end);
      try {
        typist.meet(program);
        int exitCode = program.show(screen);
        if (program.gaveUp.isPresent()) {
          throw program.gaveUp.get();
        }
        return exitCode;
      } finally {
        ending.close();
      }
    } finally {
      typing.close();
      unpacked.close();
    }
  }

  /**
   * Refuses what cannot be started, before anything else is done.
   *
   * @throws TerminalException if there is no such program, or this user may not run it
   */
  public static void requireExecutable(String name) throws TerminalException {
    if (Platform.isWindows()) {
      return;
    }
    boolean isPath = name.contains("/");
    List<Path> places =
        isPath
            ? List.of(Path.of(name))
            : Arrays.stream(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .map(directory -> Path.of(directory.isEmpty() ? "." : directory, name))
                .toList();
    List<Path> found = places.stream().filter(Files::isRegularFile).toList();
    if (found.isEmpty()) {
      throw new TerminalException(
          name
              + ": "
              + (isPath
                  ? "does not exist or is no file; name the program to run"
                  : "is in no directory of PATH; give the program's whole path"));
    }
    if (found.stream().noneMatch(Files::isExecutable)) {
      throw new TerminalException(name + ": may not be run by this user; grant permission");
    }
  }

  /** What is wrong where no pseudo-terminal can be had. */
  static String notHere(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String reason = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    return "no pseudo-terminal can be had here ("
        + reason
        + "); run the tool by itself, and see scim-exporter token add --help";
  }

  private static Program start(List<String> command) throws TerminalException {
    // What goes wrong is an exception, too; it is told once.
    PTY4J.setLevel(Level.OFF);
    try {
      WinSize size = sizeOfUsersTerminal().orElse(USUAL_SIZE);
      PtyProcess process =
          new PtyProcessBuilder(command.toArray(String[]::new))
              .setInitialColumns(size.getColumns())
              .setInitialRows(size.getRows())
              .setUseWinConPty(true)
              // Reading ends when nobody has the terminal open, were it for a moment and before the
              // program itself had opened it, as when stty is quicker: all that it prints would be
              // lost. So it is kept open until the program has ended and all of it was read.
              .setUnixOpenTtyToPreserveOutputAfterTermination(true)
              .start();
      hideArguments();
      return new Program(process, size);
    } catch (IOException | RuntimeException | LinkageError e) {
      throw new TerminalException(notHere(e), e);
    }
  }

  /** pty4j names a thread after the whole command; a thread dump would show a token in it. */
  private static void hideArguments() {
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("PtyProcess "))
        .forEach(thread -> thread.setName("program"));
  }

  private static Optional<WinSize> sizeOfUsersTerminal() throws TerminalException {
    if (Platform.isWindows()) {
      return Optional.empty();
    }
    for (StandardStream stream : StandardStream.values()) {
      try {
        if (stream.isTerminal()) {
          WinSize seen = PtyHelpers.getWinSize(stream.descriptor(), null);
          // A terminal on a serial line says 0 by 0.
          return seen.getColumns() > 0 ? Optional.of(seen) : Optional.empty();
        }
      } catch (IOException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private int show(OutputStream screen) throws TerminalException, InterruptedException {
    byte[] buffer = new byte[8192];
    try (InputStream output = process.getInputStream()) {
      for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
        screen.write(buffer, 0, read);
        screen.flush();
      }
      screen.close();
      return process.waitFor();
    } catch (IOException e) {
      throw new TerminalException("what the program prints cannot be shown: " + e.getMessage(), e);
    }
  }

  private void end() {
    if (process.isAlive()) {
      process.destroy();
    }
  }

  /** Ends it, because nobody can type what it waits for; nothing, if it has ended already. */
  void giveUp(TerminalException why) {
    if (isAlive()) {
      gaveUp = Optional.of(why);
      end();
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Passes on what was typed. */
  void type(byte[] bytes, int length) throws IOException {
    OutputStream input = process.getOutputStream();
    input.write(bytes, 0, length);
    input.flush();
  }

  /** Shows nothing of what is passed on, whether or not the program has asked for that yet. */
  void echoOff() throws TerminalException {
    if (process instanceof UnixPtyProcess unix) {
      Stty.of(unix.getPty().getSlaveName()).set("-echo");
    }
  }

  /** Makes its terminal as large as the user's is now. */
  void followSize() throws TerminalException {
    WinSize now = sizeOfUsersTerminal().orElse(size);
    if (!now.equals(size)) {
      size = now;
      try {
        process.setWinSize(now);
      } catch (IllegalStateException e) {
        // It has just ended.
      }
    }
  }
}
