package io.github.scimexporter.accesslog.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A last line whose line end never came. */
class LastLineTest extends FollowedLog {
  private static final Duration LONG = Duration.ofMinutes(2);

  private Path next() {
    return logs.resolve("access.2.log");
  }

  @Test
  void itCountsOnceAnotherFileCameAfterItsFile() throws IOException {
    append(active, line(200) + withoutEnd(201));
    reading.read();
    append(next(), line(202));
    clock.advance(LONG);

    reading.read().read();

    assertCountedOnce(200, 201, 202);
    assertThat(reading.follower().lagBytes()).isZero();
  }

  @Test
  void itDoesNotCountAsLongAsNoOtherFileCameAfterItsFile() throws IOException {
    append(next(), line(202));
    append(active, line(200) + withoutEnd(201));
    reading.read();
    clock.advance(LONG);

    reading.read();

    assertCountedOnce(200, 202);
  }

  @Test
  void itDoesNotCountAsLongAsItsEndMayCome() throws IOException {
    append(active, line(200) + withoutEnd(201));
    append(next(), line(202));
    reading.read();
    clock.advance(Duration.ofSeconds(50));

    reading.read();

    assertCountedOnce(200, 202);
  }

  @Test
  void shouldItsEndComeAllTheSameItCountsNoMore() throws IOException {
    append(active, line(200) + withoutEnd(201));
    append(next(), line(202));
    reading.read();
    clock.advance(LONG);
    reading.read().restart();
    append(active, "2\n" + line(203));

    reading.read();

    assertCountedOnce(200, 201, 202, 203);
    assertThat(reading.lines()).isEqualTo(4);
  }

  @Test
  void aLineThatIsAllThatItsFileHasCountsToo() throws IOException {
    append(active, withoutEnd(201));
    append(next(), line(202));
    reading.read();
    clock.advance(LONG);
    reading.read();
    Files.move(active, logs.resolve("access.log.1"));

    reading.read().restart();
    reading.read();

    assertCountedOnce(201, 202);
  }

  @Test
  void halfALineThatIsAllThatItsFileHasAndDoesNotFitIsLeftAlone() throws IOException {
    append(active, "127.0.0.1 -");
    append(next(), line(202));
    reading.read();
    clock.advance(LONG);

    reading.read();

    assertThat(reading.lines()).isEqualTo(1);
  }

  @Test
  void aCopyOfAFileThatHeldHalfALineIsNoFileOfItsOwn() throws IOException {
    append(active, withoutEnd(201));
    Files.copy(active, logs.resolve("access.copy.log"));
    append(active, "1\n");
    append(next(), line(202));
    clock.advance(LONG);

    reading.read().read();

    assertCountedOnce(201, 202);
  }

  @Test
  void aFileThatBeginsWithTheHalfLineOfAnotherIsNotTakenForThatOne() throws IOException {
    append(logs.resolve("access.1.log"), "#Version: 2.0\n127.0.0.1 - -");
    append(active, "#Version: 2.0\n127.0.0.1 -");
    reading.read();
    append(active, " -\n" + line(200));
    write(logs.resolve("access.copy.log"), Files.readAllBytes(active));
    append(active, line(201));
    Files.delete(active);

    reading.read().read();

    assertCountedOnce(200, 201);
  }

  @Test
  void norIsItIfTheFileWentOnAndIsGone() throws IOException {
    append(active, withoutEnd(201));
    write(logs.resolve("access.copy.log"), Files.readAllBytes(active));
    append(active, "11\n");
    reading.read();
    Files.delete(active);
    append(next(), line(202));
    reading.read().read();
    reading.restart();
    reading.read();
    clock.advance(LONG);

    reading.read();

    assertCountedOnce(201, 202);
  }

  @Test
  void itCountsWhenItsFileIsGone() throws IOException {
    append(active, line(200));
    reading.read();
    append(active, withoutEnd(201));
    reading.read();
    Files.delete(active);
    clock.advance(LONG);

    reading.read().read();

    assertCountedOnce(200, 201);
  }

  @Test
  void aLineTooLongToBeReadCountsAsUnfit() throws IOException {
    append(active, line(200) + "x".repeat(2_000_000));
    append(next(), line(202));
    reading.read();
    clock.advance(LONG);

    reading.read();

    assertCountedOnce(200, 202);
    assertThat(reading.log().unparsedLines()).isEqualTo(1);
  }
}
