package io.github.scimexporter.cli;

import java.io.IOException;
import java.io.OutputStream;

/** Standard output while a tool writes to it; closed, it stays open, at the beginning of a line. */
final class Screen extends OutputStream {
  /** The terminal may still be as the tool needs it, and want both. */
  private static final byte[] LINE_END = {'\r', '\n'};

  private int last = '\n';

  @Override
  public void write(int next) throws IOException {
    System.out.write(next);
    last = next;
  }

  @Override
  public void flush() throws IOException {
    System.out.flush();
  }

  @Override
  public void close() throws IOException {
    if (last != '\n') {
      System.out.write(LINE_END);
    }
    System.out.flush();
  }
}
