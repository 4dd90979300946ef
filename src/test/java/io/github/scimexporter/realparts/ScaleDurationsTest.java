package io.github.scimexporter.realparts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proves that {@code bin/scale-durations} changes durations and nothing else. A duration is judged
 * here by another way than the script's own: by parsing the YAML before and after.
 */
class ScaleDurationsTest {
  private static final Path SAMPLES = Path.of("src/test/resources/scale-durations");
  private static final int DIVISOR = 10;
  private static final String FACTOR = "1/" + DIVISOR;

  /** The places whose whole value is a duration, as paths in the parsed YAML. */
  private static final Pattern DURATION_PLACE =
      Pattern.compile(
          "/groups/\\d+/interval|/groups/\\d+/rules/\\d+/(for|keep_firing_for)"
              + "|/(global|scrape_configs/\\d+)/(scrape_interval|scrape_timeout|evaluation_interval)"
              + "|/route(/routes/\\d+)*/(group_wait|group_interval|repeat_interval)");

  private static final Pattern EXPRESSION_PLACE = Pattern.compile("/groups/\\d+/rules/\\d+/expr");
  private static final Pattern DURATION = Pattern.compile("\\d+(ms|[smhdwy])(\\d+(ms|[smhdwy]))*");
  private static final Pattern PROMQL_TEXT =
      Pattern.compile("\"(\\\\.|[^\"\\\\])*\"|'(\\\\.|[^'\\\\])*'|`[^`]*`|#[^\n]*");

  private static final Map<String, Long> MILLIS =
      Map.of(
          "ms",
          1L,
          "s",
          1_000L,
          "m",
          60_000L,
          "h",
          3_600_000L,
          "d",
          86_400_000L,
          "w",
          604_800_000L,
          "y",
          31_536_000_000L);

  @TempDir Path temp;

  @TestFactory
  Stream<DynamicTest> onlyDurationsChangeAndEachExactly() throws IOException {
    return everyFile()
        .map(file -> dynamicTest(file.toString(), () -> assertOnlyDurationsDiffer(file)));
  }

  @TestFactory
  Stream<DynamicTest> samplesComeOutAsReviewedByHand() {
    return Stream.of("rules", "alertmanager", "prometheus-crlf")
        .map(
            name ->
                dynamicTest(
                    name,
                    () ->
                        assertThat(scale(FACTOR, SAMPLES.resolve(name + ".yml")).out())
                            .isEqualTo(read(SAMPLES.resolve(name + "-by-1-10.yml")))));
  }

  @TestFactory
  Stream<DynamicTest> factorOneChangesNothingButTheUnit() throws IOException {
    return everyFile()
        .map(
            file ->
                dynamicTest(
                    file.toString(),
                    () ->
                        assertThat(inMillis(scale("1", file).out()))
                            .isEqualTo(inMillis(read(file)))));
  }

  @Test
  void saysWhereAndWhyInOneLine() throws Exception {
    assertRefused("groups:\n- interval: 10s\n", "1/3", ":2: 10s times 1/3 is no whole number");
    assertRefused("groups:\n- interval: 5 m\n", FACTOR, ":2: '5 m' is no duration");
    assertRefused("groups:\n- rules:\n  - expr: x[5]\n", FACTOR, ":3: the range in [...]");
    assertRefused("route: {group_wait: 5m}\n", FACTOR, ":1: durations within { }");
    assertRefused("groups:\n- rules: [{for: 5m}]\n", FACTOR, ":2: durations within { }");
    assertRefused("a: &five 5m\nroute:\n  group_wait: *five\n", FACTOR, ":3: anchors, aliases");
    assertRefused("route:\n  group_wait: '5m\n", FACTOR, ":2: this quote is never closed");
    assertRefused("route:\n  group_wait:\n    5m\n", FACTOR, ":2: a value on the key's own line");
  }

  @Test
  void refusesWrongUsage() throws Exception {
    assertThat(scale("0.5", SAMPLES.resolve("rules.yml")).code()).isEqualTo(2);
    assertThat(scale("0", SAMPLES.resolve("rules.yml")).err()).contains("'0' is no factor");
    assertThat(scale(FACTOR, temp.resolve("absent.yml")).err()).contains("absent.yml: cannot be");
  }

