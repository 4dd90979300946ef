package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.config.LogFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What comes at the worst moment: busy files, missing directories, wrong clocks, damage. */
class WorstMomentTest extends FollowedLog {
  private boolean endsWhileBusy(int steps) throws IOException {
    reading.follower().refresh();
    for (int i = 0; i < steps; i++) {
      if (!reading.follower().step()) {
        return true;
      }
      append(active, line(200));
    }
    return false;
  }

  @Test
  void readingEndsThoughAFileIsWrittenToAllTheTime() throws IOException {
    append(active, line(201));
    reading.read();
    append(active, line(200));
    assertThat(endsWhileBusy(200)).isTrue();
  }

  @Test
  void readingEndsThoughACopiedFileIsWrittenToAllTheTime() throws IOException {
    append(active, line(201) + line(202));
    reading.read();
    Files.copy(active, logs.resolve("access.log.bak"));
    append(active, line(200));
    assertThat(endsWhileBusy(200)).isTrue();
  }

  @Test
  void aFileThatBeginsLikeABusyOneIsReadBesideIt() throws IOException {
    append(active, line(201) + line(202));
    reading.read();
    append(logs.resolve("access2.log"), line(201) + line(203));
    append(active, line(200));
    boolean ends = endsWhileBusy(200);
    assertThat(reading.requests().keySet().toString()).contains("203");
    assertThat(ends).isTrue();
  }

  @Test
  void aFileThatWasAwayWhenItWasToBeReadIsReadOnceItIsBack() throws IOException {
    append(active, line(200));
    reading.follower().refresh();
    Files.move(active, logs.resolve("elsewhere"));
    while (reading.follower().step()) {
      // Chunk by chunk.
    }
    Files.move(logs.resolve("elsewhere"), active);
    reading.read().read();
    assertCountedOnce(200);
  }

  @Test
  void aLastLineWhoseFileIsRenamedAtThatMomentCountsAllTheSame() throws IOException {
    append(active, line(200) + withoutEnd(201));
    append(logs.resolve("access.2.log"), line(202));
    clock.advance(Duration.ofMinutes(10));
    reading.follower().refresh();
    for (int i = 0; i < 2; i++) {
      assertThat(reading.follower().step()).isTrue();
    }
    Files.move(active, logs.resolve("access.log.1"));
    reading.follower().step();
    reading.read().read().read();
    clock.advance(Duration.ofMinutes(10));
    reading.read().read();
    assertCountedOnce(200, 201, 202);
  }

  @Test
  void aDirectoryThatIsNotThereKeepsNoOtherFileFromBeingReadToItsEnd() throws IOException {
    reading.close();
    Path one = Files.createDirectory(logs.resolve("one"));
    reading =
        new Reading(
            Syncs.log(LogFormat.Named.AUTO, one + "/access*", logs + "/two/access*"), clock);
    Path file = one.resolve("access.log");
    append(file, line(200));
    reading.read();
    try (OutputStream writer = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      Files.move(file, one.resolve("old"));
      reading.read();
      writer.write(line(201).getBytes(ISO_8859_1));
      writer.flush();
      reading.read().read();
    }
    assertCountedOnce(200, 201);
  }

  @Test
  void aFileServersClockThatIsBehindMakesNoHalfLineALine() throws IOException {
    Path second = logs.resolve("access2.log");
    for (int i = 0; i < 3; i++) {
      behind(active, line(200) + line(203).substring(0, 40));
      behind(second, line(200));
      reading.read();
      behind(active, line(203).substring(40));
      reading.read();
    }
    assertThat(reading.requests().toString()).contains("203").doesNotContain("000");
    assertThat(reading.log().unparsedLines()).isZero();
  }

  private void behind(Path file, String text) throws IOException {
    Files.writeString(file, text, ISO_8859_1, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    clock.advance(Duration.ofMillis(100));
    Files.setLastModifiedTime(file, FileTime.from(clock.instant().minusSeconds(120)));
  }

  @Test
  void aFileThatCannotBeReadIsNamedOnceAndNoOtherForIt() throws IOException {
    append(
        active,
        "127.0.0.1 - - [24/Nov/2024:10:00:00 +0000] \"GET /scim/v2/SPOTFIRE/Users/1 HTTP/1.1\" 200 11");
    Path old = logs.resolve("access.old.gz");
    write(old, gzip(line(200).repeat(10) + line(202)));
    clock.advance(Duration.ofSeconds(5));
    reading.read();
    byte[] broken = gzip(line(203).repeat(10) + line(202));
    broken[10] = 7;
    write(old, broken);
    clock.advance(Duration.ofMinutes(10));
    for (int i = 0; i < 10; i++) {
      reading.read();
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(logged.messages().stream().filter(m -> m.contains(active + ":")).count())
        .isLessThan(3);
  }

  @Test
  void aCompressedFileWhoseChecksumIsWrongIsReadAllTheSame() throws IOException {
    byte[] whole = gzip(line(200) + line(202));
    whole[whole.length - 6] ^= 1;
    write(logs.resolve("access.old.gz"), whole);
    clock.advance(Duration.ofMinutes(10));
    reading.read().read();
    assertCountedOnce(200, 202);
  }

  @Test
  void aClockThatIsSetAheadMakesNoHalfLineALine() throws IOException {
    Path second = logs.resolve("access2.log");
    append(active, line(200) + line(203).substring(0, 40));
    append(second, line(204));
    reading.read();
    Duration step = Duration.ofHours(1);
    clock.advance(step);
    reading.follower().clockStepped(step);
    reading.read();
    append(active, line(203).substring(40));
    reading.read();
    assertThat(reading.requests().toString()).contains("203");
  }

  @Test
  void anOpenFileIsReadToItsEndThoughItsDirectoryWasRenamed() throws IOException {
    reading.close();
    Path one = Files.createDirectory(logs.resolve("one"));
    reading = new Reading(Syncs.log(LogFormat.Named.AUTO, one + "/access*"), clock);
    Path file = one.resolve("access.log");
    append(file, line(200));
    reading.read();
    try (OutputStream writer = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
      Files.move(one, logs.resolve("two"));
      reading.read();
      writer.write(line(201).getBytes(ISO_8859_1));
      writer.flush();
      reading.read().read();
    }
    clock.advance(Duration.ofMinutes(20));
    reading.read().read();
    assertCountedOnce(200, 201);
  }

  @Test
  void aDamagedCompressedFileIsReadUpToTheDamage() throws IOException {
    StringBuilder text = new StringBuilder();
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      text.append(
          line(200)
              .replace("127.0.0.1", "127.0." + random.nextInt(255) + "." + random.nextInt(255)));
    }
    byte[] whole = gzip(text.toString());
    whole[whole.length - 40] ^= 0x55;
    write(logs.resolve("access.old.gz"), whole);
    clock.advance(Duration.ofMinutes(10));
    reading.read().read();
    assertThat(reading.lines()).isBetween(1500L, 1999L);
    assertThat(reading.follower().isUp()).isFalse();
  }
}
