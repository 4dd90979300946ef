package io.github.scimexporter.accesslog.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.Seed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a server writes of a request, the same is read back. */
class WrittenLinesTest {
  private static final int CASES = Integer.getInteger("scim.cases", 3_000);
  private static final ZoneId ZONE = ZoneId.of("Europe/Brussels");
  private static final FormatOptions OPTIONS = new FormatOptions(ZONE, 10, Optional.empty());
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration YEAR = Duration.ofDays(365);

  /**
   * A request and its answer.
   *
   * @param proxy whether a proxy answered itself
   */
  private record Answered(
      Instant time,
      String client,
      String user,
      String method,
      String path,
      String query,
      int status,
      long millis,
      boolean proxy) {
    private static Answered random(Random random) {
      return new Answered(
          START.plusMillis((long) (random.nextDouble() * YEAR.toMillis())),
          pick(random, "192.0.2.7", "0:0:0:0:0:0:0:1", "2001:db8::1", "host.example.com"),
          pick(random, "", "jane", "jane doe", "\u00e6 x"),
          pick(random, "GET", "POST", "PATCH", "DELETE", "X"),
          "/" + text(random, "abc/%;.~|()[]'\u00e4\u00ff"),
          pick(random, "", text(random, "a=&%2\"+?/\u00c3")),
          100 + random.nextInt(500),
          random.nextInt(100_000),
          random.nextBoolean());
    }

    /** The same as a format tells it that leaves something out. */
    private Answered told(Loss loss) {
      return switch (loss) {
        case MILLIS_DURATION_PROXY ->
            new Answered(
                time.truncatedTo(ChronoUnit.SECONDS),
                client,
                user,
                method,
                path,
                query,
                status,
                LogLine.NO_DURATION,
                false);
        // HAProxy knows no user, and writes a quote as its number.
        case USER_QUOTES ->
            new Answered(time, client, "", method, path, encoded(query), status, millis, proxy);
        case PROXY -> new Answered(time, client, user, method, path, query, status, millis, false);
      };
    }

    private String request() {
      return method + " " + path + (query.isEmpty() ? "" : "?" + query) + " HTTP/1.1";
    }

    private LocalDateTime local() {
      return LocalDateTime.ofInstant(time, ZONE);
    }

    private String clf() {
      return DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .format(time.atZone(ZONE));
    }

    private String ncsa(String tail) {
      // nginx and httpd write such a byte as its number.
      String name = user.isEmpty() ? "-" : user.replace("\u00e6", "\\xE6");
      return client + " - " + name + " [" + clf() + "] \"" + request() + "\" " + status + tail;
    }

    private String httplog(String prefix, String captures, String tail) {
      String time =
          DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss.SSS", Locale.ENGLISH).format(local());
      String answer = proxy ? "app/<NOSRV> 1/-1/-1/-1/" : "app/tss1 1/0/2/3/";
      return "%s%s:5000 [%s] web~ %s%d %d 11 - - %s 1/1/0/0/0 0/0 %s\"%s\"%s"
          .formatted(
              prefix,
              client,
              time,
              answer,
              millis,
              status,
              proxy ? "SC--" : "----",
              captures,
              encoded(request()),
              tail);
    }

    private String clfOfHaproxy(String prefix, String tail) {
      return ("%s%s - - [%s] \"%s\" %d 11 \"\" \"\" 5000 %03d \"web\" \"app\" \"%s\" 1 0 2 %d %d"
              + " ---- 1 1 0 0 0 0 0 \"\" \"\"%s")
          .formatted(
              prefix,
              client,
              clf(),
              encoded(request()),
              status,
              time.toEpochMilli() % 1000,
              proxy ? "<NOSRV>" : "tss1",
              proxy ? -1 : 3,
              millis,
              tail);
    }

    private String log4j(String timeFormat) {
      return "%s [%s] <%s> \"%s\" %d %d"
          .formatted(
              DateTimeFormatter.ofPattern(timeFormat, Locale.ENGLISH).format(local()),
              client,
              user.isEmpty() ? "-" : user,
              request(),
              status,
              millis);
    }

    private static String encoded(String text) {
      return text.replace("\"", "#22");
    }
  }

  /** What a format does not tell. */
  private enum Loss {
    MILLIS_DURATION_PROXY,
    USER_QUOTES,
    PROXY
  }

