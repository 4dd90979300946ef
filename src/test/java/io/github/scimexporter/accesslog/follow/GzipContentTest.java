package io.github.scimexporter.accesslog.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a gzip file is what was compressed, wherever it is read. */
class GzipContentTest {
  @TempDir private Path directory = Path.of("");

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    return compressed.toByteArray();
  }

  private Content open(byte[] file) throws IOException {
    Path path = Files.write(directory.resolve("access.log.gz"), file);
    Content content = Content.open(path, Optional.empty());
    assertThat(content.isCompressed()).isTrue();
    return content;
  }

  @Test
  void everyPlaceIsReadAsItWasForwardsAndBackwards() throws IOException {
    Seed seed = Seed.get();
    for (int number = 0; number < 20; number++) {
      Random random = seed.random(number);
      byte[] bytes = new byte[1 + random.nextInt(500_000)];
      random.nextBytes(bytes);
      try (Content content = open(gzip(bytes))) {
        for (int i = 0; i < 50; i++) {
          int position = random.nextInt(bytes.length + 10);
          byte[] into = new byte[random.nextInt(100_000)];
          int at = into.length == 0 ? 0 : random.nextInt(into.length);
          int wanted = into.length - at;

          int read = content.read(into, at, wanted, position);

          int there = Math.max(0, Math.min(wanted, bytes.length - position));
          assertThat(read).as(seed.describe(number)).isEqualTo(there);
          byte[] expected = new byte[into.length];
          System.arraycopy(bytes, Math.min(position, bytes.length), expected, at, there);
          assertThat(Arrays.equals(into, expected)).as(seed.describe(number)).isTrue();
          assertThat(content.reaches(position)).isEqualTo(position <= bytes.length);
        }
        assertThat(content.size()).isEqualTo(bytes.length);
      }
    }
  }

  @Test
  void whatIsUnreadIsCountedOnDiskUntilAllIsRead() throws IOException {
    byte[] bytes = new byte[300_000];
    new Random(1).nextBytes(bytes);
    byte[] file = gzip(bytes);
    try (Content content = open(file)) {
      assertThat(content.unread(0)).isEqualTo(file.length);
      byte[] into = new byte[1000];
      content.read(into, 0, into.length, 0);
      assertThat(content.unread(1000)).isBetween(1L, file.length - 1L);
      assertThat(content.size()).isEqualTo(bytes.length);
      assertThat(content.unread(1000)).isPositive();
      assertThat(content.unread(bytes.length)).isZero();
      assertThat(content.isFinished()).isTrue();
    }
  }

  @Test
  void ofAFileThatIsStillBeingCompressedWhatIsThereIsRead() throws IOException {
    byte[] bytes = new byte[300_000];
    new Random(1).nextBytes(bytes);
    byte[] file = gzip(bytes);
    try (Content content = open(Arrays.copyOf(file, file.length / 2))) {
      byte[] into = new byte[bytes.length];
      int read = content.read(into, 0, into.length, 0);
      assertThat(read).isBetween(100_000, 200_000);
      assertThat(Arrays.equals(into, 0, read, bytes, 0, read)).isTrue();
      assertThat(content.isFinished()).isFalse();
      // Again from its beginning, as after a restart.
      assertThat(content.read(into, 0, 10, 0)).isEqualTo(10);
      assertThat(Arrays.equals(into, 0, 10, bytes, 0, 10)).isTrue();
    }
  }
}
