package io.github.scimexporter.terminal;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A terminal of Linux, macOS or another POSIX system. */
final class PosixTerminal implements UserTerminal {
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final Stty stty;
  private final InputStream keys;

  private PosixTerminal(Stty stty, InputStream keys) {
    this.stty = stty;
    this.keys = keys;
  }

  static PosixTerminal onStandardInput() {
    return new PosixTerminal(Stty.ofStandardInput(), new FileInputStream(FileDescriptor.in));
  }

  /** The one at that path. */
  static PosixTerminal at(String path) throws IOException {
    return new PosixTerminal(Stty.of(path), new FileInputStream(path));
  }

  @Override
  public Undo passKeysOn() throws TerminalException {
    Undo undo = restoring();
    // A read that ends by itself lets the relay see that the program has ended.
    stty.set("raw", "-echo", "min", "0", "time", "1");
    return undo;
  }

  @Override
  public void relay(Program program) throws IOException, TerminalException {
    byte[] buffer = new byte[1024];
    while (program.isAlive()) {
      int read = keys.read(buffer);
      program.followSize();
      if (read > 0) {
        program.type(buffer, read);
      } else {
        // A terminal that has gone away ends each read at once.
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private Undo restoring() throws TerminalException {
    String settings = stty.settings();
    return Undo.by(
        () -> {
          try {
            stty.set(settings);
          } catch (TerminalException e) {
            System.err.println("scim-exporter: " + e.getMessage() + "; type stty sane");
          }
        });
  }
}