  private static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static String text(Random random, String alphabet) {
    StringBuilder text = new StringBuilder("x");
    for (int i = random.nextInt(20); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private final Seed seed = Seed.get();

  @FunctionalInterface
  private interface Writer {
    String write(Answered answered, Random random);
  }

  /** Writes requests, and reads each as far as its format tells it. */
  private void readBack(List<LineFormat> formats, Loss loss, Writer writer) {
    for (int i = 0; i < CASES; i++) {
      Random random = seed.random(i);
      Answered answered = Answered.random(random);
      String text = writer.write(answered, random);
      for (LineFormat format : formats) {
        LogLine line = new LogLine();
        byte[] bytes = text.getBytes(ISO_8859_1);
        String what = seed.describe(i) + ": " + text;
        assertThat(format.reader("").read(bytes, 0, bytes.length, line))
            .as(what)
            .isEqualTo(LineReader.Fit.REQUEST);
        // Read in the moment it was written, an hour that came twice has one reading.
        assertThat(readBack(line, answered.time().toEpochMilli()))
            .as(what)
            .isEqualTo(answered.told(loss));
      }
    }
  }

  private static Answered readBack(LogLine line, long nowMillis) {
    long micros = line.durationMicros();
    return new Answered(
        Instant.ofEpochMilli(line.timeMillis(nowMillis)),
        line.client(),
        line.user(),
        line.method(),
        line.path(),
        line.query(),
        line.status(),
        micros == LogLine.NO_DURATION ? micros : micros / 1000,
        line.isAnsweredByProxy());
  }

  @Test
  void commonIsReadBack() {
    readBack(
        List.of(LineFormat.COMMON, LineFormat.auto(OPTIONS)),
        Loss.MILLIS_DURATION_PROXY,
        (answered, random) -> answered.ncsa(pick(random, " 11", " -")));
  }

  @Test
  void combinedIsReadBack() {
    readBack(
        List.of(LineFormat.COMBINED, LineFormat.auto(OPTIONS)),
        Loss.MILLIS_DURATION_PROXY,
        (answered, random) ->
            answered.ncsa(
                " 11 \"-\" \""
                    + pick(random, "-", "a \\\" b\\\\", "Mozilla (X11)")
                    + "\""
                    + pick(random, "", " \"-\"", " \"203.0.113.9, 10.0.0.1\"")));
  }

  @Test
  void commonAndANumberIsReadBackByAuto() {
    readBack(
        List.of(LineFormat.auto(OPTIONS)),
        Loss.MILLIS_DURATION_PROXY,
        (answered, random) -> answered.ncsa(" 11" + pick(random, " 0.012", " 7", " 12000")));
  }

  @Test
  void whatHaproxyWritesIsReadBack() {
    readBack(
        List.of(LineFormat.haproxy(OPTIONS), LineFormat.auto(OPTIONS)),
        Loss.USER_QUOTES,
        (answered, random) ->
            answered.httplog(
                pick(random, "", "Feb  6 12:14:14 lb haproxy[7]: "),
                pick(random, "", "{} ", "{a|Mozilla [5] \"} {} "),
                pick(random, "", " 0/0000000000000000/0/0/0 h/TLSv1.3/AES")));
  }

  @Test
  void whatHaproxyWritesLikeApacheIsReadBack() {
    readBack(
        List.of(LineFormat.haproxy(OPTIONS), LineFormat.auto(OPTIONS)),
        Loss.USER_QUOTES,
        (answered, random) ->
            answered.clfOfHaproxy(
                pick(random, "", "Feb  6 12:14:14 lb haproxy[7]: "),
                pick(random, "", " ", " \"\" \"Mozilla \\\" ")));
  }

  @Test
  void whatAnExpressionIsForIsReadBack() throws FormatException {
    String time = "dd-MMM-yyyy HH.mm.ss,SSS";
    LineFormat regex =
        LineFormat.regex(
            "(?<time>\\S+ \\S+) \\[(?<client>[^]]*)] <(?<user>[^>]*)> \"(?<method>[A-Z]+)"
                + " (?<path>[^? ]*)(?:\\?(?<query>[^ ]*))? HTTP/1.1\" (?<status>\\d+)"
                + " (?<duration>\\d+)",
            time,
            ChronoUnit.MILLIS,
            OPTIONS);

    readBack(List.of(regex), Loss.PROXY, (answered, random) -> answered.log4j(time));
  }

  @Test
  void aYearHasBothChangesOfTheClock() {
    assertThat(ZONE.getRules().nextTransition(START).getInstant()).isBefore(START.plus(YEAR));
    assertThat(ZONE.getRules().getOffset(START)).isNotEqualTo(ZoneOffset.UTC);
  }
}
