package io.github.scimexporter.accesslog.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is read in one pass is read as by the shapes of its columns, one after the other. */
class PlainColumnsTest {
  private static final int CASES = Integer.getInteger("scim.cases", 20_000);

  private static final List<String> OTHER_COLUMNS =
      List.of(
          "c-ip",
          "c-dns",
          "cs(X-Forwarded-For)",
          "x-H(remoteUser)",
          "x-R(spotfire.user)",
          "x-S(spotfire.session-number)",
          "cs-method",
          "cs-uri-stem",
          "cs-uri-query",
          "cs-uri",
          "bytes",
          "time-taken",
          "time-taken-fracsec",
          "cs(User-Agent)",
          "x-H(scheme)");

  private static final List<String> VALUES =
      List.of(
          "-",
          "",
          "\"\"",
          "null",
          "200",
          "404",
          "099",
          "600",
          "1234",
          "GET",
          "PATCH",
          "/",
          "/a",
          "?a=b",
          "a=b",
          "\"a b\"",
          "\"a\"\"b\"",
          "\"a",
          "a\"",
          "\"a\" ",
          " ",
          "\t",
          "a\tb",
          "ä",
          "0.030",
          "1.",
          ".5",
          "-5",
          "???",
          "12x",
          "2026-11-24",
          "2026-02-30",
          "08:59:38",
          "23:59:60",
          "24:00:00",
          "192.0.2.7",
          "\"192.0.2.7, 10.0.0.1\"",
          "a\u0001b",
          "\"a\u00ff\"");

  /** All that a line says. */
  private record Said(
      boolean fits, long time, long micros, int status, boolean tellsQuery, List<String> texts) {
    private static Said of(boolean fits, LogLine line) {
      return fits
          ? new Said(
              true,
              line.timeMillis(Long.MAX_VALUE),
              line.durationMicros(),
              line.status(),
              line.tellsQuery(),
              List.of(line.client(), line.user(), line.method(), line.path(), line.query()))
          : new Said(false, 0, 0, 0, false, List.of());
    }
  }

  private static LineFacts facts() {
    return new LineFacts(FormatOptions.DEFAULT, Escapes.DOUBLED_AND_BACKSLASH);
  }

  private static List<Part> parts(String fields) {
    return ExtendedColumns.parts(fields, Optional.empty(), FormatOptions.DEFAULT).get(0);
  }

  private static boolean readsPlain(String fields, String line) {
    byte[] bytes = (line + "\n").getBytes(ISO_8859_1);
    PlainColumns plain = requireNonNull(PlainColumns.of(parts(fields), facts()));
    return plain.read(bytes, 0, line.length(), new LogLine());
  }

  @Test
  void whatIsReadSaysTheSameInEitherWay() {
    Seed seed = Seed.get();
    int plainly = 0;
    for (int number = 0; number < CASES; number++) {
      Random random = seed.random(number);
      List<String> columns = new ArrayList<>(OTHER_COLUMNS);
      Collections.shuffle(columns, random);
      columns = new ArrayList<>(columns.subList(0, 1 + random.nextInt(6)));
      for (String needed : List.of("date", "time", "sc-status")) {
        columns.add(random.nextInt(columns.size() + 1), needed);
      }
      List<Part> parts = parts(String.join(" ", columns));
      PlainColumns plain = PlainColumns.of(parts, facts());
      if (plain == null) {
        continue;
      }
      PatternReader pattern = new PatternReader(parts, facts());
      for (int line = 0; line < 5; line++) {
        String text = line(columns, random);
        // What stands around a line is nothing to it.
        byte[] bytes = ("x" + text + (random.nextBoolean() ? "\n200 2" : "")).getBytes(ISO_8859_1);
        LogLine one = new LogLine();
        LogLine other = new LogLine();
        if (plain.read(bytes, 1, 1 + text.length(), one)) {
          plainly++;
          boolean fits = pattern.read(bytes, 1, 1 + text.length(), other) == LineReader.Fit.REQUEST;
          assertThat(Said.of(true, one))
              .as("%s: %s: %s", seed.describe(number), columns, text)
              .isEqualTo(Said.of(fits, other));
        }
      }
    }
    assertThat(plainly).as("lines read in one pass, %s", seed.describe(0)).isGreaterThan(CASES);
  }

