package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.scimexporter.accesslog.format.LineFormat;
import io.github.scimexporter.accesslog.format.LineReader;
import io.github.scimexporter.accesslog.format.LogLine;
import io.github.scimexporter.accesslog.format.RicherLines;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.Evidence;
import io.github.scimexporter.sync.Method;
import io.github.scimexporter.sync.Outcome;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which lines are requests of which sync. */
class RequestSorterTest {
  private static final String BASE = "/spotfire/api/rest/scim/v2/SPOTFIRE";
  private static final Instant TIME = Instant.parse("2024-11-24T10:00:00Z");

  private static SyncConfig sync(String... clients) {
    return Syncs.sync("entra", "https://spotfire.example.com" + BASE, clients);
  }

  private static List<Evidence> sort(String line, SyncConfig... syncs) {
    byte[] bytes = line.getBytes(ISO_8859_1);
    LogLine read = new LogLine();
    assertThat(LineFormat.COMMON.reader("").read(bytes, 0, bytes.length, read))
        .isEqualTo(LineReader.Fit.REQUEST);
    return new RequestSorter(List.of(syncs)).sort(read, Instant.now());
  }

  private static String line(String client, String user, String request, int status) {
    return client
        + " - "
        + user
        + " [24/Nov/2024:10:00:00 +0000] \""
        + request
        + "\" "
        + status
        + " -";
  }

  private static String get(String target, int status) {
    return line("192.0.2.7", "-", "GET " + target + " HTTP/1.1", status);
  }

  private static Evidence request(Method method, int status, Outcome outcome) {
    return new Evidence.Request("entra", method, status, outcome, TIME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        BASE + "/Users",
        BASE + "/Users/",
        BASE + "//Users",
        "/" + BASE + "/Users",
        BASE + "/Users?startIndex=1",
        BASE + "/Users;jsessionid=1",
        BASE + ";v=1/Users",
        "/spotfire/api/rest/scim/v2/SPOTFIR%45/Users",
        "/spotfire/api/rest/scim/v2/%53POTFIRE/%55sers",
        "/spotfire/api/rest/%73cim/v2/SPOTFIRE/Users",
        "/spotfire/api/scim/v2/SPOTFIRE/Users",
        "/spotfire/api/scim/v2/SPOTFIRE/Users/",
        "//spotfire/api//scim/v2/SPOTFIRE//Users",
        "/spotfire/api/scim;v=1/v2/SPOTFIRE;v=1/Users?startIndex=1",
        "/spotfire/%61pi/scim/v2/SPOTFIRE/Users",
        "/spotfire/api/rest/scim/v2/spotfire/Users",
        "/spotfire/api/scim/v2/Spotfire/Users",
        "/spotfire/api/scim/v2/%73potfire/Users",
      })
  void theSamePathIsRecognisedHoweverItIsWritten(String target) {
    for (String configured :
        List.of(
            BASE,
            BASE + "/",
            "/spotfire/api/scim/v2/SPOTFIRE",
            "//spotfire/api/%73cim/v2/SPOTFIRE/",
            "/spotfire/api/rest/scim/v2/Spotfire")) {
      assertThat(sort(get(target, 404), Syncs.sync("entra", "http://localhost" + configured)))
          .as(configured)
          .containsExactly(request(Method.GET, 404, Outcome.NOT_FOUND));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/spotfire/api/rest/scim/v2/SPOTFIRE2/Users",
        "/spotfire/api/rest/scim/v2/SPOTFIRE%32/Users",
        "/spotfire/api/rest/scim/v2/SPOTFIR",
        "/spotfire/api/rest/scim/v2/Sp\u00f6tfire/Users",
        "/spotfire/api/rest/scim/v2/SPOTFIR%5E/Users",
        "/Spotfire/api/rest/scim/v2/SPOTFIRE/Users",
        "/spotfire/api/REST/scim/v2/SPOTFIRE/Users",
        "/spotfire/api/rest/rest/scim/v2/SPOTFIRE/Users",
        "/spotfire/api/rest/scim/v1/SPOTFIRE/Users",
        "/spotfire/rest/scim/v2/SPOTFIRE/Users",
        "/spotfire/api/scim/SPOTFIRE/Users",
        "/spotfire/api/scim/v2",
        "/other" + BASE + "/Users",
        "/spotfire/api/rest/scim/v2%2FSPOTFIRE/Users",
        "/spotfire/api/rest/scim/v2?x=" + BASE,
        "/",
        "null",
      })
  void otherPathsAreNot(String target) {
    assertThat(sort(get(target, 200), sync())).isEmpty();
  }

