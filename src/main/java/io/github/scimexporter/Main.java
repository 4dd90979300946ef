package io.github.scimexporter;

import io.github.scimexporter.cli.ScimExporterCommand;

/** Starts the command that the arguments name. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(ScimExporterCommand.run(args));
  }
}
