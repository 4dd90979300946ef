package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.accesslog.format.FormatException;
import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.config.LogFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A format that fits nothing is known before the logs are followed. */
class FormatCheckTest {
  private static final String COMMON =
      "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11\n";
  private static final String COMBINED = COMMON.replace("\n", " \"-\" \"agent\"\n");
  private static final String RIGHT =
      "; write {tomcat: \"PATTERN\"} with the pattern of the valve that writes it, or {regex:"
          + " \"...\", time_format: \"...\"}";

  @TempDir private Path directory = Path.of("");

  private Path write(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  private List<String> warnings(LogFormat format, String... patterns) throws FormatException {
    List<String> paths =
        List.of(patterns).stream()
            .map(pattern -> pattern.equals("-") ? pattern : directory + "/" + pattern)
            .toList();
    List<AccessLogConfig> logs = List.of(AccessLogConfig.of("tss1", paths, format));
    return FormatCheck.warnings(logs, LogSources.of(logs));
  }

  @Test
  void aFormatThatFitsNoLineIsNamedWithTheColumnAndWithWhatWouldFit() throws Exception {
    Path file = write("access.log", COMBINED.repeat(3));

    assertThat(warnings(LogFormat.Named.COMMON, "access*"))
        .containsExactly(
            "access_logs[0].format: common fits none of the first 3 lines of "
                + file
                + "; the first one stops fitting at column "
                + COMMON.length()
                + "; write auto, which takes it for combined, since the first line that fits has"
                + " two quoted columns after the size");
  }

  @Test
  void aFileThatAutoKnowsNothingOfIsNamed() throws Exception {
    Path file = write("access.log", "- - " + COMMON);

    assertThat(warnings(LogFormat.Named.AUTO, "access*"))
        .containsExactly(
            "access_logs[0].format: auto does not fit the first line of "
                + file
                + "; the first one stops fitting at column 3"
                + RIGHT);
  }

  @Test
  void anExpressionThatFitsNothingHasNoColumn() throws Exception {
    Path file = write("access.log", "something else\n");

    assertThat(
            warnings(
                new LogFormat.Regex(
                    "(?<time>\\S+) (?<request>.*) (?<status>\\d{3})", "UNIX", ChronoUnit.SECONDS),
                "access*"))
        .containsExactly(
            "access_logs[0].format: regex does not fit the first line of " + file + RIGHT);
  }

  @Test
  void oneLineThatFitsIsEnough() throws Exception {
    write("access.log", "rubbish\r\n".repeat(50) + COMMON.replace("\n", "\r\n"));

    assertThat(warnings(LogFormat.Named.COMMON, "access*")).isEmpty();
  }

  @Test
  void notMoreThanTwoHundredLinesAreLookedAt() throws Exception {
    write("access.log", "x\n".repeat(200) + COMMON);

    assertThat(warnings(LogFormat.Named.COMMON, "access*"))
        .singleElement()
        .asString()
        .contains("none of the first 200 lines");
  }

  @Test
  void whatHoldsNoDataLineYetIsNotJudged() throws Exception {
    write("access1.log", "");
    write("access2.log", "#Fields: date time\n#Version: 2.0\n");
    write("access3.log", "half a li");

    assertThat(warnings(LogFormat.Named.EXTENDED, "access*")).isEmpty();
    assertThat(warnings(LogFormat.Named.COMMON, "nothing*", "-")).isEmpty();
  }

  @Test
  void compressedFilesAreLookedAtToo() throws Exception {
    Path file = directory.resolve("access.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
      gzip.write(COMMON.repeat(10_000).getBytes(UTF_8));
    }

    assertThat(warnings(LogFormat.Named.COMMON, "*.gz")).isEmpty();
    assertThat(warnings(LogFormat.Named.EXTENDED, "*.gz"))
        .singleElement()
        .asString()
        .contains("extended fits none of the first 200 lines of " + file)
        .contains("write auto, which takes it for common");
  }

  @Test
  void theNewestFileThatDoesNotFitIsNamedAndOldOnesAreNotLookedAt() throws Exception {
    for (int i = 0; i < 8; i++) {
      Path file = write("access" + i + ".log", i == 3 || i == 4 ? "x\n" : COMMON);
      Files.setLastModifiedTime(
          file, FileTime.from(Instant.parse("2026-11-24T00:00:00Z").plusSeconds(i)));
    }
    assertThat(warnings(LogFormat.Named.COMMON, "*.log"))
        .singleElement()
        .asString()
        .contains("access4.log");

    write("access4.log", COMMON);
    Files.setLastModifiedTime(directory.resolve("access0.log"), FileTime.from(Instant.now()));
    assertThat(warnings(LogFormat.Named.COMMON, "*.log")).isEmpty();
  }

  @Test
  void whatIsCompressedInAnotherWayIsNotJudged() throws Exception {
    write("access.log.bz2", "BZh91AY\n");

    assertThat(warnings(LogFormat.Named.COMMON, "access*")).isEmpty();
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws Exception {
    Path file = directory.resolve("access.gz");
    Files.write(
        file, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 0x7f, 0x7f, 0x7f, 0x7f});

    assertThat(warnings(LogFormat.Named.COMMON, "access*"))
        .singleElement()
        .asString()
        .startsWith("access_logs[0].paths: " + file + ": cannot be read (");
  }
}
