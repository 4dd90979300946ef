package io.github.scimexporter.realparts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.github.scimexporter.realparts.RealPrometheus.Sample;
import io.github.scimexporter.realparts.WebhookReceiver.Notification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for real parts whoever makes them. */
abstract class RealPartsContract {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path work;

  abstract RealParts parts();

  /**
   * From a scraped value to an e-mail and a webhook, and, after Prometheus was killed, to their
   * resolution.
   */
  @Test
  void aValueBecomesNotifications() throws IOException {
    RealParts parts = parts();
    AtomicInteger fault = new AtomicInteger(1);
    HttpServer target = serve(fault);
    try (Mailbox mailbox = Mailbox.start();
        WebhookReceiver webhook = WebhookReceiver.start();
        RealAlertmanager alertmanager =
            parts.startAlertmanager(alertmanagerConfig(mailbox, webhook));
        RealPrometheus prometheus =
            parts.startPrometheus(
                prometheusConfig(target.getAddress().getPort(), alertmanager.address()))) {
      Instant start = Instant.now();

      await().atMost(SOON).untilAsserted(() -> assertThat(webhook.received()).isNotEmpty());
      Notification first = webhook.received().get(0);
      assertThat(first.status()).isEqualTo("firing");
      assertThat(first.receiver()).isEqualTo("admins");
      assertThat(first.groupLabels()).containsEntry("alertname", "Fault");
      assertThat(first.alerts())
          .singleElement()
          .satisfies(
              alert -> assertThat(alert.annotations()).containsEntry("summary", "fault at 1"));
      await().atMost(SOON).untilAsserted(() -> assertThat(mailbox.received()).isNotEmpty());
      assertThat(mailbox.received().get(0))
          .satisfies(
              mail -> {
                assertThat(mail.to()).containsExactly("admins@example.com");
                assertThat(mail.subject()).isEqualTo("[FIRING] Fault");
                assertThat(mail.text()).contains("fault at 1");
                assertThat(mail.html()).contains("<b>fault at 1</b>");
              });

      assertThat(alertmanager.alerts())
          .singleElement()
          .satisfies(
              alert -> {
                assertThat(alert.labels()).containsEntry("alertname", "Fault");
                assertThat(alert.state()).isEqualTo("active");
                assertThat(alert.receivers()).containsExactly("admins");
              });
      assertThat(prometheus.alerts())
          .singleElement()
          .satisfies(alert -> assertThat(alert.state()).isEqualTo("firing"));
      assertThat(prometheus.query("fault{job='test'} * 2 - 1 + NaN"))
          .singleElement()
          .extracting(Sample::value)
          .isEqualTo(Double.NaN);
      assertThat(prometheus.query("1/0"))
          .containsExactly(new Sample(Map.of(), Double.POSITIVE_INFINITY));
      assertThat(prometheus.queryRange("fault", start, Instant.now(), Duration.ofMillis(200)))
          .singleElement()
          .satisfies(
              series -> {
                assertThat(series.labels())
                    .containsEntry("__name__", "fault")
                    .containsEntry("job", "test");
                assertThat(series.points())
                    .isNotEmpty()
                    .allSatisfy(point -> assertThat(point.value()).isEqualTo(1));
              });

      prometheus.kill();
      assertThatThrownBy(prometheus::alerts).hasMessageContaining(prometheus.uri().toString());
      prometheus.restart();
      // What it stored before it was killed is still there.
      assertThat(prometheus.query("max_over_time(fault[5m])"))
          .extracting(Sample::value)
          .containsExactly(1.0);
      // Only what a new Prometheus saw firing can it report as resolved.
      await().atMost(SOON).untilAsserted(() -> assertThat(prometheus.alerts()).isNotEmpty());
      // Asked to end, Alertmanager keeps what it notified of; killed, it would not send the
      // resolution.
      alertmanager.restart();

      fault.set(0);
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(webhook.received())
                      .last()
                      .extracting(Notification::status)
                      .isEqualTo("resolved"));
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(mailbox.received())
                      .last()
                      .extracting(Mailbox.Mail::subject)
                      .isEqualTo("[RESOLVED] Fault"));
    } finally {
      target.stop(0);
    }
  }

  /**
   * Nothing listens where the exporter should be: the shipped rules and configuration tell the
   * administrators.
   */
  @Test
  void theShippedConfigurationRuns() throws IOException {
    RealParts parts = parts();
    ShippedConfiguration shipped = ShippedConfiguration.copy(Path.of(""), work, "1/20");
    try (Mailbox mailbox = Mailbox.start();
        WebhookReceiver admins = WebhookReceiver.start();
        WebhookReceiver watchdog = WebhookReceiver.start();
        RealAlertmanager alertmanager =
            parts.startAlertmanager(
                shipped.alertmanager(
                    mailbox.smarthost(),
                    Map.of("scim-admins", admins.uri(), "deadmansswitch", watchdog.uri())));
        RealPrometheus prometheus =
            parts.startPrometheus(
                shipped.prometheus(
                    List.of("127.0.0.1:" + closedPort()), List.of(alertmanager.address())),
                List.of("--rules.alert.resend-delay=3s"))) {
      await().atMost(SOON).untilAsserted(() -> assertThat(mailbox.received()).isNotEmpty());
      assertThat(admins.received())
          .first()
          .satisfies(
              notification -> {
                assertThat(notification.receiver()).isEqualTo("scim-admins");
                assertThat(notification.alerts())
                    .extracting(alert -> alert.labels().get("alertname"))
                    .containsExactly("ScimExporterDown");
              });
      assertThat(watchdog.received())
          .isNotEmpty()
          .allSatisfy(
              notification ->
                  assertThat(notification.groupLabels())
                      .containsExactlyEntriesOf(Map.of("alertname", "Watchdog")));
      assertThat(mailbox.received())
          .first()
          .satisfies(
              mail -> {
                assertThat(mail.subject()).isNotBlank();
                assertThat(mail.text()).contains("ScimExporterDown");
                assertThat(mail.html()).contains("ScimExporterDown");
              });
      assertThat(prometheus.alerts()).hasSize(2);
    }
  }

  @Test
  void aPartThatDiesEarlySaysWhy() throws IOException {
    Path config = Files.writeString(work.resolve("prometheus.yml"), "nonsense: true\n");
    RealParts parts = parts();
    assertThatThrownBy(() -> parts.startPrometheus(config).close())
        .hasMessageContaining("prometheus ended instead of starting")
        .hasMessageContaining("field nonsense not found");
    assertThatThrownBy(() -> parts.startAlertmanager(work.resolve("absent.yml")).close())
        .hasMessageContaining("absent.yml: there is no such configuration file");
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static HttpServer serve(AtomicInteger fault) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          try (exchange) {
            byte[] body = ("fault " + fault.get() + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    return server;
  }

  private Path alertmanagerConfig(Mailbox mailbox, WebhookReceiver webhook) throws IOException {
    return Files.writeString(
        work.resolve("alertmanager.yml"),
        """
        global: {smtp_smarthost: "%s", smtp_from: am@example.com, smtp_require_tls: false}
        route: {receiver: admins, group_by: [alertname], group_wait: 100ms, group_interval: 500ms}
        receivers:
          - name: admins
            webhook_configs: [{url: "%s"}]
            email_configs:
              - to: admins@example.com
                send_resolved: true
                headers: {Subject: '[{{ .Status | toUpper }}] {{ .CommonLabels.alertname }}'}
                text: '{{ range .Alerts }}{{ .Annotations.summary }}{{ end }}'
                html: '{{ range .Alerts }}<b>{{ .Annotations.summary }}</b>{{ end }}'
        """
            .formatted(mailbox.smarthost(), webhook.uri()));
  }

  private Path prometheusConfig(int targetPort, String alertmanager) throws IOException {
    Files.writeString(
        work.resolve("rules.yml"),
        """
        groups:
          - name: test
            rules:
              - alert: Fault
                expr: fault > 0
                annotations: {summary: "fault at {{ $value }}"}
        """);
    return Files.writeString(
        work.resolve("prometheus.yml"),
        """
        global: {scrape_interval: 200ms, scrape_timeout: 200ms, evaluation_interval: 200ms}
        rule_files: [rules.yml]
        alerting: {alertmanagers: [{static_configs: [{targets: ["%s"]}]}]}
        scrape_configs: [{job_name: test, static_configs: [{targets: ["127.0.0.1:%d"]}]}]
        """
            .formatted(alertmanager, targetPort));
  }
}
