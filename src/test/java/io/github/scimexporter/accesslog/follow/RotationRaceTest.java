package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.config.LogFormat;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a file between the look at it and the opening of it. */
class RotationRaceTest {
  private static final int FILES = 200;
  private static final int LINES = 20;

  @TempDir private Path logs;

  private final ManualClock clock = new ManualClock(Instant.now());

  private static String line(int id) {
    return "127.0.0.1 - - [24/Nov/2024:10:00:00 +0000] \"GET /scim/v2/SPOTFIRE/Users/"
        + id
        + " HTTP/1.1\" 200 11\n";
  }

  @Test
  void aFileThatIsRenamedWhileItIsLookedAtIsReadOnce() throws Exception {
    Path active = logs.resolve("access.log");
    try (Reading reading = new Reading(Syncs.log(LogFormat.Named.AUTO, logs + "/access*"), clock)) {
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(
              () -> {
                try {
                  for (int file = 0; file < FILES; file++) {
                    try (Writer out =
                        Files.newBufferedWriter(active, ISO_8859_1, StandardOpenOption.CREATE)) {
                      for (int i = 0; i < LINES; i++) {
                        out.write(line(file * LINES + i));
                        out.flush();
                        LockSupport.parkNanos(100_000);
                      }
                    }
                    Files.move(active, logs.resolve("access." + (100_000 + file) + ".log"));
                  }
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      while (!writer.isDone()) {
        reading.read();
      }
      writer.get();
      reading.read();
      assertThat(reading.lines()).isEqualTo(FILES * LINES);
    }
  }

  @Test
  void aCopyThatGrowsBetweenTheLookAtItAndTheNextReadIsNotReadToo() throws Exception {
    Path active = logs.resolve("access.log");
    Path copy = logs.resolve("access.log.1");
    Files.writeString(active, line(1) + line(2) + line(3) + line(4));
    try (Reading reading = new Reading(Syncs.log(LogFormat.Named.AUTO, logs + "/access*"), clock)) {
      reading.read();
      Files.writeString(copy, line(1) + line(2));
      reading.follower().refresh();
      Files.writeString(copy, line(3) + line(4), StandardOpenOption.APPEND);
      while (reading.follower().step()) {
        // Chunk by chunk.
      }
      reading.read();
      assertThat(reading.lines()).isEqualTo(4);
    }
  }
}
