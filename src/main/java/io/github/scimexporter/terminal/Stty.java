package io.github.scimexporter.terminal;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The settings of one terminal, through POSIX's own program for them.
 *
 * @param command what starts that program on the terminal
 */
record Stty(List<String> command) {
  /** Of the terminal on standard input. */
  static Stty ofStandardInput() {
    return new Stty(List.of("stty"));
  }

  /**
   * Of the terminal with that path. The shell opens it: opened by this very process, it could
   * become the process's own controlling terminal, where there is none.
   */
  static Stty of(String path) {
    return new Stty(List.of("sh", "-c", "exec stty \"$@\" <\"$0\"", path));
  }

  /** The settings now, in a form that {@link #set} takes back. */
  String settings() throws TerminalException {
    return run("-g");
  }

  /** Changes settings, e.g. {@code -echo}. */
  void set(String... settings) throws TerminalException {
    run(settings);
  }

  private String run(String... arguments) throws TerminalException {
    List<String> line = new ArrayList<>(command);
    line.addAll(Arrays.asList(arguments));
    try {
      Process process =
          new ProcessBuilder(line)
              .redirectInput(Redirect.INHERIT)
              .redirectErrorStream(true)
              .start();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new TerminalException(
            "the terminal's settings cannot be read or changed (" + printed + ")");
      }
      return printed;
    } catch (IOException e) {
      throw new TerminalException(
          "stty: cannot be run (" + e.getMessage() + "); it keeps a password from being shown", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TerminalException("interrupted while stty ran", e);
    }
  }
}
