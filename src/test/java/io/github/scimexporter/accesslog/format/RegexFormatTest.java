package io.github.scimexporter.accesslog.format;

import static io.github.scimexporter.accesslog.format.LineReader.Fit.REQUEST;
import static io.github.scimexporter.accesslog.format.LineReader.Fit.UNFIT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that an expression takes apart. */
class RegexFormatTest {
  /**
   * For lines as a log4j2 layout {@code %d %X{client} %X{user} "%X{method} %X{path}?%X{query}"
   * %X{status} %X{ms}%n} could write them.
   */
  private static final String REGEX =
      "(?<time>\\S+ \\S+) (?<client>\\S+) (?P<user>.+) \"(?<method>\\S+) (?<path>[^ ?]*)"
          + "(?:\\?(?<query>\\S*))?\" (?<status>\\d{3}) (?<duration>\\S*)";

  private static final String LINE =
      "2026-11-24 08:59:38,123 192.0.2.7 jane doe \"GET /scim/Users?a=b\" 200 12.5";
  private static final String LOG4J = "yyyy-MM-dd HH:mm:ss,SSS";
  private static final FormatOptions BRUSSELS =
      new FormatOptions(ZoneId.of("Europe/Brussels"), 10, Optional.empty());

  private final LogLine line = new LogLine();

  private LineReader.Fit fit(LineReader reader, String text) {
    byte[] bytes = ("\n" + text + "\n").getBytes(ISO_8859_1);
    return reader.read(bytes, 1, bytes.length - 1, line);
  }

  private static LineReader reader(String regex, String timeFormat, FormatOptions options)
      throws FormatException {
    return LineFormat.regex(regex, timeFormat, ChronoUnit.MILLIS, options).reader("");
  }

  private static LineReader reader() throws FormatException {
    return reader(REGEX, LOG4J, BRUSSELS);
  }

  private Instant time() {
    return Instant.ofEpochMilli(line.timeMillis(Long.MAX_VALUE));
  }

  @Test
  void aLineIsReadWhole() throws FormatException {
    assertThat(fit(reader(), LINE)).isEqualTo(REQUEST);
    assertThat(time()).isEqualTo("2026-11-24T07:59:38.123Z");
    assertThat(line.client()).isEqualTo("192.0.2.7");
    assertThat(line.user()).isEqualTo("jane doe");
    assertThat(line.method()).isEqualTo("GET");
    assertThat(line.path()).isEqualTo("/scim/Users");
    assertThat(line.query()).isEqualTo("a=b");
    assertThat(line.status()).isEqualTo(200);
    assertThat(line.durationMicros()).isEqualTo(12_500);
  }

  @Test
  void aDashOrNothingIsNoClientNoUserAndNoDuration() throws FormatException {
    assertThat(fit(reader(), "2026-11-24 08:59:38,123 - - \"GET /\" 200 -")).isEqualTo(REQUEST);
    assertThat(line.client()).isEmpty();
    assertThat(line.user()).isEmpty();
    assertThat(line.query()).isEmpty();
    assertThat(line.durationMicros()).isEqualTo(LogLine.NO_DURATION);

    assertThat(fit(reader(), "2026-11-24 08:59:38,123 - - \"GET /\" 200 ")).isEqualTo(REQUEST);
    assertThat(line.durationMicros()).isEqualTo(LogLine.NO_DURATION);
  }

  /** Twenty digits of ms are more microseconds than a long holds; Jazzer found it. */
  @Test
  void aDurationOfAgesDoesNotFit() throws FormatException {
    String start = "2026-11-24 08:59:38,123 - - \"GET /\" 200 ";

    assertThat(fit(reader(), start + "9223372036854775")).isEqualTo(REQUEST);
    assertThat(line.durationMicros()).isEqualTo(9_223_372_036_854_775_000L);
    LineReader reader = reader();
    assertThat(fit(reader, start + "9223372036854776")).isEqualTo(UNFIT);
    assertThat(reader.mismatch()).isEqualTo(start.length() + 1);
  }

  @Test
  void aPathWithItsQueryIsTakenApart() throws FormatException {
    LineReader reader =
        reader("(?<time>\\S+) (?<method>\\S+) (?<path>\\S+) (?<status>\\d+)", "UNIX", BRUSSELS);

    assertThat(fit(reader, "1795510778 PUT /scim/Users/42?x=y 204")).isEqualTo(REQUEST);
    assertThat(line.path()).isEqualTo("/scim/Users/42");
    assertThat(line.query()).isEqualTo("x=y");
  }

