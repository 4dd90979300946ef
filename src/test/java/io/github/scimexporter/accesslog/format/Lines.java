package io.github.scimexporter.accesslog.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;

/** Reads lines for tests. */
final class Lines {
  /**
   * What a line says.
   *
   * @param fit what it was; all else is empty unless that is a request
   */
  record Read(
      LineReader.Fit fit,
      Instant time,
      String client,
      String user,
      String method,
      String path,
      String query,
      int status) {}

  private Lines() {}

  /** Reads one line, which stands amid other bytes. */
  static Read read(LineReader reader, String line) {
    byte[] bytes = ("\n" + line + "\n\" 200 1").getBytes(ISO_8859_1);
    LogLine into = new LogLine();
    LineReader.Fit fit = reader.read(bytes, 1, 1 + line.length(), into);
    if (fit != LineReader.Fit.REQUEST) {
      return new Read(fit, Instant.EPOCH, "", "", "", "", "", 0);
    }
    return new Read(
        fit,
        Instant.ofEpochMilli(into.timeMillis(System.currentTimeMillis())),
        into.client(),
        into.user(),
        into.method(),
        into.path(),
        into.query(),
        into.status());
  }
}
