package io.github.scimexporter.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogMakerTest {
  private static final int BYTES = 1 << 20;
  private static final Pattern COMMON =
      Pattern.compile(
          "\\S+ - - \\[[^]]+] \"(?<method>\\S+) (?<path>[^ ?]+)\\S* HTTP/1.1\" (?<status>\\d+)"
              + " (\\d+|-)");
  private static final Pattern EXTENDED =
      Pattern.compile(
          "\\S+ \\S+ \\S+ \"[^\"]+\"  \"\\d+\" (?<method>\\S+) (?<path>\\S+) \\S+ (?<status>\\d+)"
              + " (\\d+|-) 0\\.\\d{3} \"HTTP/1.1\" https");

  @ParameterizedTest
  @EnumSource
  void whatIsCountedIsWhatStandsInTheLog(LogKind kind) throws IOException {
    LogSpec spec = LogSpec.busy(kind, BYTES, 30, 7, 1);
    ByteArrayOutputStream log = new ByteArrayOutputStream();

    Counts counts = LogMaker.write(spec, log);

    assertThat(counts).isEqualTo(counted(log.toString(StandardCharsets.US_ASCII), spec));
    assertThat(counts.requests()).hasSize(7);
    assertThat(counts.total() * 100 / counts.lines()).isBetween(28L, 32L);
  }

  private static Counts counted(String log, LogSpec spec) {
    SortedMap<String, SortedMap<String, Long>> requests = new TreeMap<>();
    long lines = 0;
    for (String line : log.lines().filter(text -> !text.startsWith("#")).toList()) {
      Matcher matcher = (spec.kind() == LogKind.COMMON ? COMMON : EXTENDED).matcher(line);
      assertThat(matcher.matches()).as(line).isTrue();
      lines++;
      for (int sync = 0; sync < spec.paths(); sync++) {
        if (matcher.group("path").startsWith(SyncNames.path(sync) + "/")) {
          requests
              .computeIfAbsent(SyncNames.name(sync), unused -> new TreeMap<>())
              .merge(matcher.group("method") + " " + matcher.group("status"), 1L, Long::sum);
        }
      }
    }
    return new Counts(lines, requests);
  }

  @Test
  void theSameSpecGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
    assertThat(bytes(1)).isEqualTo(bytes(1)).isNotEqualTo(bytes(2));
  }

  private static byte[] bytes(long seed) throws IOException {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    LogMaker.write(LogSpec.busy(LogKind.COMMON, BYTES, 5, 1, seed), log);
    return log.toByteArray();
  }

  @Test
  void aLogIsAsLargeAsAskedForPlusALineAtMost() throws IOException {
    assertThat(bytes(1).length).isBetween(BYTES, BYTES + 200);
  }

  @Test
  void ofTheLinesOfACommonLogTwoPointSevenMillionAreAQuarterOfAGibibyte() throws IOException {
    ByteArrayOutputStream log = new ByteArrayOutputStream();

    long lines = LogMaker.write(LogSpec.busy(LogKind.COMMON, BYTES, 5, 1, 1), log).lines();

    assertThat(lines * 256).isBetween(2_650_000L, 2_800_000L);
  }

  @Test
  void linesAreDatedAsFarApartAsAskedFor() throws IOException {
    ByteArrayOutputStream log = new ByteArrayOutputStream();

    LogMaker.write(new LogSpec(LogKind.EXTENDED, 10_000, 100, 1, 1, 1_740_988_800, 1500), log);

    assertThat(log.toString(StandardCharsets.US_ASCII).lines().skip(3).limit(4))
        .extracting(line -> line.substring(0, 19))
        .containsExactly(
            "2025-03-03 08:00:00",
            "2025-03-03 08:00:01",
            "2025-03-03 08:00:03",
            "2025-03-03 08:00:04");
  }

  @Test
  void aSpecThatNoLogCanHaveIsRefused() {
    assertThatThrownBy(() -> LogSpec.busy(LogKind.COMMON, BYTES, 101, 1, 1))
        .hasMessage("101 percent of the lines; give a number from 0 to 100");
    assertThatThrownBy(() -> LogSpec.busy(LogKind.COMMON, BYTES, 5, 0, 1))
        .hasMessage("0 paths; give a number from 1 to 10000");
    assertThatThrownBy(() -> LogSpec.busy(LogKind.COMMON, 0, 5, 1, 1))
        .hasMessage("a log of 0 bytes; give it 1 or more");
  }
}