  @Test
  void theRequestLineMayBeOneGroup() throws FormatException {
    LineReader reader =
        reader("\\[(?<time>.*?)] \"(?<request>.*)\" (?<status>\\d{3})", "ISO8601", BRUSSELS);

    assertThat(fit(reader, "[2026-11-24T08:59:38Z] \"PATCH /scim/Users/1?q HTTP/1.1\" 404"))
        .isEqualTo(REQUEST);
    assertThat(line.method()).isEqualTo("PATCH");
    assertThat(line.path()).isEqualTo("/scim/Users/1");
    assertThat(line.query()).isEqualTo("q");
    assertThat(fit(reader, "[2026-11-24T08:59:38Z] \"-\" 400")).isEqualTo(REQUEST);
    assertThat(line.path()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x" + LINE,
        LINE + " x",
        "2026-11-24 08:59:38,123 192.0.2.7 jane \"GET /\" 099 12",
        "2026-11-24 08:59:38,123 192.0.2.7 jane \"GET /\" 200 fast",
        "2026-11-24 08:59:38,123 192.0.2.7 jane \"GET /\" 200 1.2.3",
        "2026-11-24 08:59:38,123 192.0.2.7 jane \"GET /\" 200 .",
        "2026-11-24 08:59:38,123 192.0.2.7 jane \"GET /\" 200 123456789012345678901",
        "2026-11-31 08:59:38,123 192.0.2.7 jane \"GET /\" 200 12",
        "2026-11-24 08:59:38 192.0.2.7 jane \"GET /\" 200 12",
      })
  void theWholeLineMustFit(String text) throws FormatException {
    assertThat(fit(reader(), text)).isEqualTo(UNFIT);
  }

  @Test
  void theColumnOfAGroupThatDoesNotFitIsKnown() throws FormatException {
    LineReader reader = reader();
    fit(reader, LINE.replace("11-24", "11-31"));
    assertThat(reader.mismatch()).isEqualTo(1);
    fit(reader, LINE.replace(" 200 ", " 600 "));
    assertThat(reader.mismatch()).isEqualTo(LINE.indexOf("200") + 1);
    fit(reader, "nothing");
    assertThat(reader.mismatch()).isZero();
  }

