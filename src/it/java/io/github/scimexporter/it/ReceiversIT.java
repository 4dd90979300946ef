package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.github.scimexporter.realparts.RealAlertmanager;
import io.github.scimexporter.realparts.RealParts;
import io.github.scimexporter.realparts.ShippedConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The receivers to choose from: each pasted into the shipped configuration, and what it sends. */
class ReceiversIT {
  private static final Path REPOSITORY = Path.of("").toAbsolutePath();
  private static final Pattern NEEDS =
      Pattern.compile("Needs Alertmanager 0\\.(\\d+)\\.0 or newer\\.");

  @TempDir Path work;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private HttpServer service = server();

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void listen() {
    service.createContext(
        "/",
        exchange -> {
          try (exchange) {
            received.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            // What each of them answers to a message that it takes.
            byte[] ok = "ok".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                exchange.getRequestURI().getPath().startsWith("/slack") ? 200 : 202, ok.length);
            exchange.getResponseBody().write(ok);
          }
        });
    service.start();
  }

  @AfterEach
  void end() {
    service.stop(0);
  }

  @Test
  void everyReceiverSaysWhichVersionItNeedsAndKeepsItsSecretInAFile() throws IOException {
    for (String name : List.of("slack", "msteamsv2", "pagerduty", "opsgenie")) {
      String text = fragment(name);
      assertThat(NEEDS.matcher(text).find()).as(name).isTrue();
      assertThat(text).as(name).containsPattern("(url|key)_file: /etc/alertmanager/");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "slack, api_url_file, slack.url",
    "msteamsv2, webhook_url_file, msteams.url",
    "pagerduty, routing_key_file, pagerduty.key",
    "opsgenie, api_key_file, opsgenie.key",
  })
  void itSendsWhatItsServiceShows(String name, String key, String file) throws Exception {
    Matcher needs = NEEDS.matcher(fragment(name));
    assertThat(needs.find()).isTrue();
    assumeTrue(
        version() >= Integer.parseInt(needs.group(1)),
        name + " needs a newer Alertmanager than this one; bin/test --all runs it on one");
    try (RealAlertmanager alertmanager = start(name, key, file)) {
      post(alertmanager);
      await("the message to arrive")
          .atMost(Duration.ofSeconds(60))
          .until(() -> !received.isEmpty());
    }
    JsonMapper json = new JsonMapper();
    String message =
        json.writerWithDefaultPrettyPrinter()
            .writeValueAsString(json.readTree(received.get(0)))
            // Alertmanager's own address and its key for the group.
            .replaceAll("http://[^/\"]+/#/alerts[^\"]*", "ALERTMANAGER")
            .replaceAll("\"(alias|dedup_key)\" : \"[^\"]+\"", "\"$1\" : \"KEY\"")
            .replaceAll("\"ts\" : \\d+", "\"ts\" : 0");
    Path golden = REPOSITORY.resolve("alertmanager/tests/" + name + ".json");
    if (Boolean.getBoolean("scim.golden")) {
      Files.writeString(golden, message + "\n");
    }
    assertThat(message + "\n").isEqualTo(Files.readString(golden));
  }

  private RealAlertmanager start(String name, String key, String file) throws IOException {
    ShippedConfiguration shipped = ShippedConfiguration.copy(REPOSITORY, work, "1/30");
    URI nowhere = URI.create("http://127.0.0.1:9/");
    Path config =
        shipped.alertmanager(
            "127.0.0.1:9", Map.of("scim-admins", nowhere, "deadmansswitch", nowhere));
    String address = "http://127.0.0.1:" + service.getAddress().getPort() + "/" + name;
    boolean isAddress = file.endsWith(".url");
    Path secret = Files.writeString(work.resolve(file), isAddress ? address : "an-invented-key");
    String fragment =
        fragment(name).replace("/etc/alertmanager/" + file, secret.toAbsolutePath().toString());
    if (!isAddress) {
      String option = name.equals("opsgenie") ? "api_url: " + address + "/" : "url: " + address;
      fragment = fragment.replace("  - " + key, "  - " + option + "\n    " + key);
    }
    String whole = Files.readString(config);
    String receiver = "  - name: scim-admins\n";
    assertThat(whole).containsOnlyOnce(receiver);
    Files.writeString(config, whole.replace(receiver, receiver + fragment.strip().indent(4)));
    return RealParts.processes().startAlertmanager(config);
  }

  private static void post(RealAlertmanager alertmanager) throws Exception {
    String alert = Files.readString(REPOSITORY.resolve("alertmanager/tests/alert.json"));
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(alertmanager.uri().resolve("/api/v2/alerts"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(alert))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static String fragment(String name) throws IOException {
    return Files.readString(REPOSITORY.resolve("alertmanager/receivers/" + name + ".yml"));
  }

  /** The 25 of 0.25.0. */
  private static int version() throws Exception {
    Path amtool = Path.of(System.getProperty("scim.prometheus.dir", "")).resolve("usr/bin/amtool");
    Process process =
        new ProcessBuilder(amtool.toString(), "--version").redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher version = Pattern.compile("version 0\\.(\\d+)\\.").matcher(text);
    assertThat(version.find()).as(text).isTrue();
    return Integer.parseInt(version.group(1));
  }
}
