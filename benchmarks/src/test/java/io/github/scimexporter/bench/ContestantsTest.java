package io.github.scimexporter.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContestantsTest {
  private static final Counts COUNTS =
      new Counts(
          3,
          new TreeMap<>(Map.of("sync-0", new TreeMap<>(Map.of("GET 200", 1L, "PATCH 204", 1L)))));

  @TempDir private Path directory = Path.of("");
  private Contestants contestants = new Contestants(parts(directory));
  private MadeLog log = made(directory);

  private static Parts parts(Path directory) {
    return new Parts(directory, directory, "", directory);
  }

  private static MadeLog made(Path directory) {
    return new MadeLog(
        directory.resolve("made.log"), LogSpec.busy(LogKind.COMMON, 1, 5, 1, 1), COUNTS);
  }

  @BeforeEach
  void setUp() {
    contestants = new Contestants(parts(directory));
    log = made(directory);
  }

  @Test
  void aScanThatCountsWhatIsInTheLogPasses() {
    assertThatCode(() -> check(contestants.scan(log, 1), report(3, 0, 1)))
        .doesNotThrowAnyException();
  }

  @Test
  void aScanThatCountsAnotherNumberOfRequestsIsToldWithBoth() {
    assertThatThrownBy(() -> check(contestants.scan(log, 1), report(3, 0, 2)))
        .isInstanceOf(BenchException.class)
        .hasMessageStartingWith("scan counted ")
        .hasMessageContaining("GET 200=2")
        .hasMessageContaining("GET 200=1");
  }

  @Test
  void aScanForWhichLinesDoNotFitIsTold() {
    assertThatThrownBy(() -> check(contestants.scan(log, 1), report(3, 1, 1)))
        .isInstanceOf(BenchException.class);
  }

  @Test
  void aScanFindsNothingOfSyncsThatAreNotInTheLog() {
    assertThatCode(
            () ->
                check(
                    contestants.scan(log, 2),
                    report(3, 0, 1).replace("]}", ",{\"sync\":\"sync-1\",\"requests\":{}}]}")))
        .doesNotThrowAnyException();
  }

  private static String report(int lines, int unparsed, int gets) {
    return "{\"lines\":"
        + lines
        + ",\"unparsed\":"
        + unparsed
        + ",\"syncs\":[{\"sync\":\"sync-0\",\"requests\":{\"GET 200\":"
        + gets
        + ",\"PATCH 204\":1}}]}";
  }

  @Test
  void ripgrepCountsTheRequestsOfAllKinds() {
    assertThatCode(() -> check(contestants.ripgrep(log, Contestants.REGEX), "2\n"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> check(contestants.ripgrep(log, Contestants.REGEX), "1\n"))
        .hasMessage("rg counted 1 in " + log.file() + ", which has 2");
  }

  @Test
  void mtailCountsByMethodAndStatus() {
    String get = "requests{code=\"200\",method=\"GET\",prog=\"common.mtail\"} 1 1741015931000\n";
    String patch = "requests{code=\"204\",method=\"PATCH\",prog=\"common.mtail\"} 1\n";

    assertThatCode(() -> check(contestants.mtail(log), "# HELP requests\n" + get + patch))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> check(contestants.mtail(log), get))
        .hasMessageStartingWith("mtail counted {GET 200=1} in ");
  }

  @Test
  void goaccessCountsLines() {
    assertThatCode(() -> check(contestants.goaccess(log), "{\"general\":{\"valid_requests\":3}}"))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> check(contestants.goaccess(log), "{\"general\":{\"valid_requests\":2}}"))
        .isInstanceOf(BenchException.class);
  }

  private void check(Contestant contestant, String output) throws IOException, BenchException {
    Path file = directory.resolve("output");
    Files.writeString(file, output);
    contestant.check().against(file);
  }
}
