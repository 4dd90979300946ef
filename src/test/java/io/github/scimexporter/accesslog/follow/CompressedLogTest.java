package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that were compressed after they were rotated. */
class CompressedLogTest extends FollowedLog {
  private Path compressed() {
    return logs.resolve("access.log.1.gz");
  }

  /** What gzip does in the end: the plain file goes. */
  private void compress(Path plain) throws IOException {
    write(compressed(), gzip(Files.readString(plain, ISO_8859_1)));
    Files.delete(plain);
  }

  @Test
  void aCompressedFileIsRead() throws IOException {
    write(compressed(), gzip(line(200) + line(201)));
    append(active, line(202));

    reading.read();

    assertCountedOnce(200, 201, 202);
    assertThat(reading.log().bytes()).isEqualTo(3L * line(200).length());
    assertThat(reading.follower().lagBytes()).isZero();
    assertThat(reading.follower().isUp()).isTrue();
  }

  @Test
  void allMembersOfACompressedFileAreRead() throws IOException {
    write(
        compressed(),
        gzip(line(200), line(201) + line(202).substring(0, 5), line(202).substring(5)));

    reading.read();

    assertCountedOnce(200, 201, 202);
  }

  @Test
  void aMemberThatIsAppendedIsReadOn() throws IOException {
    write(compressed(), gzip(line(200)));
    reading.read();
    write(compressed(), gzip(line(200), line(201)));

    reading.read();

    assertCountedOnce(200, 201);
  }

  @Test
  void aFileThatWasReadAndThenCompressedCountsOnce() throws IOException {
    append(active, line(200) + line(201));
    reading.read();
    compress(active);
    append(active, line(202));

    reading.read().restart();
    reading.read();

    assertCountedOnce(200, 201, 202);
  }

  @Test
  void aFileThatWasCompressedWhileHalfReadIsReadOnInTheCompressedOne() throws IOException {
    append(active, line(200));
    reading.read().restart();
    append(active, line(201));
    compress(active);

    reading.read();

    assertCountedOnce(200, 201);
  }

  @Test
  void compressedWhileTheExporterWasDownIsReadOn() throws IOException {
    append(active, line(200));
    reading.read();
    reading.save();
    append(active, line(201));
    compress(active);
    append(active, line(202));

    reading.crash();
    reading.read();

    assertCountedOnce(200, 201, 202);
  }

  @Test
  void aFileThatWasMetAndCompressedBeforeItsFirstLineWasReadIsNoLoss() throws IOException {
    append(active, line(200));
    reading.follower().refresh();
    reading.restart();
    compress(active);

    reading.read().read();

    assertCountedOnce(200);
    assertThat(reading.log().lostBytes()).isZero();
    assertThat(logged.messages()).noneMatch(message -> message.startsWith("WARN"));
  }

  @Test
  void aCompressedFileIsNotReadAgainAfterARestart() throws IOException {
    write(compressed(), gzip(line(200)));
    reading.read().restart();

    reading.read().restart();
    reading.read();

    assertCountedOnce(200);
  }

  @Test
  void readingOfACompressedFileGoesOnWhereItWasWhenKilled() throws IOException {
    // More than one chunk.
    StringBuilder text = new StringBuilder();
    for (int status = 200; status < 300; status++) {
      text.append(line(status)).append("x".repeat(10_000)).append('\n');
    }
    write(compressed(), gzip(text.toString()));
    reading.follower().refresh();
    reading.follower().step();
    reading.save();
    assertThat(reading.requests().size()).isBetween(1, 99);

    reading.crash();
    reading.follower().refresh();
    assertThat(reading.follower().lagBytes()).isPositive();
    reading.read();

    assertThat(reading.requests())
        .hasSize(100)
        .allSatisfy((key, count) -> assertThat(count).isOne());
    assertThat(reading.follower().lagBytes()).isZero();
  }

  @Test
  void compressedAndPlainSideBySideCountOnceAndAlsoAfterThePlainOneIsGone() throws IOException {
    append(active, line(200));
    write(compressed(), gzip(line(200)));
    reading.read();
    Files.delete(active);
    reading.read().restart();

    reading.read();

    assertCountedOnce(200);
    assertThat(reading.log().lostBytes()).isZero();
  }

