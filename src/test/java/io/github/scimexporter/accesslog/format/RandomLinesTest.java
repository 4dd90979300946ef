package io.github.scimexporter.accesslog.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.accesslog.format.LineReader.Fit;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Requests of any kind, written as a server writes them, are read as they were. */
class RandomLinesTest {
  private static final int CASES = Integer.getInteger("scim.cases", 2_000);
  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");
  private static final FormatOptions OPTIONS = new FormatOptions(BRUSSELS, 10, Optional.empty());
  private static final String FIELDS =
      "#Fields: date time c-ip x-R(spotfire.user) x-S(n) cs-method cs-uri-stem cs-uri-query"
          + " sc-status bytes time-taken-us cs(User-Agent) x-H(scheme)";

  private final long seed = Long.getLong("scim.seed", new Random().nextLong());
  private final Random random = new Random(seed);

  private record Request(
      Instant time,
      String client,
      String user,
      String method,
      String path,
      String query,
      int status,
      long micros,
      String agent) {
    private String target() {
      return query.isEmpty() ? path : path + "?" + query;
    }

    private String clf() {
      return "["
          + DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
              .format(time.atZone(BRUSSELS))
          + "]";
    }
  }

  /** How a server writes requests. */
  private record Style(String name, LineFormat format, Writer writer) {}

  @FunctionalInterface
  private interface Writer {
    String write(Request request);
  }

  private static String dash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  private static String escaped(String text) {
    return dash(Escapes.escaped(text));
  }

  private static String json(String text) {
    return escaped(text);
  }

  private static List<Style> styles() throws FormatException {
    return List.of(
        new Style(
            "combined",
            LineFormat.COMBINED,
            r ->
                "%s - %s %s \"%s %s HTTP/1.1\" %d 7 \"-\" \"%s\""
                    .formatted(
                        r.client(),
                        escaped(r.user()),
                        r.clf(),
                        r.method(),
                        r.target(),
                        r.status(),
                        escaped(r.agent()))),
        new Style(
            "unquoted",
            LineFormat.tomcat("%a %u %t %r %s %D %{User-Agent}i end", OPTIONS),
            r ->
                "%s %s %s %s %s HTTP/1.1 %d %d %s end"
                    .formatted(
                        r.client(),
                        escaped(r.user()),
                        r.clf(),
                        r.method(),
                        r.target(),
                        r.status(),
                        r.micros(),
                        escaped(r.agent()))),
        new Style(
            "local time",
            LineFormat.tomcat(
                "%{yyyy-MM-dd'T'HH:mm:ss.SSS}t;%m;%U%q;\"%u\";%{us}T;%s;%h;\"%{User-Agent}i\"",
                OPTIONS),
            r ->
                "%s;%s;%s;\"%s\";%d;%d;%s;\"%s\""
                    .formatted(
                        DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS")
                            .format(r.time().atZone(BRUSSELS)),
                        r.method(),
                        r.target(),
                        escaped(r.user()),
                        r.micros(),
                        r.status(),
                        r.client(),
                        escaped(r.agent()))),
        new Style(
            "extended",
            memory -> {
              LineReader reader = LineFormat.extended(OPTIONS).reader("");
              byte[] fields = FIELDS.getBytes(UTF_8);
              reader.read(fields, 0, fields.length, new LogLine());
              return reader;
            },
            r ->
                "%s %s %s  %s %s %s %d - %d \"%s\" http"
                    .formatted(
                        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                            .format(LocalDateTime.ofInstant(r.time(), ZoneOffset.UTC)),
                        r.client(),
                        r.user().isEmpty() ? "-" : '"' + r.user().replace("\"", "\"\"") + '"',
                        r.method(),
                        r.path(),
                        dash(r.query()),
                        r.status(),
                        r.micros(),
                        r.agent().replace("\"", "\"\""))),
        new Style(
            "json",
            LineFormat.json(OPTIONS),
            r ->
                ("{\"time-sec\":\"%d\",\"user\":\"%s\",\"remoteAddr\":\"%s\",\"request\":\"%s %s"
                        + " HTTP/1.1\",\"statusCode\":\"%d\",\"elapsedTime\":\"%d\","
                        + "\"requestHeaders\": {\"User-Agent\":\"%s\"}}")
                    .formatted(
                        r.time().getEpochSecond(),
                        json(r.user()),
                        r.client(),
                        r.method(),
                        r.target(),
                        r.status(),
                        r.micros(),
                        json(r.agent()))));
  }

