package io.github.scimexporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SmallFileTest {
  @TempDir private Path directory = Path.of("");

  private static void assertRefused(Path file, String words) {
    assertThatExceptionOfType(SmallFile.Unusable.class)
        .isThrownBy(() -> SmallFile.read(file))
        .withMessage(words);
  }

  @Test
  void theWholeTextIsRead() throws Exception {
    Path file = Files.writeString(directory.resolve("a"), "é\n");
    assertThat(SmallFile.read(file)).isEqualTo("é\n");
  }

  /** To open it would wait for a writer for ever, and with it the end of the exporter. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPipeIsRefusedAndNotWaitedFor() throws Exception {
    Path file = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    assertRefused(file, "is no regular file; name one");
  }

  @Test
  void aFileThatIsNoSecretsIsNotReadWhole() throws Exception {
    Path file = directory.resolve("large");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(1L << 40);
    }
    assertRefused(file, "is larger than 1 MiB; name the right file");
  }

  @Test
  void whatIsWrongIsSaidWithWhatWouldBeRight() throws Exception {
    assertRefused(directory, "is a directory; name a file");
    assertRefused(directory.resolve("missing"), "does not exist; write it, or correct its name");
    Path bytes = Files.write(directory.resolve("bytes"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertRefused(bytes, "holds no text in UTF-8; write it as such");
  }
}
