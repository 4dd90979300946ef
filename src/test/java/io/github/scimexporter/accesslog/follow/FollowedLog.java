package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.config.LogFormat;
import io.github.scimexporter.sync.RequestKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A log in a directory of its own, which is followed. */
abstract class FollowedLog {
  @TempDir Path logs = Path.of("");

  final ManualClock clock = new ManualClock(Instant.now());
  final LogCapture logged = LogCapture.start();
  Path active = Path.of("");
  Reading reading = new Reading(Syncs.log(LogFormat.Named.AUTO, "/nowhere/*"), clock);

  @BeforeEach
  void follow() {
    reading.close();
    active = logs.resolve("access.log");
    reading = new Reading(Syncs.log(LogFormat.Named.AUTO, logs + "/access*"), clock);
  }

  @AfterEach
  void close() {
    reading.close();
    logged.close();
  }

  /** A line that is answered with that status. */
  static String line(int status) {
    return "127.0.0.1 - - [24/Nov/2024:10:00:00 +0000] \"GET /scim/v2/SPOTFIRE/Users/1 HTTP/1.1\" "
        + status
        + " 11\n";
  }

  static String withoutEnd(int status) {
    return line(status).stripTrailing();
  }

  /** Appends, at the clock's time. */
  void append(Path file, String text) throws IOException {
    Files.writeString(file, text, ISO_8859_1, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    touch(file);
  }

  void write(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    touch(file);
  }

  private void touch(Path file) throws IOException {
    // No two changes at one time, as the kernel would have it for changes within some ms.
    clock.advance(Duration.ofMillis(1));
    Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
  }

  static byte[] gzip(String... members) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String member : members) {
      try (OutputStream gzip = new GZIPOutputStream(bytes)) {
        gzip.write(member.getBytes(ISO_8859_1));
      }
    }
    return bytes.toByteArray();
  }

  void assertCountedOnce(Integer... statuses) {
    assertThat(reading.requests().keySet())
        .extracting(RequestKey::code)
        .containsExactlyInAnyOrder(statuses);
    assertThat(reading.requests().values()).containsOnly(1L);
  }
}