  private static Stream<Path> everyFile() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path directory : List.of(SAMPLES, Path.of("prometheus"), Path.of("alertmanager"))) {
      try (Stream<Path> found = Files.walk(directory)) {
        // promtool's own test files are never scaled: their times belong to the rules as shipped.
        found
            .filter(
                file -> file.toString().endsWith(".yml") && !file.toString().contains("/tests/"))
            .filter(file -> !file.toString().endsWith("-by-1-10.yml"))
            .sorted()
            .forEach(files::add);
      }
    }
    return files.stream();
  }

  private void assertOnlyDurationsDiffer(Path file) throws Exception {
    String before = read(file);
    String after = scale(FACTOR, file).out();

    // Byte for byte: without the tokens that look like durations, the texts are the same, and so
    // are comments.
    assertThat(DURATION.matcher(after).replaceAll("D"))
        .isEqualTo(DURATION.matcher(before).replaceAll("D"));
    assertThat(after.lines().filter(line -> line.strip().startsWith("#")))
        .containsExactlyElementsOf(
            before.lines().filter(line -> line.strip().startsWith("#")).toList());

    Map<String, String> was = leaves(before);
    Map<String, String> is = leaves(after);
    assertThat(is.keySet()).isEqualTo(was.keySet());
    is.forEach(
        (place, value) -> {
          String old = was.getOrDefault(place, "");
          if (DURATION_PLACE.matcher(place).matches()) {
            assertThat(millis(value)).as(place).isEqualTo(tenth(old));
          } else if (EXPRESSION_PLACE.matcher(place).matches()) {
            assertExpressionScaled(place, old, value);
          } else {
            assertThat(value).as(place).isEqualTo(old);
          }
        });
  }

  private static void assertExpressionScaled(String place, String before, String after) {
    assertThat(find(PROMQL_TEXT, after)).as(place).isEqualTo(find(PROMQL_TEXT, before));
    String codeBefore = PROMQL_TEXT.matcher(before).replaceAll("T");
    String codeAfter = PROMQL_TEXT.matcher(after).replaceAll("T");
    assertThat(DURATION.matcher(codeAfter).replaceAll("D"))
        .as(place)
        .isEqualTo(DURATION.matcher(codeBefore).replaceAll("D"));
    assertThat(find(DURATION, codeAfter).stream().map(ScaleDurationsTest::millis))
        .as(place)
        .containsExactlyElementsOf(
            find(DURATION, codeBefore).stream().map(ScaleDurationsTest::tenth).toList());
  }

  private static List<String> find(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).toList();
  }

  private static String inMillis(String text) {
    return DURATION.matcher(text).replaceAll(found -> millis(found.group()) + "ms");
  }

  private static BigDecimal tenth(String duration) {
    return millis(duration).divide(BigDecimal.valueOf(DIVISOR));
  }

  private static BigDecimal millis(String duration) {
    if (duration.equals("0")) {
      return BigDecimal.ZERO;
    }
    assertThat(duration).matches(DURATION);
    BigInteger sum = BigInteger.ZERO;
    for (MatchResult part :
        Pattern.compile("(\\d+)(ms|[smhdwy])").matcher(duration).results().toList()) {
      BigInteger unit = BigInteger.valueOf(MILLIS.getOrDefault(part.group(2), 0L));
      sum = sum.add(new BigInteger(part.group(1)).multiply(unit));
    }
    return new BigDecimal(sum);
  }

  private static Map<String, String> leaves(String yaml) throws IOException {
    Map<String, String> leaves = new TreeMap<>();
    collect("", new YAMLMapper().readTree(yaml), leaves);
    return leaves;
  }

  private static void collect(String place, JsonNode node, Map<String, String> leaves) {
    if (node.isObject()) {
      node.properties()
          .forEach(entry -> collect(place + "/" + entry.getKey(), entry.getValue(), leaves));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(place + "/" + i, node.get(i), leaves);
      }
    } else {
      leaves.put(place, node.asText());
    }
  }

  private void assertRefused(String yaml, String factor, String message) throws Exception {
    Path file = Files.writeString(temp.resolve("refused.yml"), yaml);
    Result result = scale(factor, file);
    assertThat(result.code()).as(yaml).isEqualTo(1);
    assertThat(result.err()).startsWith(file + message).hasLineCount(1);
  }

  private record Result(int code, String out, String err) {}

  private Result scale(String factor, Path file) throws Exception {
    Path out = temp.resolve("out");
    Path err = temp.resolve("err");
    Process process =
        new ProcessBuilder("bin/scale-durations", factor, file.toString())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new Result(process.waitFor(), read(out), read(err));
  }

  /** One char for each byte, so that a comparison of strings is one of bytes. */
  private static String read(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
