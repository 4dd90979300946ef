package io.github.scimexporter.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;

/** Passes on what is written, and remembers it. */
final class Recorder extends OutputStream {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final OutputStream out;

  Recorder(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int next) throws IOException {
    written.write(next);
    out.write(next);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** All that was written. */
  String text() {
    return written.toString(Charset.defaultCharset());
  }
}
