package io.github.scimexporter.accesslog.format;

import static io.github.scimexporter.accesslog.format.LineReader.Fit.REQUEST;
import static io.github.scimexporter.accesslog.format.LineReader.Fit.UNFIT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HAProxy's httplog, httpslog and httplog clf; examples after its configuration manual, 8.2. */
class HaproxyReaderTest {
  private static final String HTTP =
      "10.0.1.2:33317 [06/Feb/2026:12:14:14.655] http-in static/srv1 10/0/30/69/109 200 2750 - -"
          + " ---- 1/1/1/1/0 0/0 {1wt.eu} {} \"GET /index.html?a=b HTTP/1.1\"";
  private static final String CLF =
      "10.0.1.2 - - [06/Feb/2026:12:14:14 +0100] \"GET /index.html?a=b HTTP/1.1\" 200 2750 \"\""
          + " \"\" 33317 655 \"http-in\" \"static\" \"srv1\" 10 0 30 69 109 ---- 1 1 1 1 0 0 0"
          + " \"\" \"\" \"1wt.eu\" ";

  private final LogLine line = new LogLine();
  private LineReader reader =
      LineFormat.haproxy(new FormatOptions(ZoneId.of("Europe/Brussels"), 10, Optional.empty()))
          .reader("");

  private LineReader.Fit fit(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return reader.read(bytes, 0, bytes.length, line);
  }

  private Instant time() {
    return Instant.ofEpochMilli(line.timeMillis(Long.MAX_VALUE));
  }

  @ParameterizedTest
  @ValueSource(strings = {HTTP, CLF})
  void aLineIsReadWhole(String text) {
    assertThat(fit(text)).isEqualTo(REQUEST);
    assertThat(time()).isEqualTo(Instant.parse("2026-02-06T11:14:14.655Z"));
    assertThat(line.client()).isEqualTo("10.0.1.2");
    assertThat(line.method()).isEqualTo("GET");
    assertThat(line.path()).isEqualTo("/index.html");
    assertThat(line.query()).isEqualTo("a=b");
    assertThat(line.status()).isEqualTo(200);
    assertThat(line.durationMicros()).isEqualTo(109_000);
    assertThat(line.isAnsweredByProxy()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Feb  6 12:14:14 192.168.4.2 haproxy[1]: ",
        "Feb  6 12:14:14 lb haproxy: ",
        "<134>Feb  6 12:14:14 haproxy[14389]: ",
        "2026-02-06T12:14:14.655123+01:00 lb haproxy[7]: ",
        "<134>1 2026-02-06T12:14:14+01:00 lb haproxy 7 - - ",
        "1 2026-02-06T12:14:14Z lb haproxy 7 - [x@1 a=\"b\"] ",
      })
  void aLineMayStandBehindThePrefixOfSyslog(String prefix) {
    assertThat(fit(prefix + HTTP)).isEqualTo(REQUEST);
    assertThat(line.client()).isEqualTo("10.0.1.2");
    assertThat(fit(prefix + CLF)).isEqualTo(REQUEST);
    assertThat(line.client()).isEqualTo("10.0.1.2");
  }

  @ParameterizedTest
  @CsvSource({
    "http-in, http-in~",
    "'{1wt.eu} {} ', ''",
    "'{1wt.eu} {} ', '{} '",
    "'{1wt.eu} {} ', '{a [b] \"|x: 1} {gzip|5} '",
    "' - - ', ' SESSION=abc NEW=1 '",
    "' 0/0 ', ' 3/+4 '",
    "1/1/1/1/0, 2/1/0/0/+1",
    "2750, +2750",
    "10.0.1.2:33317, 2001:db8::1:33317",
    "10.0.1.2:33317, unix:1",
  })
  void whatElseMayStandInALineChangesNothing(String from, String to) {
    assertThat(fit(HTTP.replace(from, to))).isEqualTo(REQUEST);
    assertThat(line.status()).isEqualTo(200);
    assertThat(line.path()).isEqualTo("/index.html");
  }

  @Test
  void theLastColonEndsTheAddress() {
    fit(HTTP.replace("10.0.1.2:33317", "2001:db8::1:33317"));

    assertThat(line.client()).isEqualTo("2001:db8::1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " 0/0000000000000000/0/0/0 1wt.eu/TLSv1.3/TLS_AES_256_GCM_SHA384",
        " -/-/-/-/0 -/TLSv1.2/ECDHE-RSA-AES128-GCM-SHA256",
        " ",
      })
  void httpslogHasTwoColumnsMore(String tail) {
    assertThat(fit(HTTP + tail)).isEqualTo(REQUEST);
  }

