package io.github.scimexporter.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A {@code common} log that is being written. */
final class LiveLog implements AutoCloseable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final OutputStream out;
  private int requests;

  LiveLog(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Writes a successful request of that sync, dated now. */
  void request(int sync) throws IOException {
    out.write(
        String.format(
                Locale.ROOT,
                "20.190.130.17 - - [%s] \"GET %s/Users HTTP/1.1\" 200 110%n",
                TIME.format(Instant.now()),
                SyncNames.path(sync))
            .getBytes(StandardCharsets.US_ASCII));
    requests++;
  }

  /** How many requests were written. */
  int requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
