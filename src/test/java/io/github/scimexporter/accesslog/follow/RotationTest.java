package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What other programs that follow logs were tripped up by, or test for: many rotations at once, a
 * writer that does not notice a truncation, odd bytes, files that shrink.
 */
class RotationTest extends FollowedLog {
  private void rotate(int keep) throws IOException {
    for (int i = keep - 1; i >= 1; i--) {
      Path from = logs.resolve("access.log." + i);
      if (Files.exists(from)) {
        Files.move(
            from, logs.resolve("access.log." + (i + 1)), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.move(active, logs.resolve("access.log.1"));
  }

  @Test
  void manyRotationsBetweenTwoLooksLoseAndDoubleNothing() throws IOException {
    List<Integer> statuses = new ArrayList<>();
    append(active, line(200));
    statuses.add(200);
    reading.read();
    for (int status = 201; status < 215; status++) {
      append(active, line(status));
      statuses.add(status);
      rotate(50);
    }
    append(active, line(215));
    statuses.add(215);

    reading.read().restart();
    reading.read();

    assertCountedOnce(statuses.toArray(Integer[]::new));
  }

  @Test
  void aFileThatFallsOffTheChainAfterItWasReadIsNoLoss() throws IOException {
    for (int status = 200; status < 210; status++) {
      append(active, line(status));
      reading.read();
      rotate(3);
    }

    reading.read().read();

    assertThat(reading.lines()).isEqualTo(10);
    assertThat(reading.log().lostBytes()).isZero();
  }

  @Test
  void aWriterThatDoesNotNoticeATruncationLeavesZeroBytesWhichAreOneLineThatDoesNotFit()
      throws IOException {
    try (FileChannel writer =
        FileChannel.open(active, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      writer.write(ByteBuffer.wrap((line(200) + line(201)).getBytes(ISO_8859_1)));
      reading.read();
      Files.copy(active, logs.resolve("access.log.1"));
      try (FileChannel other = FileChannel.open(active, StandardOpenOption.WRITE)) {
        other.truncate(0);
      }
      reading.read();
      // Its place in the file is still the old one.
      writer.write(ByteBuffer.wrap(("\n" + line(202) + line(203)).getBytes(ISO_8859_1)));
    }

    reading.read();

    assertCountedOnce(200, 201, 202, 203);
    assertThat(reading.log().unparsedLines()).isEqualTo(1);
  }

  @Test
  void aLineOfTenMegabytesIsOneLineThatDoesNotFit() throws IOException {
    append(active, line(200) + "x".repeat(10_000_000) + "\n" + line(201));

    reading.read();

    assertCountedOnce(200, 201);
    assertThat(reading.lines()).isEqualTo(3);
    assertThat(reading.log().bytes()).isEqualTo(Files.size(active));
  }

  @Test
  void zeroBytesAndWhatIsNoUtf8AreBytesLikeOthers() throws IOException {
    append(active, line(200).replace("Users/1", "Users/\u0000\u00ff\u00c3"));
    append(active, "\u0000".repeat(1000) + "\n" + line(201));

    reading.read();

    assertCountedOnce(200, 201);
    assertThat(reading.log().unparsedLines()).isEqualTo(1);
  }

  @Test
  void aFileThatShrinksBetweenTheLookAndTheReadIsReadAnew() throws IOException {
    append(active, line(200) + line(201));
    reading.read();
    append(active, line(202));
    reading.follower().refresh();
    write(active, line(203).getBytes(ISO_8859_1));

    reading.read();

    assertCountedOnce(200, 201, 203);
  }

  @Test
  void aFileThatIsReplacedByItsOwnContentAndMoreIsReadOn() throws IOException {
    append(active, line(200) + line(201));
    reading.read();
    Path edited = logs.resolve("edited");
    append(edited, line(200) + line(201) + line(202));
    Files.move(edited, active, StandardCopyOption.REPLACE_EXISTING);

    reading.read().restart();
    reading.read();

    assertCountedOnce(200, 201, 202);
  }

  @Test
  void aLinkThatIsPointedToTheNextFileEachPeriodIsNoFileOfItsOwn() throws IOException {
    Path link = logs.resolve("access.current");
    for (int status = 200; status < 204; status++) {
      Path file = logs.resolve("access." + status + ".log");
      append(file, line(status));
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, file);
      reading.read();
    }

    assertCountedOnce(200, 201, 202, 203);
  }

  @Test
  void anEmptyFileAndAFileOfHeadersOnlySayNothingUntilTheyDo() throws IOException {
    append(active, "");
    append(logs.resolve("access.2.log"), "#Version: 2.0\n");
    reading.read();
    assertThat(reading.lines()).isZero();
    append(active, line(200));

    reading.read();

    assertCountedOnce(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10})
  void aCopyInPlaceOfAFileOfHalfALineIsNoFileOfItsOwn(int shorter) throws IOException {
    Path old = logs.resolve("access.log.1");
    append(old, "#Version: 2.0\n" + "x".repeat(line(200).length() - shorter));
    append(active, "#Version: 2.0\n" + line(200));
    reading.read();
    write(old, Files.readAllBytes(active));

    reading.read().read();
    Files.delete(active);
    reading.read().restart();
    reading.read();

    assertCountedOnce(200);
    assertThat(reading.log().lostBytes()).isZero();
  }

  @Test
  void aFileOfHalfALineThatIsFilledAnewToTheSameSizeIsRead() throws IOException {
    append(active, "#Version: 2.0\n" + "x".repeat(line(200).length()));
    reading.read();
    write(active, ("#Version: 2.0\n" + line(200)).getBytes(ISO_8859_1));

    reading.read().read();

    assertCountedOnce(200);
  }
}