  @Test
  void aRequestThatTheServerCouldNotReadIsNone() {
    assertThat(sort(line("192.0.2.7", "-", "-", 400), sync())).isEmpty();
  }

  @Test
  void theEndpointMayBeConfiguredWithATrailingSlash() {
    SyncConfig sync = Syncs.sync("entra", "https://spotfire.example.com" + BASE + "/");

    assertThat(sort(get(BASE + "/Users", 200), sync)).hasSize(1);
  }

  @Test
  void theEndpointMayBeConfiguredPercentEncoded() {
    SyncConfig sync = Syncs.sync("entra", "https://localhost/scim/my%20domain");

    assertThat(sort(get("/scim/my%20domain/Users", 200), sync)).hasSize(1);
    assertThat(sort(get("/scim/my%20doma%69n/Users", 200), sync)).hasSize(1);
    assertThat(sort(get("/scim/my/Users", 200), sync)).isEmpty();
  }

  @Test
  void theEndpointMayBeConfiguredWithLettersThatAreNotAscii() {
    SyncConfig sync = Syncs.sync("entra", "https://localhost/scim/d\u00f6main");

    assertThat(sort(get("/scim/d%C3%B6main/Users", 200), sync)).hasSize(1);
    assertThat(sort(get("/scim/d\u00c3\u00b6main/Users", 200), sync)).hasSize(1);
    assertThat(sort(get("/scim/d%F6main/Users", 200), sync)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/scim/v2/SPOTFIRE, /scim/v2/spotfire/Users",
    "/api/scim/v2/SPOTFIRE, /api/rest/scim/v2/SPOTFIRE/Users",
    "/a/api/scim/v2/SPOTFIRE, /a/api/rest/scim/v2/SPOTFIRE/Users",
    "/spotfire/api/v2/SPOTFIRE, /spotfire/api/v2/spotfire/Users",
    "/x/spotfire/api/rest/SPOTFIRE, /x/spotfire/api/rest/spotfire/Users",
    "/spotfire/api/rest/scim/v2/SPOTFIRE/Users, /spotfire/api/rest/scim/v2/SPOTFIRE/users",
  })
  void whatIsTheSameToSpotfireIsNotElsewhere(String configured, String target) {
    assertThat(sort(get(target, 200), Syncs.sync("entra", "http://localhost" + configured)))
        .isEmpty();
  }

  @Test
  void theDomainHasNoLetterCaseInAsciiOnly() {
    SyncConfig sync = Syncs.sync("entra", "http://h/spotfire/api/scim/v2/aZ-\u00c0@%5B");

    assertThat(sort(get("/spotfire/api/scim/v2/Az-%C3%80@%5B/Users", 200), sync)).hasSize(1);
    // Two bytes that would be \u00c3 and \u00e3 where a byte is a letter.
    assertThat(sort(get("/spotfire/api/scim/v2/aZ-%E3%80@%5B/Users", 200), sync)).isEmpty();
    assertThat(sort(get("/spotfire/api/scim/v2/aZ-%C3%80%60%5B/Users", 200), sync)).isEmpty();
    assertThat(sort(get("/spotfire/api/scim/v2/aZ-%C3%80@%7B/Users", 200), sync)).isEmpty();
  }