  @Test
  void schemeAndHostOfAnHttp2RequestAreLeftOut() {
    fit(HTTP.replace("/index.html?a=b HTTP/1.1", "https://tss.example.com/scim/Users?x HTTP/2.0"));

    assertThat(line.path()).isEqualTo("/scim/Users");
    assertThat(line.query()).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource({
    // What HAProxy refuses or answers itself, and what no server answered.
    "srv1, 69, ----, false",
    "<NOSRV>, 69, ----, true",
    "<STATS>, 69, LR--, true",
    "<CACHE>, 69, ----, true",
    "<NOSRV>, -1, PR--, true",
    "srv1, -1, SC--, true",
    "srv1, -1, sH--, true",
    "srv1, 69, PH--, true",
    "srv1, 69, LR--, true",
    "srv1, 69, SD--, false",
    "srv1, 69, CD--, false",
    "srv1, 69, --VN, false",
  })
  void whatHaproxyAnsweredItselfIsTold(String server, int answer, String end, boolean itself) {
    for (String text : new String[] {HTTP, CLF}) {
      String changed =
          text.replace("srv1", server)
              .replaceFirst("(30[/ ])69", "$1" + answer)
              .replace("----", end);
      assertThat(fit(changed)).as(changed).isEqualTo(REQUEST);
      assertThat(line.isAnsweredByProxy()).as(changed).isEqualTo(itself);
    }
  }

  @Test
  void aDurationIsTakenOnlyIfItWasOver() {
    fit(HTTP.replace("/109", "/+109"));
    assertThat(line.durationMicros()).isEqualTo(LogLine.NO_DURATION);

    fit(HTTP.replace("/109", "/-1"));
    assertThat(line.durationMicros()).isEqualTo(LogLine.NO_DURATION);

    fit(HTTP.replace("/109", "/0"));
    assertThat(line.durationMicros()).isZero();
  }

  @Test
  void aBadRequestHasNoPath() {
    fit(HTTP.replace("GET /index.html?a=b HTTP/1.1", "<BADREQ>"));

    assertThat(line.path()).isEmpty();
    assertThat(line.status()).isEqualTo(200);
  }

  @Test
  void aTimeThatCameTwiceHasBothReadings() {
    fit(HTTP.replace("06/Feb/2026:12:14:14", "25/Oct/2026:02:30:00"));

    assertThat(line.timeMillis(Instant.parse("2026-10-25T00:45:00Z").toEpochMilli()))
        .isEqualTo(Instant.parse("2026-10-25T00:30:00.655Z").toEpochMilli());
    assertThat(time()).isEqualTo("2026-10-25T01:30:00.655Z");
  }

  @Test
  void aTimeThatWasLeftOutIsReadAsIfTheClockHadNotBeenPutForward() {
    fit(HTTP.replace("06/Feb/2026:12:14:14", "29/Mar/2026:02:30:00"));

    assertThat(time()).isEqualTo("2026-03-29T01:30:00.655Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Feb 25 16:19:38 192.168.4.2 haproxy[1]: Proxy prod_http_in started.",
        "Nov  7 17:58:52 haproxy haproxy[489]: Server app/app1 is DOWN, reason: Layer4 timeout",
        "Nov  7 17:58:52 haproxy haproxy[489]: backend bayer-app has no server available!",
        "95.216.197.33:56224 [25/Feb/2026:16:20:10.111] prod_http_in/sktst2: SSL handshake failure",
        // option tcplog: no status.
        "10.0.1.2:33313 [06/Feb/2026:12:12:51.443] fnt bck/srv1 0/0/5007 212 -- 0/0/0/0/3 0/0",
      })
  void otherLinesDoNotFit(String text) {
    assertThat(fit(text)).isEqualTo(UNFIT);
  }

  @ParameterizedTest
  @CsvSource({
    "' 200 ', ' -1 '",
    "' 200 ', ' '",
    "' 200 ', ' 2000 '",
    "' HTTP/1.1\"', ' HTTP'",
    "'10.0.1.2', 'tag 10.0.1.2'",
    "'10.0.1.2', '[06/Feb/2026:12:14:14.655] 10.0.1.2'",
    "'----', '---'",
    "'[06/Feb', '[31/Feb'",
    "'.655]', ']'",
    "' +0100]', ']'",
    "'10/0/30/69/109', '10/0/30/69'",
    "'10 0 30 69 109', '10 0 30 69'",
    "'1/1/1/1/0', '1/1/1/1'",
    "'655 \"http-in', '1655 \"http-in'",
    "'static/srv1', 'static'",
    "'\"srv1\"', ''",
    "'{1wt.eu} {}', '{1wt.eu} {} {}'",
    "'{1wt.eu} {}', '{1wt.eu {'",
    "'\"1wt.eu\" ', '\"1wt.eu'",
  })
  void whatDoesNotBelongThereIsSeen(String from, String to) {
    for (String text : new String[] {HTTP, CLF}) {
      if (text.contains(from)) {
        assertThat(fit(text.replace(from, to))).as(text.replace(from, to)).isEqualTo(UNFIT);
      }
    }
  }

  @Test
  void moreColumnsThanThereShouldBeDoNotFit() {
    assertThat(fit(HTTP + " 17")).isEqualTo(UNFIT);
    assertThat(fit(HTTP + " 0/0/0/0/0 x/TLSv1.3")).isEqualTo(UNFIT);
    assertThat(fit(CLF + "x")).isEqualTo(UNFIT);
  }

  @Test
  void theColumnWhereALineStopsFittingIsKnown() {
    fit(HTTP.replace(" 200 ", " -1 "));
    assertThat(reader.mismatch()).isEqualTo(HTTP.indexOf(" 200 ") + 2);

    fit("nothing of the kind");
    assertThat(reader.mismatch()).isEqualTo(1);
  }
}
