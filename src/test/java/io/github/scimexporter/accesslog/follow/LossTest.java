package io.github.scimexporter.accesslog.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What cannot be read any more is said. */
class LossTest extends FollowedLog {
  private String lost(long bytes) {
    return "WARNING log log: "
        + active
        + ": is gone or was truncated, and "
        + bytes
        + " bytes of it were not read: their lines are lost";
  }

  @Test
  void bytesThatWereSeenAndAreGoneUnreadAreCountedAndSaidOnce() throws IOException {
    append(active, line(200));
    reading.follower().refresh();
    Files.delete(active);

    reading.read().read().read();

    assertThat(reading.log().lostBytes()).isEqualTo(line(200).length());
    assertThat(logged.messages()).containsOnlyOnce(lost(line(200).length()));
    assertThat(reading.follower().lagBytes()).isZero();
  }

  @Test
  void bytesThatWereSeenBeforeTheExporterEndedAreSaidAfterItsStart() throws IOException {
    append(active, line(200));
    reading.read();
    append(active, line(201));
    reading.follower().refresh();
    Files.delete(active);
    reading.restart();

    reading.read().read();

    assertThat(reading.log().lostBytes()).isEqualTo(line(201).length());
    assertThat(logged.messages()).contains(lost(line(201).length()));
  }

  @Test
  void thatTheFileWrittenToWhenTheExporterEndedIsGoneIsSaid() throws IOException {
    append(logs.resolve("access.old.log"), line(200));
    append(active, line(201));
    reading.read().restart();
    Files.delete(active);

    reading.read().read().read();

    assertThat(reading.log().lostBytes()).isZero();
    assertThat(logged.messages())
        .containsOnlyOnce(
            "WARNING log log: "
                + active
                + ": was written to when the exporter ended, and is gone: what came after its first "
                + line(201).length()
                + " bytes, if anything did, is lost");
  }

  @Test
  void anOldFileThatGoesAfterItWasReadIsNoLoss() throws IOException {
    append(logs.resolve("access.old.log"), line(200));
    append(active, line(201));
    reading.read().restart();
    Files.delete(logs.resolve("access.old.log"));

    reading.read().read();

    assertThat(reading.log().lostBytes()).isZero();
    assertThat(logged.messages()).noneMatch(message -> message.startsWith("WARNING"));
  }

  @Test
  void aRenamedFileIsNoLoss() throws IOException {
    append(active, line(200));
    reading.follower().refresh();
    Files.move(active, logs.resolve("access.log.1"));

    reading.read().read();

    assertCountedOnce(200);
    assertThat(reading.log().lostBytes()).isZero();
  }

  @Test
  void aDeletedFileThatIsOpenIsReadToItsEnd() throws IOException {
    append(active, line(200));
    reading.read();
    append(active, line(201));
    Files.delete(active);

    reading.read().read();

    assertCountedOnce(200, 201);
    assertThat(reading.log().lostBytes()).isZero();
  }
}