  private String text(String alphabet, int most) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(most + 1);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private Request request() {
    String user = text("abAB@._- \\\"\u00e4\u4e2d1", 12);
    return new Request(
        Instant.ofEpochSecond(1_700_000_000L + random.nextInt(200_000_000)),
        random.nextBoolean() ? "192.0.2." + random.nextInt(256) : "0:0:0:0:0:0:0:1",
        // A single dash, or blanks around it, cannot be told from no user.
        user.equals("-") ? "x" : user,
        List.of("GET", "POST", "PATCH", "DELETE", "PUT").get(random.nextInt(5)),
        "/scim/" + text("abc%20./~:@!$&'()*+,=0", 20) + "z",
        random.nextBoolean() ? "" : "q" + text("ab=&%2-?/", 20),
        100 + random.nextInt(500),
        random.nextInt(1_000_000_000),
        text("Mozila/5.0 (X;\\\"\u00e4-[] HTP1", 40));
  }

  private static final String UNFIT = "unfit";

  @Test
  void everyRequestIsReadAsItWas() throws FormatException {
    for (Style style : styles()) {
      LineReader reader = style.format().reader("");
      LogLine line = new LogLine();
      for (int i = 0; i < CASES; i++) {
        Request request = request();
        String written = style.writer().write(request);
        byte[] bytes = written.getBytes(UTF_8);
        String what = "-Dscim.seed=" + seed + ", case " + i + ", " + style.name() + ": " + written;
        assertThat(reader.read(bytes, 0, bytes.length, line)).as(what).isEqualTo(Fit.REQUEST);
        long millis = line.timeMillis(Long.MAX_VALUE);
        Request read =
            new Request(
                // The same time may have come twice; the earlier reading is the other one.
                millis == request.time().toEpochMilli()
                    ? request.time()
                    : Instant.ofEpochMilli(line.timeMillis(Long.MIN_VALUE)),
                line.client(),
                line.user(),
                line.method(),
                line.path(),
                line.query(),
                line.status(),
                style.name().equals("combined") ? request.micros() : line.durationMicros(),
                request.agent());
        assertThat(read).as(what).isEqualTo(request);
      }
    }
  }

  @Test
  void whatFitsCommonOrCombinedAndTheirPatternSaysTheSame() throws FormatException {
    List<LineReader> quick = List.of(NcsaReader.common(), NcsaReader.combined());
    List<LineReader> compiled =
        List.of(
            LineFormat.tomcat("common", FormatOptions.DEFAULT).reader(""),
            LineFormat.tomcat("combined", FormatOptions.DEFAULT).reader(""));
    for (int i = 0; i < 20 * CASES; i++) {
      Request request = request();
      StringBuilder line =
          new StringBuilder(
              "%s - %s %s \"%s %s HTTP/1.1\" %d 7"
                  .formatted(
                      request.client(),
                      escaped(request.user()),
                      request.clf(),
                      request.method(),
                      request.target(),
                      request.status()));
      if (random.nextBoolean()) {
        line.append(" \"-\" \"").append(escaped(request.agent())).append('"');
      }
      for (int m = random.nextInt(4); m > 0; m--) {
        int at = random.nextInt(line.length());
        switch (random.nextInt(4)) {
          case 0 -> line.deleteCharAt(at);
          case 1 -> line.insert(at, " \"[]\\-".charAt(random.nextInt(6)));
          case 2 -> line.insert(at, "\" 200 7");
          default -> line.insert(at, line.substring(at));
        }
      }
      byte[] bytes = line.toString().getBytes(UTF_8);
      for (int r = 0; r < quick.size(); r++) {
        String read = read(quick.get(r), bytes);
        String byPattern = read(compiled.get(r), bytes);
        if (!read.equals(UNFIT) && !byPattern.equals(UNFIT)) {
          assertThat(read).as("-Dscim.seed=%d, case %d: %s", seed, i, line).isEqualTo(byPattern);
        }
      }
    }
  }

  private static String read(LineReader reader, byte[] bytes) {
    LogLine line = new LogLine();
    if (reader.read(bytes, 0, bytes.length, line) != Fit.REQUEST) {
      return UNFIT;
    }
    return String.join(
        "|",
        line.client(),
        line.user(),
        line.method(),
        line.path(),
        line.query(),
        String.valueOf(line.status()),
        String.valueOf(line.timeMillis(Long.MAX_VALUE)));
  }
}
