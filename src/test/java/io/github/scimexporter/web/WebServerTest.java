package io.github.scimexporter.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.scimexporter.status.Board;
import io.github.scimexporter.status.Level;
import io.github.scimexporter.status.Verdict;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebServerTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicBoolean ready = new AtomicBoolean(true);
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private final CompletableFuture<Optional<String>> reloaded = new CompletableFuture<>();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final WebServer server =
      new WebServer(
          ListenAddress.parse("127.0.0.1:0"), registry, this::board, ready::get, () -> reloaded);

  private Board board(URI address) {
    RuntimeException broken = failure.get();
    if (broken != null) {
      throw broken;
    }
    return new Board(
        Instant.parse("2026-11-24T11:57:00Z"),
        ZoneOffset.UTC,
        "1.0",
        true,
        List.of(
            new Verdict(
                Level.OK,
                Optional.empty(),
                "At " + address,
                Optional.empty(),
                List.of(),
                List.of())),
        List.of());
  }

  private static MetricSnapshots metrics() {
    return MetricSnapshots.of(
        GaugeSnapshot.builder()
            .name("scim_exporter_ready")
            .help("Help.")
            .dataPoint(GaugeDataPointSnapshot.builder().value(1).build())
            .build());
  }

  @BeforeEach
  void start() throws IOException {
    MultiCollector collector =
        () -> {
          RuntimeException broken = failure.get();
          if (broken != null) {
            throw broken;
          }
          return metrics();
        };
    registry.register(collector);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private HttpResponse<byte[]> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.uri() + path))
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/ | text/html; charset=utf-8 | <!DOCTYPE html>",
        "/api/v1/syncs | application/json | {\"time\":\"2026-11-24T11:57:00Z\",\"zone\":\"Z\",\"version\":\"1.0\"",
        "/-/healthy | text/plain; charset=utf-8 | scim-exporter is up.",
        "/-/ready | text/plain; charset=utf-8 | scim-exporter is ready.",
        "/metrics | text/plain; version=0.0.4; charset=utf-8 | # HELP scim_exporter_ready Help.",
      })
  void answersGet(String path, String type, String begin) throws Exception {
    HttpResponse<byte[]> response = send("GET", path);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Type")).isEqualToIgnoringCase(type);
    assertThat(text(response)).startsWith(begin);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/v1/syncs", "/-/healthy", "/-/ready", "/metrics"})
  void answersHeadLikeGetWithoutTheBody(String path) throws Exception {
    HttpResponse<byte[]> get = send("GET", path);
    HttpResponse<byte[]> head = send("HEAD", path);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(header(head, "Content-Type")).isEqualTo(header(get, "Content-Type"));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /",
    "POST, /-/healthy",
    "POST, /-/ready",
    "POST, /metrics",
    "POST, /api/v1/syncs",
    "PUT, /metrics",
    "DELETE, /",
    "OPTIONS, /-/ready",
    "TRACE, /metrics",
  })
  void refusesOtherMethodsAndNamesTheRightOnes(String method, String path) throws Exception {
    HttpResponse<byte[]> response = send(method, path);
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(header(response, "Allow")).isEqualTo("GET, HEAD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/metric",
        "/metrics/",
        "/metrics/x",
        "/api/v1/syncs/",
        "/-/",
        "/index.html",
        "/-/Ready"
      })
  void knowsNothingElse(String path) throws Exception {
    HttpResponse<byte[]> response = send("GET", path);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(text(response)).doesNotContainIgnoringCase("jetty");
  }

  @Test
  void isNotReadyWhileTheLogsAreStillRead() throws Exception {
    ready.set(false);
    HttpResponse<byte[]> response = send("GET", "/-/ready");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(text(response)).isEqualTo("scim-exporter is still reading the logs.\n");
    assertThat(send("GET", "/-/healthy").statusCode()).isEqualTo(200);
    ready.set(true);
    assertThat(send("GET", "/-/ready").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain | text/plain; version=0.0.4; charset=utf-8",
        "*/* | text/plain; version=0.0.4; charset=utf-8",
        "application/openmetrics-text; version=1.0.0 | application/openmetrics-text; version=1.0.0;"
            + " charset=utf-8",
        "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
            + " encoding=delimited | application/vnd.google.protobuf;"
            + " proto=io.prometheus.client.MetricFamily; encoding=delimited",
      })
  void metricsComeInTheFormatThatIsAccepted(String accept, String type) throws Exception {
    HttpResponse<byte[]> response = send("GET", "/metrics", "Accept", accept);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Type")).isEqualToIgnoringCase(type);
    assertThat(response.body()).isNotEmpty();
  }

  @Test
  void openMetricsEndsAsItMust() throws Exception {
    HttpResponse<byte[]> response =
        send("GET", "/metrics", "Accept", "application/openmetrics-text; version=1.0.0");
    assertThat(text(response)).endsWith("scim_exporter_ready 1.0\n# EOF\n");
  }

  @Test
  void metricsComeCompressedWhereThatIsAccepted() throws Exception {
    HttpResponse<byte[]> response = send("GET", "/metrics", "Accept-Encoding", "gzip");
    assertThat(header(response, "Content-Encoding")).isEqualTo("gzip");
    try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      assertThat(new String(plain.readAllBytes(), UTF_8)).isEqualTo(text(send("GET", "/metrics")));
    }
    assertThat(header(response, "Content-Length"))
        .isEqualTo(Integer.toString(response.body().length));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"identity | false", "gzip;q=0 | false", "br, gzip;q=0.5 | true", "GZIP | true"})
  void metricsAreCompressedOnlyForWhoeverCanReadThat(String accepted, boolean compressed)
      throws Exception {
    HttpResponse<byte[]> response = send("GET", "/metrics", "Accept-Encoding", accepted);
    assertThat(response.headers().firstValue("Content-Encoding").isPresent()).isEqualTo(compressed);
    assertThat(text(response).contains("scim_exporter_ready")).isEqualTo(!compressed);
  }

  @Test
  void metricsCanBeAskedForByName() throws Exception {
    assertThat(
            text(
                send(
                    "GET",
                    "/metrics?name[]=scim_exporter_ready".replace("[", "%5B").replace("]", "%5D"))))
        .contains("scim_exporter_ready");
    assertThat(text(send("GET", "/metrics?name%5B%5D=other")))
        .doesNotContain("scim_exporter_ready");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics?name%5B%5D=", "/syncs/entra-prod?range="})
  void aQueryThatCannotBeReadIsTheFaultOfWhoeverAsks(String path) throws Exception {
    try (Socket socket = new Socket("localhost", server.uri().getPort())) {
      // The client of java.net refuses to ask for that.
      socket
          .getOutputStream()
          .write(
              ("GET " + path + "%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                  .getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400 ").contains("Bad query");
    }
  }

  @Test
  void aScrapeThatFailsSaysSoWithoutShowingItsInside() throws Exception {
    failure.set(new IllegalStateException("the inside"));
    HttpResponse<byte[]> response = send("GET", "/metrics");
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(text(response)).doesNotContain("the inside", "IllegalState", "\tat ");
    failure.set(null);
    assertThat(send("GET", "/metrics").statusCode()).isEqualTo(200);
  }

  @Test
  void theStatusIsKeptByNobodyAndNamesWhereItListens() throws Exception {
    HttpResponse<byte[]> response = send("GET", "/api/v1/syncs");
    assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
    assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(text(response)).contains("\"sentence\":\"At " + server.uri() + "\"");
  }

  @Test
  void aStatusThatFailsSaysSoWithoutShowingItsInside() throws Exception {
    failure.set(new IllegalStateException("the inside"));
    HttpResponse<byte[]> response = send("GET", "/api/v1/syncs");
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(text(response)).doesNotContain("the inside", "IllegalState", "\tat ");
  }

  @Test
  void doesNotSayWhatServesIt() throws Exception {
    assertThat(header(send("GET", "/"), "Server")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/syncs/none", "/assets/none", "/assets/ok.svg"})
  void pagesLoadNothingFromElsewhereAndAreShownInNoOther(String path) throws Exception {
    HttpResponse<byte[]> response = send("GET", path);
    assertThat(header(response, "Content-Security-Policy"))
        .startsWith("default-src 'none'; ")
        .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'")
        .doesNotContain("unsafe", "http", "*", "data:");
    assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(response, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header(response, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(header(response, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
  }

  @Test
  void pagesAreNeverKeptAndTheirFilesForEver() throws Exception {
    HttpResponse<byte[]> page = send("GET", "/");
    assertThat(header(page, "Cache-Control")).isEqualTo("no-store");
    Matcher files = Pattern.compile("\\./(assets/[\\w-]+\\.(?:css|js))").matcher(text(page));
    int found = 0;
    while (files.find()) {
      HttpResponse<byte[]> file = send("GET", "/" + files.group(1));
      assertThat(file.statusCode()).isEqualTo(200);
      assertThat(header(file, "Cache-Control")).contains("immutable");
      found++;
    }
    assertThat(found).isEqualTo(2);
  }

  @Test
  void aSyncThatIsNotThereHasAPageThatSaysSo() throws Exception {
    HttpResponse<byte[]> response = send("GET", "/syncs/none");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(header(response, "Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(text(response)).contains("There is no sync of that name", "href=\"../\"");
    assertThat(send("GET", "/syncs/").statusCode()).isEqualTo(404);
  }

  @Test
  void aPageThatCannotBeMadeSaysSoWithoutShowingItsInside() throws Exception {
    failure.set(new IllegalStateException("the inside"));
    HttpResponse<byte[]> response = send("GET", "/");
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(text(response))
        .contains("the status page cannot be made")
        .doesNotContain("the inside");
  }

  @Test
  void aReloadIsAnsweredOnceTheNewConfigurationIsInForce() throws Exception {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            HttpRequest.newBuilder(server.uri().resolve("/-/reload"))
                .POST(BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofByteArray());
    assertThat(send("GET", "/-/healthy").statusCode()).isEqualTo(200);
    assertThat(answer).isNotDone();
    reloaded.complete(Optional.empty());
    assertThat(answer.get().statusCode()).isEqualTo(200);
    assertThat(text(answer.get())).isEqualTo("The new configuration is in force.\n");
  }

  @Test
  void aReloadThatIsRefusedSaysWhy() throws Exception {
    reloaded.complete(Optional.of("scim-exporter.yml: line 3: é"));
    HttpResponse<byte[]> answer = send("POST", "/-/reload");
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(header(answer, "Content-Type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(text(answer)).isEqualTo("scim-exporter.yml: line 3: é\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT"})
  void onlyAPostReloads(String method) throws Exception {
    HttpResponse<byte[]> answer = send(method, "/-/reload");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(header(answer, "Allow")).isEqualTo("POST");
  }

  @Test
  void saysWhichAddressIsInUse() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + busy.getLocalPort();
      WebServer second =
          new WebServer(
              ListenAddress.parse(address),
              new PrometheusRegistry(),
              this::board,
              () -> true,
              () -> reloaded);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(second::start)
          .withMessage(
              "--web.listen-address="
                  + address
                  + ": the address is in use or not of this machine; stop the other program or"
                  + " choose another");
      second.stop();
    }
  }

  @Test
  void anAddressThatCannotBeUsedIsToldInOneLineThatSaysWhatToDo() {
    WebServer nowhere =
        new WebServer(
            ListenAddress.parse("nowhere.invalid:1"),
            new PrometheusRegistry(),
            this::board,
            () -> true,
            () -> reloaded);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(nowhere::start)
        .withMessageStartingWith("--web.listen-address=nowhere.invalid:1: cannot be used (")
        .withMessageEndingWith("); choose another");
    nowhere.stop();
  }
}