  private static String line(List<String> columns, Random random) {
    List<String> values = new ArrayList<>();
    for (String column : columns) {
      boolean odd = random.nextInt(12) == 0;
      values.add(odd ? VALUES.get(random.nextInt(VALUES.size())) : usual(column, random));
    }
    String line = String.join(" ", values);
    return random.nextInt(30) == 0 ? line + " " : line;
  }

  private static String usual(String column, Random random) {
    return switch (column) {
      case "date" -> "2026-11-%02d".formatted(1 + random.nextInt(30));
      case "time" -> "%02d:59:%02d".formatted(random.nextInt(24), random.nextInt(60));
      case "sc-status" -> List.of("200", "201", "404", "503").get(random.nextInt(4));
      case "time-taken", "time-taken-fracsec" -> random.nextInt(100) + ".0" + random.nextInt(100);
      default -> VALUES.get(random.nextInt(VALUES.size() - 5));
    };
  }

  @Test
  void nothingIsLeftOfTheLineBefore() {
    String fields = "date time cs(X-Forwarded-For) c-ip cs-method cs-uri-stem sc-status time-taken";
    PlainColumns plain = requireNonNull(PlainColumns.of(parts(fields), facts()));
    LogLine line = new LogLine();
    for (String text :
        List.of(
            "2026-11-24 08:59:38 \"198.51.100.1\" 192.0.2.7 GET /a 200 0.030",
            "2026-11-24 08:59:38 \"198.51.100.2\" - - - 401 -")) {
      byte[] bytes = text.getBytes(ISO_8859_1);
      assertThat(plain.read(bytes, 0, bytes.length, line)).isTrue();
    }
    assertThat(line.client()).isEqualTo("198.51.100.2");
    assertThat(line.method()).isEmpty();
    assertThat(line.path()).isEmpty();
    assertThat(line.status()).isEqualTo(401);
    assertThat(line.durationMicros()).isEqualTo(LogLine.NO_DURATION);
  }

  @Test
  void theLinesOfSpotfireAreReadInOnePass() {
    String fields =
        "date time c-ip x-R(spotfire.user) x-S(spotfire.session-number) cs-method cs-uri-stem"
            + " cs-uri-query sc-status bytes time-taken-fracsec x-H(protocol) x-H(scheme)";
    String start = "2026-11-24 08:59:38 192.0.2.7 \"a205@SCIM\"  ";
    String end = " 200 11 0.030 \"HTTP/1.1\" https";
    String path = "/spotfire/api/rest/scim/v2/SPOTFIRE/Users";
    assertThat(readsPlain(fields, start + "GET " + path + " -" + end)).isTrue();
    assertThat(readsPlain(fields, start + "GET " + path + " count=1" + end)).isTrue();
    assertThat(readsPlain(fields, start + "GET " + path + " a b" + end)).isFalse();
    assertThat(readsPlain(fields, start.replace("a205", "a\"\"b") + "GET " + path + " -" + end))
        .isFalse();
  }

  @Test
  void columnsThatNeedMoreThanOneLookAreLeftToTheirShapes() {
    String fields = "date time sc-status cs-method cs-uri-stem";
    assertThat(PlainColumns.of(parts(fields), facts())).isNotNull();
    assertThat(PlainColumns.of(parts(fields + " x-threadname"), facts())).isNull();
    assertThat(PlainColumns.of(parts(fields.replace(' ', '\t')), facts())).isNull();
    assertThat(PlainColumns.of(parts(fields + "  bytes"), facts())).isNull();
    assertThat(PlainColumns.of(parts(fields + " time-taken time-taken-ms"), facts())).isNull();
    assertThat(PlainColumns.of(parts("time sc-status cs-method cs-uri-stem"), facts())).isNull();
  }
}
