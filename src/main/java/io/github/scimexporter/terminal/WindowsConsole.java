package io.github.scimexporter.terminal;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.Charset;

/** The console of Windows, where Java switches the echo off for whole lines only. */
final class WindowsConsole implements UserTerminal {
  private final Console console;

  WindowsConsole(Console console) {
    this.console = console;
  }

  @Override
  public Undo passKeysOn() {
    return Undo.by(() -> {});
  }

  @Override
  public void relay(Program program) throws IOException {
    while (program.isAlive()) {
      char[] line = console.readPassword();
      if (line == null) {
        return;
      }
      byte[] typed = (new String(line) + "\r").getBytes(Charset.defaultCharset());
      program.type(typed, typed.length);
    }
  }
}
