package io.github.scimexporter.installation;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;

/**
 * A command as a person starts it on a terminal, by a shell that afterwards says whether the
 * terminal is as it was before.
 */
public final class TerminalSession implements AutoCloseable {
  private static final Logger PTY4J = Logger.getLogger("com.pty4j");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Written by the shell when the settings are as before. */
  private static final String SAME = "the terminal is as it was";

  private final PtyProcess process;
  private final StringBuilder screen = new StringBuilder();
  private final Thread reader;

  private TerminalSession(PtyProcess process) {
    this.process = process;
    reader = new Thread(this::read, "screen");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts it, on a terminal of 80 columns. */
  public static TerminalSession start(Path directory, List<String> command) {
    return shell(
        directory,
        "before=$(stty -g); \"$@\"; code=$?; [ \"$(stty -g)\" = \"$before\" ] && echo '"
            + SAME
            + "'; exit $code",
        command);
  }

  /**
   * Starts a shell with a script of one's own.
   *
   * @param arguments its arguments, from {@code $1} on
   */
  public static TerminalSession shell(Path directory, String script, List<String> arguments) {
    PTY4J.setLevel(Level.WARNING);
    List<String> line = new ArrayList<>(List.of("sh", "-c", script, "sh"));
    line.addAll(arguments);
    try {
      return new TerminalSession(
          new PtyProcessBuilder(line.toArray(String[]::new))
              .setDirectory(directory.toString())
              .setInitialColumns(80)
              .setInitialRows(24)
              // Or all that was printed may be lost, as by a shell that is quick to end.
              .setUnixOpenTtyToPreserveOutputAfterTermination(true)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Types that. */
  public void type(String keys) {
    try {
      process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the terminal that large. */
  public void resize(int columns, int rows) {
    process.setWinSize(new WinSize(columns, rows));
  }

  /** Waits until that is on the screen. */
  public void await(String text) {
    Awaitility.await(text)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> isThere(text));
  }

  private boolean isThere(String text) {
    boolean ended = !reader.isAlive();
    if (ended && !shows(text)) {
      throw new IllegalStateException("it ended without '" + text + "': " + screen());
    }
    return shows(text);
  }

  /** Waits for the end; gives the exit code. */
  public int end() {
    try {
      reader.join(PATIENCE.toMillis());
      if (reader.isAlive()) {
        throw new IllegalStateException("does not end: " + screen());
      }
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a command ran", e);
    }
  }

  /** Everything that was shown so far. */
  public String screen() {
    synchronized (screen) {
      return screen.toString();
    }
  }

  private void show(String text) {
    synchronized (screen) {
      screen.append(text);
    }
  }

  /** Whether the terminal's settings were found to be as before. */
  public boolean leftTheTerminalAsItWas() {
    return shows(SAME);
  }

  private boolean shows(String text) {
    return screen().contains(text);
  }

  private void read() {
    byte[] buffer = new byte[4096];
    try (InputStream output = process.getInputStream()) {
      for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
        show(new String(buffer, 0, read, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      show(e.toString());
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
