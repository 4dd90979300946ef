package io.github.scimexporter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;

/**
 * What a command did.
 *
 * @param exitCode its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Cli(int exitCode, String out, String err) {
  /** Runs a command in this process, with nothing on standard input. */
  static Cli run(String... args) {
    return runWithInput(new byte[0], args);
  }

  /** Runs a command in this process. */
  static Cli runWithInput(byte[] input, String... args) {
    InputStream in = System.in;
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream newOut = new ByteArrayOutputStream();
    ByteArrayOutputStream newErr = new ByteArrayOutputStream();
    try {
      System.setIn(new ByteArrayInputStream(input));
      System.setOut(new PrintStream(newOut, true, UTF_8));
      System.setErr(new PrintStream(newErr, true, UTF_8));
      int exitCode = ScimExporterCommand.run(args);
      return new Cli(exitCode, newOut.toString(UTF_8), newErr.toString(UTF_8));
    } finally {
      System.setIn(in);
      System.setOut(out);
      System.setErr(err);
    }
  }
}
