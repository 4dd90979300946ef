package io.github.scimexporter.accesslog.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Logs that real servers wrote, from public repositories: each is read as its row in {@code
 * SOURCES.tsv} says, to the line.
 */
class SamplesTest {
  private static final Path SAMPLES = Path.of("src/test/resources/samples");

  /**
   * A row of {@code SOURCES.tsv}.
   *
   * @param file its path below the samples
   * @param lines how many lines it has
   * @param fit what fits it
   * @param byStatus how many lines of each status fit
   */
  private record Sample(String file, int lines, String fit, Map<Integer, Integer> byStatus) {
    private static Sample of(String row) {
      String[] columns = row.split("\t", -1);
      try {
        return new Sample(
            columns[0],
            Integer.parseInt(columns[5]),
            columns[6],
            new ObjectMapper().readValue(columns[7], new TypeReference<>() {}));
      } catch (JsonProcessingException e) {
        throw new AssertionError(row, e);
      }
    }

    /** The format that was configured for such a file. */
    private LineFormat configured() {
      return switch (fit) {
        case "common" -> LineFormat.COMMON;
        case "combined", "combined+1" -> LineFormat.COMBINED;
        case "haproxy-clf", "haproxy-httplog" -> LineFormat.haproxy(FormatOptions.DEFAULT);
        case "common+%T" -> tomcat("%h %l %u %t \"%r\" %s %b %T");
        case "eirc" -> tomcat("%{X-Forwarded-For}i %l %u %t \"%r\"  %h   %s %b %D ms;");
        // Behind what a composer of containers puts before each line.
        case "custom-nostatus" -> LineFormat.COMBINED;
        default -> throw new AssertionError(fit);
      };
    }

    private static LineFormat tomcat(String pattern) {
      try {
        return LineFormat.tomcat(pattern, new FormatOptions(ZoneOffset.UTC, 9, Optional.empty()));
      } catch (FormatException e) {
        throw new AssertionError(pattern, e);
      }
    }

    /** What auto decides, as far as the comma; empty where nothing fits. */
    private String decision() {
      return switch (fit) {
        case "combined+1" -> "combined and one more quoted column";
        case "common+%T" -> "common and one more number";
        case "haproxy-clf", "haproxy-httplog" -> "haproxy";
        case "custom-nostatus", "eirc" -> "";
        default -> fit;
      };
    }

    /** Without its columns a pattern of one's own fits nothing; it is never guessed at. */
    private Map<Integer, Integer> byStatusInAuto() {
      return decision().isEmpty() ? Map.of() : byStatus;
    }

    @Override
    public String toString() {
      return file;
    }
  }

  /** What a reader made of a file. */
  private record Count(int lines, int unfit, Map<Integer, Integer> byStatus, String decision) {}

  static List<Sample> samples() throws IOException {
    return Files.readAllLines(SAMPLES.resolve("SOURCES.tsv"), UTF_8).stream()
        .skip(1)
        .map(Sample::of)
        .toList();
  }

  private static Count read(Sample sample, LineFormat format) throws IOException {
    byte[] bytes = Files.readAllBytes(SAMPLES.resolve(sample.file()));
    LineReader reader = format.reader("");
    LogLine line = new LogLine();
    Map<Integer, Integer> byStatus = new TreeMap<>();
    int lines = 0;
    int unfit = 0;
    int from = 0;
    while (from < bytes.length) {
      int newline = Bytes.indexOf(bytes, from, bytes.length, '\n');
      int end = newline < 0 ? bytes.length : newline;
      int to = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
      lines++;
      switch (reader.read(bytes, from, to, line)) {
        case REQUEST -> byStatus.merge(line.status(), 1, Integer::sum);
        case UNFIT -> unfit++;
        case HEADER -> throw new AssertionError("no sample has headers");
      }
      from = end + 1;
    }
    return new Count(lines, unfit, byStatus, reader.decision());
  }

  private static void assertRead(Sample sample, Count count, Map<Integer, Integer> byStatus) {
    int fits = byStatus.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(count.lines()).isEqualTo(sample.lines());
    assertThat(count.byStatus()).isEqualTo(byStatus);
    assertThat(count.unfit()).isEqualTo(sample.lines() - fits);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void autoReadsASampleAsItsNotesSay(Sample sample) throws IOException {
    Count count = read(sample, LineFormat.auto(FormatOptions.DEFAULT));

    assertRead(sample, count, sample.byStatusInAuto());
    assertThat(count.decision().split(", since ", 2)[0]).isEqualTo(sample.decision());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theConfiguredFormatReadsASampleAsItsNotesSay(Sample sample) throws IOException {
    assertRead(sample, read(sample, sample.configured()), sample.byStatus());
  }

  @Test
  void everySampleHasARow() throws IOException {
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      List<String> found =
          files
              .filter(Files::isRegularFile)
              .map(file -> SAMPLES.relativize(file).toString())
              .filter(file -> !file.equals("SOURCES.tsv"))
              .toList();
      assertThat(samples()).extracting(Sample::file).containsExactlyInAnyOrderElementsOf(found);
    }
  }

  @Test
  void whatHaproxyAnsweredItselfIsToldFromWhatTheServerAnswered() throws IOException {
    LineReader reader = LineFormat.haproxy(FormatOptions.DEFAULT).reader("");
    LogLine line = new LogLine();
    Path file = SAMPLES.resolve("haproxy/lazylizard3__haproxy.log");
    for (String text : Files.readAllLines(file, ISO_8859_1)) {
      byte[] bytes = text.getBytes(ISO_8859_1);
      if (reader.read(bytes, 0, bytes.length, line) == LineReader.Fit.REQUEST) {
        assertThat(line.isAnsweredByProxy()).as(text).isEqualTo(text.contains("\"<NOSRV>\""));
      }
    }
  }
}