  @Test
  void syncsWhoseDomainsDifferOnlyInLetterCaseNeverMix() {
    SyncConfig upper = Syncs.sync("upper", "http://localhost/spotfire/api/rest/scim/v2/SPOTFIRE");
    SyncConfig lower = Syncs.sync("lower", "http://localhost/spotfire/api/scim/v2/spotfire");

    assertThat(syncs("/spotfire/api/scim/v2/SPOTFIRE/Users", upper, lower))
        .containsExactly("upper");
    assertThat(syncs("/spotfire/api/rest/scim/v2/spotfire/Users", upper, lower))
        .containsExactly("lower");
    assertThat(syncs("/spotfire/api/rest/scim/v2/Spotfire/Users", upper, lower)).isEmpty();
  }

  @Test
  void aSyncOfAnotherDomainDoesNotMakeLetterCaseMatter() {
    SyncConfig one = Syncs.sync("one", "http://localhost/spotfire/api/rest/scim/v2/ONE");
    SyncConfig two = Syncs.sync("two", "http://localhost/spotfire/api/rest/scim/v2/TWO");
    SyncConfig all = Syncs.sync("all", "http://localhost/spotfire/api/rest/scim/v2");
    SyncConfig elsewhere = Syncs.sync("elsewhere", "http://localhost/a/b/c/d/e/one");

    assertThat(syncs("/spotfire/api/scim/v2/one/Users", all, one, two, elsewhere))
        .containsExactly("one");
    assertThat(syncs("/spotfire/api/rest/scim/v2/Two/Users", all, one, two, elsewhere))
        .containsExactly("two");
    assertThat(syncs("/spotfire/api/scim/v2/three/Users", all, one, two, elsewhere))
        .containsExactly("all");
  }

  @Test
  void theLongerPathWinsEvenIfOnlyTheShorterIsSpelledAlike() {
    SyncConfig outer = Syncs.sync("outer", "http://localhost/spotfire");
    SyncConfig inner = Syncs.sync("inner", "http://localhost/spotfire/api/rest/scim/v2/SPOTFIRE");

    assertThat(syncs("/spotfire/api/scim/v2/spotfire/Users", outer, inner))
        .containsExactly("inner");
    assertThat(syncs("/spotfire/api/scim/v2/other/Users", outer, inner)).containsExactly("outer");
  }

  @Test
  void whatIsBelowTheEndpointIsTheSameHoweverItIsWritten() {
    assertThat(sort(get("/spotfire/api/scim/v2/spotfire/Users/42", 404), sync()))
        .containsExactly(request(Method.GET, 404, Outcome.SUCCESS));
    assertThat(sort(get("/spotfire/api/scim/v2/SPOTFIRE", 401), sync()))
        .containsExactly(request(Method.GET, 401, Outcome.UNAUTHORIZED));
  }

  private static List<String> syncs(String target, SyncConfig... syncs) {
    return sort(get(target, 200), syncs).stream().map(Evidence::sync).toList();
  }

  @Test
  void twoSpellingsOfOneEndpointAreOneEndpointOfTwoClients() {
    SyncConfig entra =
        Syncs.sync("entra", "http://h/spotfire/api/rest/scim/v2/SPOTFIRE", "192.0.2.7");
    SyncConfig okta = Syncs.sync("okta", "http://h/spotfire/api/scim/v2/SPOTFIRE", "192.0.2.8");

    assertThat(sort(get(BASE + "/Users", 200), okta, entra))
        .containsExactlyInAnyOrder(
            new Evidence.ForeignRequest("okta", 200), request(Method.GET, 200, Outcome.SUCCESS));
  }

