package io.github.scimexporter.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real valves wrote equals, to the unit, what the stand-in says it answered. */
class SpotfireLogsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @TempDir private Path directory;
  private ValveLog common;
  private ValveLog combined;
  private ValveLog extended;
  private SpotfireStandIn spotfire;
  private Http http;

  @BeforeEach
  void start() {
    common = ValveLog.common(directory.resolve("common"));
    combined = ValveLog.combined(directory.resolve("combined"));
    extended = ValveLog.extended(directory.resolve("extended"), 1);
    spotfire =
        new SpotfireStandIn(
            SpotfireOptions.defaults().withLog(common).withLog(combined).withLog(extended));
    http = Http.anonymous().with(spotfire.issueToken(Duration.ofHours(1)));
  }

  @AfterEach
  void stop() {
    spotfire.close();
  }

  @Test
  void everyLineIsCountedUnderConcurrencyAndAcrossAStop() throws Exception {
    hammer();
    spotfire.stop();
    spotfire.start();
    hammer();
    try (EntraStandIn entra =
        new EntraStandIn(
            spotfire.endpoint(), token().value(), EntraOptions.defaults().withChanges(5, 2))) {
      entra.runCycle();
      entra.runCycle();
    }
    Map<String, Long> answered = spotfire.answered();
    assertThat(answered)
        .containsOnlyKeys(
            "GET 200", "GET 401", "GET 404", "POST 201", "POST 409", "PATCH 200", "DELETE 404");
    assertThat(answered).containsEntry("GET 401", 160L).containsEntry("DELETE 404", 160L);
    assertLogsShow(answered, spotfire.answeredInAll(), common, combined, extended);
  }

  /** Four clients at once, each 20 rounds of six requests. */
  private void hammer() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> clients = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        clients.add(this::rounds);
      }
      for (Future<Boolean> done : pool.invokeAll(clients)) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      pool.shutdown();
    }
  }

  private boolean rounds() throws IOException, InterruptedException {
    for (int i = 0; i < 20; i++) {
      http.send("GET", spotfire.endpoint() + "/Users?filter=userName+eq+%22nobody%22");
      Http.anonymous().send("GET", spotfire.endpoint() + "/Users/42");
      http.send("GET", spotfire.endpoint("OTHER") + "/Groups");
      http.send("POST", spotfire.endpoint() + "/Users", "{\"userName\":\"user" + i + "\"}");
      http.send("DELETE", spotfire.endpoint() + "/Users/42");
      http.send("GET", spotfire.uri("/spotfire/").toString());
    }
    return true;
  }

  @Test
  void requestsThatTomcatAnswersAloneAreCountedToo() throws Exception {
    // A redirect, an unknown context, and a line that is no request.
    http.send("GET", spotfire.uri("/spotfire").toString());
    http.send("GET", spotfire.uri("/elsewhere").toString());
    try (Socket socket =
            new Socket(InetAddress.getLoopbackAddress(), spotfire.endpoint().getPort());
        InputStream answer = socket.getInputStream()) {
      socket.getOutputStream().write("GET /{ HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(answer.readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 400");
    }
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(LogFiles.lines(common)).hasSize(3));
    assertThat(spotfire.answeredInAll())
        .isEqualTo(Map.of("GET 302", 1L, "GET 404", 1L, "GET 400", 1L));
    assertThat(spotfire.answered()).isEmpty();
  }

  @Test
  void aStopAmidTrafficLosesNoLine() throws Exception {
    try (EntraStandIn entra =
        new EntraStandIn(spotfire.endpoint(), token().value(), EntraOptions.defaults())) {
      entra.start(Duration.ofMillis(1));
      for (int i = 1; i <= 5; i++) {
        long seen = total(entra.sent());
        await().atMost(PATIENCE).until(() -> total(entra.sent()) > seen + 20);
        spotfire.stop();
        spotfire.start();
      }
    }
    // Not in the extended one: see SpotfireStandIn.stop.
    assertLogsShow(spotfire.answered(), spotfire.answeredInAll(), common, combined);
  }

  @Test
  void logsRotateAsNamed() throws Exception {
    ValveLog quick =
        ValveLog.extended(directory.resolve("quick"), 1)
            .named("access.", "yyyy-MM-dd.HH-mm-ss", ".log");
    try (SpotfireStandIn other = new SpotfireStandIn(SpotfireOptions.defaults().withLog(quick))) {
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                Http.anonymous().send("GET", other.endpoint() + "/Users");
                return headers(quick) >= 3;
              });
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(LogFiles.counts(quick, SpotfireLogsIT::isScim))
                      .isEqualTo(other.answered()));
    }
  }

  private static long headers(ValveLog log) throws IOException {
    return LogFiles.lines(log).stream().filter(line -> line.startsWith("#Fields:")).count();
  }

  private static long total(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(n -> n).sum();
  }

  @Test
  void extendedLinesAreThoseOfTheKit() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(spotfire.endpoint() + "/Users?count=1"))
            .setHeader("Authorization", "Bearer " + token().value())
            .setHeader("X-Forwarded-For", "20.190.128.7")
            .build();
    http.client().send(request, BodyHandlers.discarding());
    Http.anonymous().send("DELETE", spotfire.endpoint() + "/Users/42");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(LogFiles.lines(extended)).hasSize(5));
    List<String> lines = LogFiles.lines(extended);
    assertThat(lines.get(0)).isEqualTo("#Fields: " + ValveLog.SPOTFIRE_PATTERN);
    assertThat(lines.get(1)).isEqualTo("#Version: 2.0");
    assertThat(lines.get(2)).startsWith("#Software: Apache Tomcat/10.1.");
    assertThat(lines.get(3))
        .matches(
            "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d 20\\.190\\.128\\.7"
                + " \"[0-9a-f]{32}\\.oauth-clients\\.spotfire\\.tibco\\.com@SPOTFIREOAUTH2\""
                + "  \"1\" GET /spotfire/api/rest/scim/v2/SPOTFIRE/Users count=1 200 \\d+"
                + " \\d+\\.\\d{3} \"HTTP/1.1\" http");
    assertThat(lines.get(4))
        .matches(
            "\\S+ \\S+ 127\\.0\\.0\\.1 -  \"2\" DELETE"
                + " /spotfire/api/rest/scim/v2/SPOTFIRE/Users/42 - 401 \\d+"
                + " \\d+\\.\\d{3} \"HTTP/1.1\" http");
  }

  private IssuedToken token() {
    return spotfire.issueToken(Duration.ofHours(1));
  }

  private static boolean isScim(String path) {
    return path.startsWith("/spotfire/api/rest/scim/v2/");
  }

  private void assertLogsShow(Map<String, Long> scim, Map<String, Long> all, ValveLog... logs) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              for (ValveLog log : logs) {
                assertThat(LogFiles.counts(log, SpotfireLogsIT::isScim))
                    .as(log.glob())
                    .isEqualTo(scim);
                assertThat(LogFiles.counts(log, path -> true)).as(log.glob()).isEqualTo(all);
              }
            });
  }
}