  @Test
  void bytesThatAreNoAsciiCountAsOneEach() throws FormatException {
    String text = LINE.replace("jane", "j\u00c3\u00a4\u00ffe");

    assertThat(fit(reader(), text)).isEqualTo(REQUEST);
    assertThat(line.user()).isEqualTo("j\u00c3\u00a4\u00ffe doe");
    assertThat(line.path()).isEqualTo("/scim/Users");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yyyy-MM-dd HH:mm:ss,SSS | 2026-11-24 08:59:38,123 | 2026-11-24T07:59:38.123Z",
        "dd/MMM/yyyy:HH:mm:ss Z | 24/Nov/2026:08:59:38 -0330 | 2026-11-24T12:29:38Z",
        "dd MMM yy hh:mm:ss a | 24 NOV 26 08:59:38 PM | 2026-11-24T19:59:38Z",
        "EEE, dd MMM yyyy HH:mm:ss VV | Tue, 24 Nov 2026 08:59:38 Asia/Tokyo | 2026-11-23T23:59:38Z",
        "yyyy-MM-dd HH:mm:ss[.SSS][ XXX] | 2026-11-24 08:59:38 | 2026-11-24T07:59:38Z",
        "yyyy-MM-dd HH:mm:ss[.SSS][ XXX] | 2026-11-24 08:59:38.5 | ",
        "ISO8601 | 2026-11-24T08:59:38 | 2026-11-24T07:59:38Z",
        "ISO8601 | 2026-11-24 08:59:38,123 | 2026-11-24T07:59:38.123Z",
        "ISO8601 | 2026-11-24T08:59:38.123456+02:00 | 2026-11-24T06:59:38.123Z",
        "ISO8601 | 2026-11-24T08:59:38+0200 | 2026-11-24T06:59:38Z",
        "ISO8601 | 2026-11-24T08:59:38+02 | 2026-11-24T06:59:38Z",
        "ISO8601 | 2026-11-24T08:59:38Z | 2026-11-24T08:59:38Z",
        "ISO8601 | 2026-11-24 | ",
        "UNIX | 1795510778 | 2026-11-24T08:59:38Z",
        "UNIX | 1795510778.1239 | 2026-11-24T08:59:38.123Z",
        "UNIX | 1795510778.1 | 2026-11-24T08:59:38.100Z",
        "UNIX | 1795510778. | ",
        "UNIX | -1 | ",
        "UNIX | 123456789012345 | ",
        "UNIX_MILLIS | 1795510778123 | 2026-11-24T08:59:38.123Z",
        "UNIX_MILLIS | 1795510778.1 | ",
        "UNIX_MILLIS | 123456789012345678 | ",
      })
  void aTimeIsReadAsItsFormatSays(String format, String text, Instant time) throws FormatException {
    LineReader reader = reader("(?<time>.*) (?<request>\"\") (?<status>...)", format, BRUSSELS);

    LineReader.Fit fit = fit(reader, text + " \"\" 200");
    assertThat(fit).isEqualTo(time == null ? UNFIT : REQUEST);
    if (time != null) {
      assertThat(time()).isEqualTo(time);
    }
  }

  @Test
  void monthsAreEnglishAndThoseOfTheLanguage() throws FormatException {
    LineReader reader =
        reader(
            "(?<time>.*) (?<request>\"\") (?<status>...)",
            "dd MMMM yyyy HH:mm:ss",
            new FormatOptions(ZoneOffset.UTC, 10, Optional.of(Locale.GERMAN)));

    for (String month : new String[] {"May", "Mai", "mai"}) {
      assertThat(fit(reader, "24 " + month + " 2026 08:59:38 \"\" 200")).isEqualTo(REQUEST);
      assertThat(time()).isEqualTo("2026-05-24T08:59:38Z");
    }
    assertThat(fit(reader, "24 mei 2026 08:59:38 \"\" 200")).isEqualTo(UNFIT);
  }

  @Test
  void aTimeThatCameTwiceHasBothReadings() throws FormatException {
    fit(reader(), LINE.replace("2026-11-24 08:59:38,123", "2026-10-25 02:30:00,000"));

    assertThat(line.timeMillis(Instant.parse("2026-10-25T00:45:00Z").toEpochMilli()))
        .isEqualTo(Instant.parse("2026-10-25T00:30:00Z").toEpochMilli());
    assertThat(time()).isEqualTo("2026-10-25T01:30:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(?<time>a) (?<status>b) (?<method>c) | column 37: the expression ends without a group"
            + " named path; name time, status, and method and path, or request for \"METHOD PATH"
            + " PROTOCOL\" as a whole, e.g. (?<status>\\d{3})",
        "(?<time>a) (?<request>c) | column 25: the expression ends without a group named status; ",
        "(?<status>a) (?<request>c) | column 27: the expression ends without a group named time; ",
        "(?<time>a)(?<status>b)(?P<code>c) | column 23: there is no use for a group named code;"
            + " known are time, status, method, path, query, request, duration, client, user",
        "(?<time>a)(?<status>b)(?<request>c)(?<path>d) | column 36: the group request holds the"
            + " path, too; remove one of them",
        "(?<time>a)(?=b) | column 11: (?= looks around, which needs backtracking and could take",
        "a(?!b) | column 2: (?! looks around, which needs backtracking",
        "a(?<=b) | column 2: (?<= looks around, which needs backtracking",
        "a(?<!b) | column 2: (?<! looks around, which needs backtracking",
        "(a)\\\\\\1 | column 6: is a back reference, which needs backtracking and could take for"
            + " ever on a line; write out what stands there",
        "\\k<x> | column 1: is a back reference, which needs backtracking",
        "(?P=x) | column 1: is a back reference, which needs backtracking",
        "x(?>a) | column 2: (?> is a group that never backtracks; nothing does here, so write (?:",
        "ab(c | column 3: this ( is not closed; write ) where the group ends, or \\(",
        "ab)c | column 3: this ) closes no group; write \\) for a bracket of the line",
        "ab[c | column 3: this [ is not closed; write ] where the class ends, or \\[",
        "[[:alpha:]\\]] [] [^]] [ | column 23: this [ is not closed; ",
        "\\**a** | column 5: invalid nested repetition operator ** ; write what RE2 knows, see",
        "a++ | column 2: invalid nested repetition operator ++; write what RE2 knows, see",
        "a{2000} | column 2: invalid repeat count {2000}; write what RE2 knows, see",
        "a\\Z | column 2: invalid escape sequence \\Z; write what RE2 knows, see",
        "[z-a] | column 1: invalid character class range z-a; write what RE2 knows, see",
        "a\\ | column 2: trailing backslash at end of expression; write what RE2 knows, see",
        "j\u00e4ne | column 2: is no ASCII character; lines are matched byte by byte, so write .",
        "[j\u00e4] | column 3: is no ASCII character; lines are matched byte by byte",
        "((a{100}){100}){100} | column 1: the expression is too large (",
        "(?<ti-me>a) | column 1: invalid named capture (?<ti-me>; write what RE2 knows, see",
      })
  void whatIsWrongInAnExpressionIsSaidWithItsColumn(String regex, String message) {
    assertThatThrownBy(() -> reader(regex, LOG4J, BRUSSELS))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("regex: " + message.replace(" ;", ";"))
        .message()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yyyy-MM-dd | does not tell the hour (HH); write e.g. ",
        "HH:mm:ss | does not tell the year (yyyy); write e.g. ",
        "MM-dd HH:mm:ss | does not tell the year (yyyy); ",
        "yyyy-mm-dd HH:mm:ss | does not tell the month (MM or MMM); ",
        "yyyy-MM HH:mm:ss | does not tell the day (dd); ",
        "yyyy-MM-dd hh:mm:ss | does not tell the hour (HH); ",
        "yyyy-MM-dd HH | does not tell the minute (mm); ",
        "yyyy-MM-dd HH:mm | does not tell the second (ss); ",
        "YYYY-MM-dd HH:mm:ss | does not tell the year (yyyy); ",
        "'' | does not tell the year (yyyy); ",
        "yyyy-MM-dd b | is no pattern of Java's DateTimeFormatter (Unknown pattern letter: b);"
            + " write e.g. \"yyyy-MM-dd HH:mm:ss,SSS\", or one of ISO8601, UNIX, UNIX_MILLIS",
      })
  void aTimeFormatThatDoesNotTellTheTimeIsRefused(String format, String message) {
    assertThatThrownBy(() -> reader(REGEX, format, BRUSSELS))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("time_format: '" + format + "' " + message);
  }

  @ParameterizedTest
  @CsvSource({
    "(a+)+$, 3",
    "x(?:b|c*)*, 8",
    "((a+)b){2;}, 4",
    "(a(b(c+)))*, 7",
    "(\\S+ )*, 4",
    "(a+){2;3}, 0",
    "(a+)(b+)*, 7",
    "(a+)?, 0",
    "a+[(a+)+]+, 0",
    "\\(a+\\)+, 0",
    "\\Q(a+)+\\E, 0",
    "(a{2;5})*, 0",
    "(a)+(b)+, 0",
    "(a+)b+, 0",
  })
  void aRepetitionInsideARepetitionIsWarnedOf(String part, int column) throws FormatException {
    String regex = part.replace(';', ',') + "(?<time>a)(?<request>b)(?<status>c)";
    LineFormat format = LineFormat.regex(regex, LOG4J, ChronoUnit.SECONDS, BRUSSELS);

    if (column == 0) {
      assertThat(format.warnings()).isEmpty();
    } else {
      assertThat(format.warnings())
          .containsExactly(
              "regex: a repetition inside a repetition at column "
                  + column
                  + "; it is matched in linear time here, but write it without");
    }
  }

  @Test
  @Timeout(20)
  void noExpressionTakesLongOnALine() throws FormatException {
    LineReader reader =
        reader("(?<time>a)(?<request>(?:(?:a*)*)*)(?<status>b)(.*,){20}", LOG4J, BRUSSELS);

    assertThat(fit(reader, "a".repeat(32 * 1024))).isEqualTo(UNFIT);
    assertThat(fit(reader, "a".repeat(32 * 1024 + 1))).isEqualTo(UNFIT);
    assertThat(reader.mismatch()).isEqualTo(32 * 1024 + 1);
  }
}