  @Test
  void aLineOnNoPathCostsNoMemory() {
    byte[] bytes =
        get("/spotfire/wp/OpenAnalysis?file=/a/long/enough/name", 200).getBytes(ISO_8859_1);
    LogLine line = new LogLine();
    LineReader reader = LineFormat.COMMON.reader("");
    RequestSorter sorter =
        new RequestSorter(
            List.of(sync(), Syncs.sync("okta", "http://localhost/scim"), sync("192.0.2.1")));
    Instant now = Instant.now();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assertThat(reader.read(bytes, 0, bytes.length, line)).isEqualTo(LineReader.Fit.REQUEST);
    int found = sorter.sort(line, now).size();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 10_000; i++) {
      found += sorter.sort(line, now).size();
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(found).isZero();
    // Less than a byte a line: the measuring itself takes some.
    assertThat(allocated).isLessThan(10_000);
  }

  @Test
  void theDurationIsTheLinesOwn() {
    assertThat(duration(30_000)).isEqualTo(OptionalLong.of(30_000));
    assertThat(duration(0)).isEqualTo(OptionalLong.of(0));
  }

  @Test
  void aLineWithoutDurationAndOneOfAClockThatWasSetBackTellNone() {
    assertThat(duration(LogLine.NO_DURATION)).isEmpty();
    assertThat(duration(-5_000_000)).isEmpty();
  }

  private static OptionalLong duration(long micros) {
    LogLine line = RicherLines.withDuration(get(BASE + "/Users", 200), micros);
    List<Evidence> evidence = new RequestSorter(List.of(sync())).sort(line, Instant.now());
    assertThat(evidence).hasSize(1).hasOnlyElementsOfType(Evidence.Request.class);
    return ((Evidence.Request) evidence.get(0)).durationMicros();
  }

  @ParameterizedTest
  @CsvSource({
    "401, OTHER",
    "403, OTHER",
    "404, OTHER",
    "429, OTHER",
    "503, SERVER_ERROR",
  })
  void whatAProxyRefusesSaysNothingOfTheTokenButItsServerErrorsCount(int status, Outcome outcome) {
    LogLine line = RicherLines.answeredByProxy(get(BASE + "/Users", status));

    assertThat(new RequestSorter(List.of(sync())).sort(line, Instant.now()))
        .containsExactly(request(Method.GET, status, outcome));
  }

  @Test
  void theEndpointMayBeTheRoot() {
    assertThat(sort(get("/Users", 200), Syncs.sync("entra", "http://localhost"))).hasSize(1);
  }

  @Test
  void theLongerPathWinsWhateverTheOrder() {
    SyncConfig outer = Syncs.sync("outer", "http://localhost/scim/v2");
    SyncConfig inner = Syncs.sync("inner", "http://localhost/scim/v2/SPOTFIRE");

    assertThat(sort(get("/scim/v2/SPOTFIRE/Users", 200), outer, inner))
        .extracting(Evidence::sync)
        .containsExactly("inner");
    assertThat(sort(get("/scim/v2/SPOTFIRE/Users", 200), inner, outer))
        .extracting(Evidence::sync)
        .containsExactly("inner");
    assertThat(sort(get("/scim/v2/SPOTFIRE2/Users", 200), inner, outer))
        .extracting(Evidence::sync)
        .containsExactly("outer");
  }