  @Test
  void aFileThatIsStillBeingCompressedIsReadFromThePlainOne() throws IOException {
    String text = line(200) + line(201) + line(202);
    append(active, text);
    byte[] whole = gzip(text);
    write(compressed(), Arrays.copyOf(whole, whole.length / 2));
    reading.read();
    assertCountedOnce(200, 201, 202);
    write(compressed(), whole);
    Files.delete(active);

    reading.read();

    assertCountedOnce(200, 201, 202);
  }

  @Test
  void aCompressedFileThatIsStillComingInIsReadAsFarAsItGoes() throws IOException {
    byte[] half = gzip(line(200) + line(201).substring(0, 20));
    byte[] whole = gzip(line(200) + line(201).substring(0, 20), line(201).substring(20));
    write(compressed(), Arrays.copyOf(whole, half.length + 12));
    reading.read();
    assertCountedOnce(200);
    write(compressed(), whole);

    reading.read();

    assertCountedOnce(200, 201);
    assertThat(logged.messages()).noneMatch(message -> message.startsWith("WARN"));
  }

  @Test
  void aCompressedFileThatStaysCutOffIsNamed() throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      text.append(Long.toHexString(random.nextLong())).append('\n');
    }
    byte[] whole = gzip(line(200) + text);
    write(compressed(), Arrays.copyOf(whole, whole.length - 10));
    reading.read();
    assertThat(reading.follower().isUp()).isTrue();
    clock.advance(Duration.ofMinutes(6));

    reading.read().read();

    assertCountedOnce(200);
    assertThat(reading.follower().isUp()).isFalse();
    assertThat(logged.messages())
        .contains(
            "WARNING log log: "
                + compressed()
                + ": cannot be read (the compressed data ends early)")
        .doesNotHaveDuplicates();
  }

  @Test
  void aDamagedCompressedFileIsNamedAndOthersAreRead() throws IOException {
    byte[] bytes = gzip(line(201).repeat(100));
    Arrays.fill(bytes, 20, 40, (byte) 0x55);
    write(compressed(), bytes);
    append(active, line(200));

    reading.read().read();

    assertThat(reading.requests().keySet()).anyMatch(key -> key.code() == 200);
    assertThat(reading.follower().isUp()).isFalse();
    assertThat(logged.messages())
        .filteredOn(message -> message.contains(compressed() + ": cannot be read ("))
        .hasSize(1);
  }

  @Test
  void halfALineAtTheEndOfACompressedFileIsItsLastLine() throws IOException {
    write(compressed(), gzip(line(200) + withoutEnd(201)));
    reading.read();
    assertCountedOnce(200);
    clock.advance(Duration.ofMinutes(2));

    reading.read().restart();
    reading.read();

    assertCountedOnce(200, 201);
  }

  @ParameterizedTest
  @CsvSource({"fd377a585a00, XZ", "28b52ffd, ZSTANDARD", "425a68, BZIP2", "504b0304, ZIP"})
  void aFileThatIsCompressedInAnotherWayIsNamedOnceAndNotReadAsText(String magic, String name)
      throws IOException {
    Path other = logs.resolve("access.log.2");
    byte[] begin = HexFormat.of().parseHex(magic);
    byte[] bytes = Arrays.copyOf(begin, 1000);
    Arrays.fill(bytes, begin.length, 1000, (byte) '\n');
    write(other, bytes);
    append(active, line(200));

    reading.read().read();

    assertThat(reading.lines()).isEqualTo(1);
    assertThat(reading.follower().isUp()).isTrue();
    assertThat(logged.messages())
        .containsOnlyOnce(
            "INFO log log: " + other + ": is compressed with " + name + ", and not read; gzip is");
  }

  @Test
  void aFileWithTheExtensionOfACompressedOneMayBePlain() throws IOException {
    append(compressed(), line(200));

    reading.read();

    assertCountedOnce(200);
  }
}
