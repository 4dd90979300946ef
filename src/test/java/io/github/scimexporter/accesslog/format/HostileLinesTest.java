package io.github.scimexporter.accesslog.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bytes of any kind do no harm: no exception, nothing read from outside the line. */
class HostileLinesTest {
  private static final List<String> REAL =
      List.of(
          "#Fields: date time c-ip x-R(spotfire.user) x-S(n) cs-method cs-uri-stem cs-uri-query"
              + " sc-status bytes x-H(protocol)",
          "2026-11-24 08:59:38 127.0.0.1 \"a b\"\"c\"  GET /scim/Users filter=x 200 11 \"HTTP/1.1\"",
          "127.0.0.1 - - [24/Nov/2026:08:59:38 +0000] \"GET /scim/Users?x HTTP/1.1\" 200 11",
          "0:0:0:0:0:0:0:1 - jane doe [24/Nov/2026:08:59:38 -0330] \"-\" 400 -",
          "127.0.0.1 - - [24/Nov/2026:08:59:38 +0000] GET /scim/Users?x HTTP/1.1 200 11 - a b 0.1",
          "10.0.0.1, 10.0.0.2 - u [24/Nov/2026:08:59:38 +0000] \"GET /s HTTP/1.1\"  h   200 1 2 ms;",
          "127.0.0.1 \"a\\\"b\" 24/Nov/2026:08:59:38 +0000 GET /scim?a 200 a b5",
          "{\"host\":\"h\",\"time\":\"[24/Nov/2026:08:59:38 +0000]\",\"statusCode\":\"200\","
              + "\"request\":\"GET /scim/Users?a HTTP/1.1\",\"user\":\"a\\\"b\"}",
          "20.190.129.80 - - [24/Nov/2026:08:59:38 +0000] \"GET /scim HTTP/1.1\" 200 1 \"-\" \"-\"",
          "20.190.129.80 - - [24/Nov/2026:08:59:38 +0000] \"GET /scim HTTP/1.1\" 200 1 0.012",
          "Feb  6 12:14:14 lb haproxy[7]: 10.0.1.2:33317 [06/Feb/2026:12:14:14.655] web~ app/tss1"
              + " 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {a} {} \"GET /scim?x HTTP/1.1\""
              + " 0/0000000000000000/0/0/0 host/TLSv1.3/TLS_AES_256_GCM_SHA384",
          "10.0.1.2 - - [06/Feb/2026:12:14:14 +0100] \"GET https://h/scim?a HTTP/2.0\" 200 2750"
              + " \"\" \"\" 33317 655 \"web\" \"app\" \"tss1\" 10 0 30 69 109 ---- 1 1 1 1 0 0 0"
              + " \"\" \"\" \"x\" ",
          "2026-11-24 08:59:38,123 192.0.2.7 jane \"GET /scim/Users?a=b HTTP/1.1\" 200 12");

  private static final List<LineFormat> FORMATS =
      List.of(
          LineFormat.auto(FormatOptions.DEFAULT),
          LineFormat.COMMON,
          LineFormat.COMBINED,
          LineFormat.extended(FormatOptions.DEFAULT),
          LineFormat.haproxy(FormatOptions.DEFAULT),
          regex(),
          LineFormat.json(FormatOptions.DEFAULT),
          tomcat("%h %l %u %t %r %s %b %{Referer}i %{User-Agent}i %T"),
          tomcat("%{X-Forwarded-For}i %l %u %t \"%r\"  %h   %s %b %D ms;"),
          tomcat("%u%r%{a}i%U%q%m%s%t%{b}i%b%h"),
          tomcat("%h \"%u\" %{dd/MMM/yyyy:HH:mm:ss Z}t %m %U%q %s %{X}i%{ms}T"));

  private static LineFormat regex() {
    try {
      return LineFormat.regex(
          "(?<time>\\S+ \\S+) (?<client>.*) (?<user>.*) \"(?<request>.*)\" (?<status>\\d+)"
              + " (?<duration>.*)",
          "yyyy-MM-dd HH:mm:ss,SSS",
          ChronoUnit.MILLIS,
          FormatOptions.DEFAULT);
    } catch (FormatException e) {
      throw new AssertionError(e);
    }
  }

  private static LineFormat tomcat(String pattern) {
    try {
      return LineFormat.tomcat(pattern, FormatOptions.DEFAULT);
    } catch (FormatException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private final long seed = Long.getLong("scim.seed", new Random().nextLong());
  private final Random random = new Random(seed);

  private void readInEveryFormat(byte[] line) {
    byte[] fields = REAL.get(0).getBytes(ISO_8859_1);
    for (LineFormat format : FORMATS) {
      LineReader reader = format.reader("");
      if (random.nextBoolean()) {
        reader.read(fields, 0, fields.length, new LogLine());
      }
      AnyBytes.readAsLine(reader, line, "again with -Dscim.seed=" + seed);
    }
  }

  @Test
  void randomBytesDoNoHarm() {
    for (int i = 0; i < 10_000; i++) {
      byte[] line = new byte[random.nextInt(120)];
      random.nextBytes(line);
      readInEveryFormat(line);
    }
  }

  @Test
  void mutatedRealLinesDoNoHarm() {
    for (int i = 0; i < 30_000; i++) {
      StringBuilder line = new StringBuilder(REAL.get(random.nextInt(REAL.size())));
      int mutations = random.nextInt(4);
      for (int m = 0; m < mutations && line.length() > 0; m++) {
        mutate(line);
      }
      readInEveryFormat(line.toString().getBytes(ISO_8859_1));
    }
  }

  private void mutate(StringBuilder line) {
    int at = random.nextInt(line.length());
    switch (random.nextInt(5)) {
      case 0 -> line.deleteCharAt(at);
      case 1 -> line.setCharAt(at, (char) random.nextInt(256));
      case 2 -> line.insert(at, " \"[]\\-#?;%/".charAt(random.nextInt(11)));
      case 3 -> line.setLength(at);
      default -> line.insert(at, line.substring(random.nextInt(at + 1), at));
    }
  }

  @Test
  @Timeout(60)
  void aMebibyteOfAnythingIsReadInAMoment() {
    for (String part :
        List.of(
            "\" 200 1 ",
            "- ",
            "\\\"",
            "\"",
            "a",
            " ",
            "GET /x HTTP/1.1 ",
            " HTTP/1.1\" ",
            "\",\"",
            "[24/Nov/2026:08:59:38 +0000] ",
            "24/Jan/2026:08:59:38 +0000 ",
            "200 - - ")) {
      for (String start : List.of("", REAL.get(2).substring(0, 50))) {
        byte[] line = (start + part.repeat((1 << 20) / part.length())).getBytes(ISO_8859_1);
        for (LineFormat format : FORMATS) {
          format.reader("").read(line, 0, line.length, new LogLine());
        }
      }
    }
  }

  @Test
  @Timeout(20)
  void aLineOfQuotesTakesNoTimeWorthMentioning() {
    String line = REAL.get(2).replace("/scim/Users?x", "/" + "\" 200 1 ".repeat(20_000));

    assertThatCode(() -> readInEveryFormat(line.getBytes(ISO_8859_1))).doesNotThrowAnyException();
  }
}
