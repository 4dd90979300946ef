package io.github.scimexporter.accesslog.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.config.LogFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file belongs to one log. */
class PathCheckTest {
  private static final String WHY =
      " access_logs[0].paths, too; its lines would be counted for both, so let each file belong to"
          + " one log";

  @TempDir private Path directory = Path.of("");

  private AccessLogConfig log(String name, String... patterns) {
    List<String> paths =
        List.of(patterns).stream().map(pattern -> directory + "/" + pattern).toList();
    return AccessLogConfig.of(name, paths, LogFormat.Named.AUTO);
  }

  private Optional<String> overlap(AccessLogConfig... logs) {
    return PathCheck.overlap(List.of(logs));
  }

  @Test
  void aFileThatTwoLogsFindIsNamedWithBothKeys() throws IOException {
    Path file = Files.writeString(directory.resolve("access.log"), "");

    assertThat(overlap(log("a", "acc*"), log("b", "other", "*.log")))
        .contains("access_logs[1].paths: " + file + " is found by" + WHY);
  }

  @Test
  void aPatternThatStandsInTwoLogsIsNamedBeforeThereIsAFile() {
    assertThat(overlap(log("a", "acc*"), log("b", "acc*")))
        .contains("access_logs[1].paths: " + directory + "/acc* stands in" + WHY);
  }

  @Test
  void aLinkIsTheFileThatItLeadsTo() throws IOException {
    Path file = Files.writeString(directory.resolve("access.2026.log"), "");
    Path link = Files.createSymbolicLink(directory.resolve("current"), file);

    assertThat(overlap(log("a", "*.log"), log("b", "current")))
        .contains("access_logs[1].paths: " + link + " is found by" + WHY);
  }

  @Test
  void aLogMayFindAFileTwice() throws IOException {
    Files.writeString(directory.resolve("access.log"), "");

    assertThat(overlap(log("a", "acc*", "*.log", "acc*"), log("b", "other*"))).isEmpty();
  }

  @Test
  void standardInputBelongsToOneLog() {
    AccessLogConfig one = AccessLogConfig.of("a", List.of("-"), LogFormat.Named.AUTO);
    AccessLogConfig other = AccessLogConfig.of("b", List.of("-"), LogFormat.Named.AUTO);

    assertThat(overlap(one, other)).contains("access_logs[1].paths: - stands in" + WHY);
    assertThat(overlap(one, log("b", "acc*"))).isEmpty();
  }
}