  @Test
  void twoSyncsOnOneEndpointEachTakeTheirOwnClientsRequests() {
    SyncConfig entra = Syncs.sync("entra", "http://localhost/scim", "192.0.2.7");
    SyncConfig okta = Syncs.sync("okta", "http://localhost/scim", "192.0.2.8");

    assertThat(sort(get("/scim/Users", 200), okta, entra))
        .containsExactlyInAnyOrder(
            new Evidence.ForeignRequest("okta", 200), request(Method.GET, 200, Outcome.SUCCESS));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "20.190.128.0/18, 20.190.129.80, true",
    "20.190.128.0/18, 20.190.192.1, false",
    "2001:db8::/32, 2001:db8:0:0:0:0:0:1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "::1, 0:0:0:0:0:0:0:1, true",
    "192.0.2.0/24, client.example.com, false",
    "192.0.2.0/24, -, false",
  })
  void aClientIsKnownByItsAddress(String rule, String client, boolean own) {
    Evidence expected =
        own ? request(Method.GET, 200, Outcome.SUCCESS) : new Evidence.ForeignRequest("entra", 200);

    assertThat(sort(line(client, "-", "GET " + BASE + "/Users HTTP/1.1", 200), sync(rule)))
        .containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "entra, true",
    "Entra, false",
    "entra2, false",
    "-, false",
    "DOMAIN entra, false",
  })
  void aClientIsKnownByItsExactUserName(String user, boolean own) {
    assertThat(
            sort(
                line("192.0.2.7", user, "GET " + BASE + "/Users HTTP/1.1", 200),
                sync("user:entra")))
        .hasOnlyElementsOfType(own ? Evidence.Request.class : Evidence.ForeignRequest.class)
        .hasSize(1);
  }

  @Test
  void oneOfSeveralClientRulesIsEnough() {
    assertThat(
            sort(
                line("192.0.2.9", "entra", "GET " + BASE + "/Users HTTP/1.1", 200),
                sync("192.0.2.7", "user:entra")))
        .containsExactly(request(Method.GET, 200, Outcome.SUCCESS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "userName eq \"scim-exporter-probe-1\"",
        "userName%20eq%20%22scim-exporter-probe-1%22",
        "userName+eq+%22scim-exporter-probe-1%22",
        "username%20EQ%20%22scim%2Dexporter%2Dprobe%2D1%22",
        "startIndex=1&filter=userName+eq+%22scim-exporter-probe-1%22",
      })
  void theProbeOfAnyExporterIsLeftOut(String filter) {
    String target = BASE + "/Users?filter=" + filter;

    assertThat(sort(get(target, 200), sync())).isEmpty();
    assertThat(sort(get(target, 401), sync("192.0.2.8"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "userName+eq+%22d52bb0c3-aaaa-4b71-b7b6-1a3ab4e1d0fd%22",
        "userName+eq+%22my-scim-exporter-probe-1%22",
        "externalId+eq+%22scim-exporter-probe-1%22",
        "userName+eq+%22100%%22",
        "userName+eq+%22%zz%22",
        "%",
      })
  void otherFiltersAreRequestsOfTheSync(String filter) {
    assertThat(sort(get(BASE + "/Users?filter=" + filter, 200), sync()))
        .containsExactly(request(Method.GET, 200, Outcome.SUCCESS));
  }

  @ParameterizedTest
  @CsvSource({
    "ServiceProviderConfig, 200, OTHER",
    "Schemas, 200, OTHER",
    "ResourceTypes, 200, OTHER",
    "Schemas, 404, OTHER",
    "ServiceProviderConfig, 401, UNAUTHORIZED",
    "Users, 200, SUCCESS",
    "Users, 401, UNAUTHORIZED",
    "Users, 403, FORBIDDEN",
    "Users, 404, NOT_FOUND",
    "Groups, 404, NOT_FOUND",
    "Users/42, 404, SUCCESS",
    "Groups/42, 404, SUCCESS",
    "Users, 409, SUCCESS",
    "Users, 429, THROTTLED",
    "Users, 503, SERVER_ERROR",
    "Users, 400, OTHER",
    "Bulk, 404, OTHER",
  })
  void theOutcomeComesFromStatusAndTarget(String target, int status, Outcome outcome) {
    assertThat(sort(get(BASE + "/" + target, status), sync()))
        .containsExactly(request(Method.GET, status, outcome));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, GET",
    "POST, POST",
    "PUT, PUT",
    "PATCH, PATCH",
    "DELETE, DELETE",
    "HEAD, OTHER",
    "get, OTHER",
  })
  void methodsThatScimDoesNotUseAreOther(String method, Method expected) {
    assertThat(sort(line("192.0.2.7", "-", method + " " + BASE + "/Users/1 HTTP/1.1", 204), sync()))
        .containsExactly(request(expected, 204, Outcome.SUCCESS));
  }
}
