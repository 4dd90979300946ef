package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.scimexporter.config.LogFormat;
import io.github.scimexporter.sync.RequestKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which the files of a log can come, grow, move and go. */
class LogFollowerTest {
  private static final String HEADERS =
      "#Fields: date time c-ip x-S(n) cs-method cs-uri-stem sc-status\n#Version: 2.0\n";

  @TempDir private Path logs;

  private final ManualClock clock = new ManualClock(Instant.now());
  private LogCapture logged = LogCapture.start();
  private Path active = Path.of("");
  private Reading reading = new Reading(Syncs.log(LogFormat.Named.AUTO, "/nowhere/*"), clock);

  @BeforeEach
  void follow() {
    active = logs.resolve("access.log");
    follow(logs + "/access*");
  }

  @AfterEach
  void close() {
    reading.close();
    logged.close();
  }

  private void follow(String... globs) {
    reading.close();
    reading = new Reading(Syncs.log(LogFormat.Named.AUTO, globs), clock);
  }

  /** A line that is answered with that status. */
  private static String line(int status) {
    return "127.0.0.1 - - [24/Nov/2024:10:00:00 +0000] \"GET /scim/v2/SPOTFIRE/Users/1 HTTP/1.1\" "
        + status
        + " 11\n";
  }

  private static String extendedLine(int status) {
    return "2024-11-24 10:00:00 127.0.0.1  GET /scim/v2/SPOTFIRE/Users/1 " + status + "\n";
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, ISO_8859_1, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void assertCountedOnce(Integer... statuses) {
    assertThat(reading.requests().keySet())
        .extracting(RequestKey::code)
        .containsExactlyInAnyOrder(statuses);
    assertThat(reading.requests().values()).containsOnly(1L);
  }

  @Test
  void existingFilesAreReadFromTheirBeginningOnTheFirstStart() throws IOException {
    append(logs.resolve("access.log.1"), line(200) + line(201));
    append(active, line(202));

    reading.read();

    assertCountedOnce(200, 201, 202);
    assertThat(reading.sync().lastHeartbeat()).contains(Instant.parse("2024-11-24T10:00:00Z"));
  }

  @Test
  void theSecondStartGoesOnWhereTheFirstOneEnded() throws IOException {
    append(active, line(200));
    reading.read().restart();
    append(active, line(201));

    reading.read();

    assertCountedOnce(200, 201);
  }

  @Test
  void aNewFileIsReadFromItsBeginning() throws IOException {
    append(active, line(200));
    reading.read();
    append(logs.resolve("access.2026-11-24.log"), line(201));

    reading.read();

    assertCountedOnce(200, 201);
  }

  @Test
  void filesThatThePatternDoesNotNameAreLeftAlone() throws IOException {
    append(logs.resolve("server.log"), line(200));
    Files.createDirectory(logs.resolve("access.directory"));

    reading.read();

    assertThat(reading.lines()).isZero();
    assertThat(reading.follower().isUp()).isFalse();
  }

  @Test
  void aRenameBetweenTwoLooksLosesAndDoublesNothing() throws IOException {
    append(active, line(200));
    reading.read();
    append(active, line(201));
    Files.move(active, logs.resolve("access.log.1"));
    append(active, line(202));

    reading.read();

    assertCountedOnce(200, 201, 202);
  }

  @Test
  void aChainOfRenamesWhileTheExporterIsDownLosesAndDoublesNothing() throws IOException {
    append(logs.resolve("access.log.1"), line(200));
    append(active, line(201));
    reading.read().restart();
    append(active, line(202));
    Files.move(logs.resolve("access.log.1"), logs.resolve("access.log.2"));
    Files.move(active, logs.resolve("access.log.1"));
    append(active, line(203));

    reading.read();

    assertCountedOnce(200, 201, 202, 203);
    assertThat(reading.follower().positions())
        .extracting(FilePosition::path)
        .containsExactlyInAnyOrder(
            active.toString(), active + ".1", logs.resolve("access.log.2").toString());
  }

  @Test
  void aFileRotatedOutOfThePatternIsReadToItsEnd() throws IOException {
    append(active, line(200));
    reading.read();
    append(active, line(201));
    Files.move(active, logs.resolve("old.log"));
    append(logs.resolve("old.log"), line(202));

    reading.read();

    assertCountedOnce(200, 201, 202);
  }

  @Test
  void hourlyFilesWithIdenticalHeadersAreDifferentFiles() throws IOException {
    append(logs.resolve("access.09.log"), HEADERS);
    reading.read();
    append(logs.resolve("access.10.log"), HEADERS);
    reading.read();
    append(logs.resolve("access.09.log"), extendedLine(200));
    append(logs.resolve("access.10.log"), extendedLine(201));
    reading.read().restart();
    append(logs.resolve("access.11.log"), HEADERS + extendedLine(202));
    append(logs.resolve("access.10.log"), extendedLine(203));

    reading.read();

    assertCountedOnce(200, 201, 202, 203);
    assertThat(reading.log().unparsedLines()).isZero();
  }

  @Test
  void theColumnsLearnedFromTheHeaderAreKnownAfterARestart() throws IOException {
    append(active, HEADERS);
    reading.read().restart();
    append(active, extendedLine(200));

    reading.read();

    assertCountedOnce(200);
  }

  @Test
  void aFileThatGotTheInodeOfADeletedOneIsReadFromItsBeginning() throws IOException {
    append(active, line(200));
    reading.read();
    reading.restart();
    // The very inode: truncated to nothing and renamed, which is what a file system does with one.
    Files.write(active, new byte[0]);
    Files.move(active, logs.resolve("access.new.log"));
    append(logs.resolve("access.new.log"), line(201) + line(202));

    reading.read();

    assertCountedOnce(200, 201, 202);
  }

  @Test
  void aFileTruncatedInPlaceIsReadFromItsBeginning() throws IOException {
    append(active, line(200) + line(201));
    reading.read();
    Files.write(active, new byte[0]);
    reading.read();
    append(active, line(202));

    reading.read();

    assertCountedOnce(200, 201, 202);
  }

  @Test
  void aFileTruncatedAndFilledFurtherBetweenTwoLooksIsReadFromItsBeginning() throws IOException {
    append(active, line(200));
    reading.read();
    Files.writeString(active, line(201) + line(202));

    reading.read();

    assertCountedOnce(200, 201, 202);
  }

  @Test
  void aFileTruncatedAndFilledToTheSameSizeIsReadFromItsBeginning() throws IOException {
    append(active, line(200));
    reading.read();
    Files.writeString(active, line(201));
    // The kernel's clock for file times stands still for some ms.
    Files.setLastModifiedTime(active, FileTime.from(clock.instant()));

    reading.read();

    assertCountedOnce(200, 201);
  }

  @Test
  void copytruncateBetweenTwoLooksLosesAndDoublesNothing() throws IOException {
    append(active, line(200));
    reading.read();
    append(active, line(201));
    Files.copy(active, logs.resolve("access.log.1"));
    Files.writeString(active, line(202) + line(203) + line(204));

    reading.read();

    assertCountedOnce(200, 201, 202, 203, 204);
  }

  @Test
  void aCopyOfALivingFileIsNotReadTwice() throws IOException {
    append(active, line(200));
    reading.read();
    Files.copy(active, logs.resolve("access.log.bak"));
    reading.read();
    append(active, line(201));
    reading.read();

    assertCountedOnce(200, 201);
    assertThat(reading.follower().isUp()).isTrue();
  }

  @Test
  void anOldCopyThatOutlivesItsOriginalIsNotReadAgain() throws IOException {
    append(active, line(200));
    reading.read();
    Files.copy(active, logs.resolve("access.log.bak"));
    reading.read();
    append(active, line(201));
    reading.read();
    Files.delete(active);
    reading.read();
    reading.restart();

    reading.read();

    assertCountedOnce(200, 201);
  }

  @Test
  void twoFilesThatBeginAlikeAreToldApartOnceTheyDiffer() throws IOException {
    follow(logs + "/node*.log");
    append(logs.resolve("node1.log"), line(200));
    append(logs.resolve("node2.log"), line(200));
    reading.read();
    append(logs.resolve("node2.log"), line(201));
    reading.read();
    append(logs.resolve("node1.log"), line(202));

    reading.read();

    assertThat(reading.requests().values()).containsExactly(2L, 1L, 1L);
  }

  @Test
  void ofAFileAndItsCopyMetTogetherTheOneThatGrowsIsFollowed() throws IOException {
    append(active, line(200));
    Files.copy(active, logs.resolve("access.log.bak"));
    reading.read();
    append(active, line(201));

    reading.read();

    assertCountedOnce(200, 201);
  }

  @Test
  void deletedAndMadeAnewIsReadFromItsBeginning() throws IOException {
    append(active, line(200) + line(201));
    reading.read();
    Files.delete(active);
    append(active, line(202));

    reading.read();

    assertCountedOnce(200, 201, 202);
  }

  @Test
  void aHalfLineCountsOnceItIsWhole() throws IOException {
    String line = line(200);
    append(active, line.substring(0, 50));
    reading.read();
    assertThat(reading.lines()).isZero();
    assertThat(reading.follower().lagBytes()).isEqualTo(50);
    append(active, line.substring(50));

    reading.read();

    assertCountedOnce(200);
    assertThat(reading.lines()).isEqualTo(1);
    assertThat(reading.follower().lagBytes()).isZero();
  }

  @Test
  void aHalfLineThatIsCompletedAfterARestartCountsOnce() throws IOException {
    append(active, line(200) + line(201).substring(0, 50));
    reading.read().restart();
    reading.read();
    append(active, line(201).substring(50));

    reading.read();

    assertCountedOnce(200, 201);
  }

  @Test
  void aHalfLineThatIsCompletedAfterItsFileWasRenamedCountsOnce() throws IOException {
    append(active, line(200) + line(201).substring(0, 50));
    reading.read();
    Files.move(active, logs.resolve("access.log.1"));
    append(active, line(202));
    reading.read();
    append(logs.resolve("access.log.1"), line(201).substring(50));

    reading.read();

    assertCountedOnce(200, 201, 202);
  }

  @Test
  void twoPatternsThatNameTheSameFileReadItOnce() throws IOException {
    follow(logs + "/*.log", logs + "/access*");
    append(active, line(200));

    reading.read();

    assertCountedOnce(200);
  }

  @Test
  void aLinkAndWhatItLeadsToAreOneFile() throws IOException {
    Path dated = logs.resolve("access.2026-11-24.log");
    append(dated, HEADERS);
    Files.createSymbolicLink(active, dated);
    reading.read();
    append(dated, extendedLine(200));

    reading.read();

    assertCountedOnce(200);
  }

  @Test
  void aLinkThatLeadsElsewhereIsFollowed() throws IOException {
    Path real = Files.createDirectory(logs.resolve("real"));
    append(real.resolve("one"), line(200));
    Files.createSymbolicLink(active, real.resolve("one"));
    reading.read();
    append(real.resolve("two"), line(201));
    Files.delete(active);
    Files.createSymbolicLink(active, real.resolve("two"));

    reading.read();

    assertCountedOnce(200, 201);
  }

  @Test
  void filesInSeveralDirectoriesAreFound() throws IOException {
    follow(logs + "/node*/access.{log,txt}");
    append(Files.createDirectories(logs.resolve("node1")).resolve("access.log"), line(200));
    append(Files.createDirectories(logs.resolve("node2")).resolve("access.txt"), line(201));

    reading.read();

    assertCountedOnce(200, 201);
  }

  @Test
  void aFileThatAnEarlierLogNamesTooIsThatLogs() throws IOException {
    append(active, line(200));
    append(logs.resolve("access.other.log"), line(201));
    reading.close();
    reading =
        new Reading(
            Syncs.log(LogFormat.Named.AUTO, logs + "/access*"),
            FileWorld.DEFAULT,
            Glob.all(FileWorld.DEFAULT, List.of(logs + "/access.other*")),
            clock);

    reading.read();

    assertCountedOnce(200);
  }

  @Test
  void theFormatThatWasFoundIsSaidOnceAndAFileThatFitsNothingIsNamed() throws IOException {
    append(active, line(200));
    append(logs.resolve("access.b.log"), "nothing\nthat fits\n");

    reading.read().read();

    assertThat(logged.messages())
        .contains(
            "WARNING log log: "
                + logs.resolve("access.b.log")
                + ": none of its 2 lines fits the format auto; check access_logs[].format")
        .doesNotHaveDuplicates();
  }

  @Test
  void aClockThatIsSetAheadForgetsNoFile() throws IOException {
    append(active, line(200));
    reading.read();
    Path elsewhere = logs.resolve("elsewhere.log");
    Files.move(active, elsewhere);
    reading.read();
    clock.advance(Duration.ofDays(10_000));
    reading.follower().clockStepped(Duration.ofDays(10_000));
    reading.read();
    Files.move(elsewhere, active);

    reading.read();

    assertCountedOnce(200);
  }

  @Test
  void aLineLongerThanOneMebibyteIsOneLineThatDoesNotFit() throws IOException {
    append(active, line(200) + "x".repeat(3_000_000));
    reading.read().restart();
    append(active, "y".repeat(2_000_000) + "\n" + line(201));

    reading.read();

    assertCountedOnce(200, 201);
    assertThat(reading.lines()).isEqualTo(3);
    assertThat(reading.log().unparsedLines()).isEqualTo(1);
    assertThat(reading.log().bytes()).isEqualTo(Files.size(active));
  }

  @Test
  void aFileThatBeginsWithAVeryLongLineIsKnownAgainAfterItWasRenamed() throws IOException {
    append(active, "x".repeat(2_000_000) + "\n" + line(200));
    reading.read();
    Files.move(active, logs.resolve("access.log.1"));
    reading.read().restart();
    Files.move(logs.resolve("access.log.1"), logs.resolve("access.log.2"));
    append(logs.resolve("access.log.2"), line(201));

    reading.read();

    assertCountedOnce(200, 201);
    assertThat(reading.lines()).isEqualTo(3);
  }

  @Test
  void aLineOfSomeHundredKilobytesThatFitsIsRead() throws IOException {
    String start =
        "127.0.0.1 - - [24/Nov/2024:10:00:00 +0000] \"GET /scim/v2/SPOTFIRE/Users?filter=";
    append(active, start + "x".repeat(700_000) + " HTTP/1.1\" 200 11\n" + line(201));

    reading.read();

    assertCountedOnce(200, 201);
  }

  @Test
  void linesMayEndInCarriageReturnAndLineFeed() throws IOException {
    append(active, line(200).replace("\n", "\r\n") + line(201));

    reading.read();

    assertCountedOnce(200, 201);
    assertThat(reading.log().unparsedLines()).isZero();
  }

  @Test
  void bytesAndLinesAreCountedAndHeadersAreNoLines() throws IOException {
    append(active, HEADERS + extendedLine(200) + "nonsense\n");

    reading.read();

    assertThat(reading.lines()).isEqualTo(2);
    assertThat(reading.log().unparsedLines()).isEqualTo(1);
    assertThat(reading.log().bytes()).isEqualTo(Files.size(active));
  }

  @Test
  void theLagIsWhatLiesOnDiskUnread() throws IOException {
    append(active, line(200));
    append(logs.resolve("access.log.1"), line(201));
    reading.follower().refresh();
    assertThat(reading.follower().lagBytes()).isEqualTo(2L * line(200).length());

    assertThat(reading.follower().step()).isTrue();

    assertThat(reading.follower().lagBytes()).isEqualTo(line(200).length());
  }

  @Test
  void theLogIsUpOnceAFileWasFoundAndStaysSoInAQuietHour() throws IOException {
    assertThat(reading.read().follower().isUp()).isFalse();
    append(active, "");
    assertThat(reading.read().follower().isUp()).isTrue();
    Files.delete(active);

    assertThat(reading.read().follower().isUp()).isTrue();
  }

  @Test
  void aDirectoryMayAppearLater() throws IOException {
    Path later = logs.resolve("later");
    follow(later + "/access*");
    assertThat(reading.read().follower().isUp()).isFalse();
    append(Files.createDirectory(later).resolve("access.log"), line(200));

    assertThat(reading.read().follower().isUp()).isTrue();

    assertCountedOnce(200);
    assertThat(logged.messages())
        .containsExactly(
            "WARNING log log: " + later + ": there is no such directory",
            "INFO log log: can be read again",
            "INFO log log: "
                + later.resolve("access.log")
                + ": read as common, since the first line that fits ends with status and size");
  }

  @Test
  void aFileInPlaceOfADirectoryIsSaid() throws IOException {
    append(logs.resolve("later"), "");
    follow(logs + "/later/access*");

    assertThat(reading.read().follower().isUp()).isFalse();

    assertThat(logged.messages())
        .containsExactly("WARNING log log: " + logs + "/later: is not a directory");
  }

  @Test
  void aFileThatVanishedBetweenLookAndReadIsNoTrouble() throws IOException {
    append(active, line(200));
    reading.follower().refresh();
    Files.delete(active);

    reading.follower().step();

    assertThat(reading.follower().isUp()).isTrue();
    assertThat(reading.read().lines()).isZero();
    assertThat(logged.messages()).isEmpty();
  }

  @Test
  void aFileRenamedBetweenLookAndReadIsReadOnce() throws IOException {
    append(active, line(200));
    reading.read().restart();
    append(active, line(201));
    reading.follower().refresh();
    Files.move(active, logs.resolve("access.log.1"));
    append(active, line(202) + line(203) + line(204));

    reading.read();

    assertCountedOnce(200, 201, 202, 203, 204);
  }

  @Test
  void aFileThatComesBackWithinThirtyDaysIsKnownAgain() throws IOException {
    append(active, line(200));
    reading.read();
    Path elsewhere = logs.resolve("elsewhere.log");
    Files.move(active, elsewhere);
    reading.read();
    clock.advance(Duration.ofDays(30));
    reading.read().restart();
    Files.move(elsewhere, active);

    reading.read();

    assertCountedOnce(200);
  }

  @Test
  void positionsOfGoneFilesAreForgottenAfterThirtyDays() throws IOException {
    append(active, line(200));
    reading.read();
    Files.delete(active);
    reading.read();
    assertThat(reading.follower().positions()).hasSize(1);
    clock.advance(Duration.ofDays(30).plusSeconds(1));

    reading.read();

    assertThat(reading.follower().positions()).isEmpty();
  }

  @Test
  void whileADirectoryIsMissingItsFilesAreNotForgotten() throws IOException {
    Path directory = Files.createDirectory(logs.resolve("mounted"));
    follow(directory + "/access*");
    append(directory.resolve("access.log"), line(200));
    reading.read();
    Files.move(directory, logs.resolve("unmounted"));
    reading.read();
    clock.advance(Duration.ofDays(31));
    reading.read().restart();
    Files.move(logs.resolve("unmounted"), directory);

    reading.read();

    assertCountedOnce(200);
  }

  @Test
  void aQuietFileIsLetGoAndStillFollowed() throws IOException {
    append(active, line(200));
    Files.setLastModifiedTime(active, FileTime.from(clock.instant()));
    reading.read();
    assertThat(openFiles()).isEqualTo(1);
    clock.advance(Duration.ofMinutes(6));
    reading.read();
    assertThat(openFiles()).isZero();
    append(active, line(201));

    reading.read();

    assertCountedOnce(200, 201);
  }

  @Test
  void manyOldFilesAreNotKeptOpen() throws IOException {
    for (int i = 0; i < 20; i++) {
      Path file = logs.resolve("access." + i + ".log");
      append(file, line(200 + i));
      Files.setLastModifiedTime(file, FileTime.from(clock.instant().minus(Duration.ofDays(1))));
    }

    reading.read();

    assertThat(reading.lines()).isEqualTo(20);
    assertThat(openFiles()).isZero();
  }

  @Test
  void aDeletedFileIsLetGoOnceItsWriterIsQuiet() throws IOException {
    append(active, line(200));
    reading.read();
    Files.delete(active);
    reading.read();
    assertThat(openFiles()).isEqualTo(1);
    clock.advance(Duration.ofMinutes(6));

    reading.read();

    assertThat(openFiles()).isZero();
  }

  @Test
  void closingLetsGoOfAllFiles() throws IOException {
    append(active, line(200));
    reading.read();

    reading.follower().close();

    assertThat(openFiles()).isZero();
  }

  /** How many files of the log this process has open. */
  private long openFiles() throws IOException {
    Path handles = Path.of("/proc/self/fd");
    assumeTrue(Files.isDirectory(handles), "only Linux tells which files are open");
    long count = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(handles)) {
      for (Path handle : all) {
        // Those of the listing itself are closed by the time they are looked at.
        if (Files.isSymbolicLink(handle)
            && Files.readSymbolicLink(handle).startsWith(logs.toRealPath())) {
          count++;
        }
      }
    }
    return count;
  }

  @Test
  void aDeletedFileThatIsStillWrittenToIsReadToItsEndAndItsCopyIsNot() throws IOException {
    append(active, line(200));
    reading.read();
    try (FileChannel writer = FileChannel.open(active, StandardOpenOption.APPEND)) {
      Files.copy(active, logs.resolve("access.log.bak"));
      Files.delete(active);
      writer.write(ByteBuffer.wrap(line(201).getBytes(ISO_8859_1)));
      reading.read();
      writer.write(ByteBuffer.wrap(line(202).getBytes(ISO_8859_1)));
      reading.read();
    }
    reading.restart();

    reading.read();

    assertCountedOnce(200, 201, 202);
  }

  @Test
  void theFollowerIsNamedLikeItsLog() {
    assertThat(reading.follower().name()).isEqualTo("log");
  }

  @Test
  void directoriesThatCannotBeListedAreNamedAndMissingOnesMayStillAppear() throws IOException {
    append(logs.resolve("file"), "");

    assertThat(
            LogSources.unreadableDirectories(
                Syncs.log(
                    LogFormat.Named.AUTO,
                    logs + "/file/a*",
                    logs + "/missing/a*",
                    logs + "/access*")))
        .containsExactly(logs + "/file: is not a directory");
  }
}
