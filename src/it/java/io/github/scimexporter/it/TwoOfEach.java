package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.installation.ExporterJar;
import io.github.scimexporter.installation.ExporterProcess;
import io.github.scimexporter.installation.Running;
import io.github.scimexporter.realparts.Mailbox;
import io.github.scimexporter.realparts.RealAlertmanager;
import io.github.scimexporter.realparts.RealParts;
import io.github.scimexporter.realparts.RealPrometheus;
import io.github.scimexporter.realparts.ShippedConfiguration;
import io.github.scimexporter.realparts.WebhookReceiver;
import io.github.scimexporter.standin.EntraOptions;
import io.github.scimexporter.standin.EntraStandIn;
import io.github.scimexporter.standin.IssuedToken;
import io.github.scimexporter.standin.SpotfireOptions;
import io.github.scimexporter.standin.SpotfireStandIn;
import io.github.scimexporter.standin.ValveLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Two Prometheus that scrape one exporter, and two Alertmanagers that form a mesh; they watch syncs
 * into one server, each with a domain of its own.
 *
 * <p>The second Alertmanager waits for the first before it sends. That wait is scaled by less than
 * the rest, for a busy machine; it stays well below group_interval, as it is in life.
 */
final class TwoOfEach implements AutoCloseable {
  private static final int SPEED = 15;
  static final Duration SOON = Duration.ofMinutes(2);
  static final Duration RESEND_DELAY = Duration.ofMinutes(1).dividedBy(SPEED);
  static final Duration GROUP_INTERVAL = Duration.ofMinutes(5).dividedBy(SPEED);
  static final Duration PEER_TIMEOUT = Duration.ofSeconds(5);
  private static final Path REPOSITORY = Path.of("").toAbsolutePath();

  private static final List<String> SYNCS = List.of("first", "second", "third", "fourth");

  private final Running running = new Running();
  private final Map<String, IssuedToken> tokens = new HashMap<>();
  private final Map<String, EntraStandIn> clients = new HashMap<>();
  private final SpotfireStandIn spotfire;
  private final Mailbox mailbox = running.add(Mailbox.start());
  private final WebhookReceiver admins = running.add(WebhookReceiver.start());
  private final WebhookReceiver deadMansSwitch = running.add(WebhookReceiver.start());
  private final List<RealAlertmanager> alertmanagers;
  private final List<RealPrometheus> prometheus;

  /** Each sync has a domain of its own on the one server. */
  TwoOfEach(Path work) throws IOException {
    try {
      ValveLog log = ValveLog.extended(work.resolve("logs"), 1);
      spotfire =
          running.add(
              new SpotfireStandIn(
                  SpotfireOptions.defaults()
                      .withDomains(SYNCS.toArray(String[]::new))
                      .withLog(log)));
      for (String sync : SYNCS) {
        IssuedToken token = spotfire.issueToken(Duration.ofHours(1));
        tokens.put(sync, token);
        EntraStandIn client =
            running.add(
                new EntraStandIn(spotfire.endpoint(sync), token.value(), EntraOptions.defaults()));
        clients.put(sync, client);
        client.start(Duration.ofSeconds(4));
      }
      Files.writeString(work.resolve("scim-exporter.yml"), configuration(log));
      ExporterProcess exporter =
          running.add(ExporterProcess.start(ExporterJar.built(REPOSITORY), work));
      RealParts parts = RealParts.processes();
      alertmanagers =
          parts.startMesh(
              ShippedConfiguration.copy(REPOSITORY, work.resolve("told"), "1/" + SPEED)
                  .alertmanager(
                      mailbox.smarthost(),
                      Map.of("scim-admins", admins.uri(), "deadmansswitch", deadMansSwitch.uri())),
              PEER_TIMEOUT);
      alertmanagers.forEach(running::add);
      prometheus =
          List.of(
              startPrometheus(parts, work, "a", exporter),
              startPrometheus(parts, work, "b", exporter));
    } catch (IOException | RuntimeException | Error e) {
      running.close();
      throw e;
    }
  }

  private static String configuration(ValveLog log) {
    StringBuilder yaml =
        new StringBuilder(
            """
            access_logs:
              - {name: spotfire, paths: ["%s"]}
            syncs:
            """
                .formatted(log.glob()));
    for (String sync : SYNCS) {
      yaml.append(
          """
            - name: %s
              endpoint: https://spotfire.example.com/spotfire/api/rest/scim/v2/%s
              heartbeat: {interval: 10s, grace: 5s, missed_threshold: 3}
          """
              .formatted(sync, sync));
    }
    return yaml.toString();
  }

  /** With the name that one of two has, and without it in its alerts, as the shipped file says. */
  private RealPrometheus startPrometheus(
      RealParts parts, Path work, String name, ExporterProcess exporter) throws IOException {
    Path file =
        ShippedConfiguration.copy(REPOSITORY, work.resolve(name), "1/" + SPEED)
            .prometheus(
                List.of(exporter.address()),
                alertmanagers.stream().map(RealAlertmanager::address).toList());
    String shipped = Files.readString(file);
    assertThat(shipped)
        .contains("# external_labels: {replica: a}")
        .contains("# alert_relabel_configs: [");
    Files.writeString(
        file,
        shipped
            .replace("# external_labels: {replica: a}", "external_labels: {replica: " + name + "}")
            .replace("# alert_relabel_configs: [", "alert_relabel_configs: ["));
    return running.add(
        parts.startPrometheus(
            file, List.of("--rules.alert.resend-delay=" + RESEND_DELAY.toSeconds() + "s")));
  }

  List<RealAlertmanager> alertmanagers() {
    return alertmanagers;
  }

  List<RealPrometheus> prometheus() {
    return prometheus;
  }

  WebhookReceiver deadMansSwitch() {
    return deadMansSwitch;
  }

  @Override
  public void close() {
    running.close();
  }

  /** Waits until Watchdog has reached its receiver once more. */
  void awaitPing() {
    int before = deadMansSwitch.received().size();
    await("a ping").atMost(SOON).until(() -> deadMansSwitch.received().size() > before);
  }

  void refuse(String sync) {
    spotfire.revoke(Objects.requireNonNull(tokens.get(sync), sync));
  }

  void accept(String sync) {
    IssuedToken token = spotfire.issueToken(Duration.ofHours(1));
    tokens.put(sync, token);
    Objects.requireNonNull(clients.get(sync), sync).setToken(token.value());
  }

  void awaitTold(String sync, String... statuses) {
    await(sync + " to be told as " + List.of(statuses))
        .atMost(SOON)
        .untilAsserted(() -> assertTold(sync, statuses));
  }

  /** By webhook and by mail, no more and no less. */
  void assertTold(String sync, String... statuses) {
    assertThat(
            admins.received().stream()
                .filter(notification -> sync.equals(notification.groupLabels().get("sync")))
                .map(TwoOfEach::words))
        .containsExactly(
            Arrays.stream(statuses)
                .map(status -> status + " [ScimUnauthorized]")
                .toArray(String[]::new));
    assertThat(
            mailbox.received().stream()
                .map(Mailbox.Mail::subject)
                .filter(subject -> subject.contains(sync)))
        .hasSize(statuses.length);
  }

  private static String words(WebhookReceiver.Notification notification) {
    return notification.status()
        + " "
        + notification.alerts().stream().map(alert -> alert.labels().get("alertname")).toList();
  }

  /** Every living part knows of it: what comes next finds none of them still catching up. */
  void awaitHeld(String sync) {
    prometheus.forEach(each -> awaitFiring(each, sync));
    await("both Alertmanagers to hold it")
        .atMost(SOON)
        .until(
            () ->
                alertmanagers.stream()
                    .allMatch(
                        alertmanager ->
                            alertmanager.alerts().stream()
                                .anyMatch(alert -> sync.equals(alert.labels().get("sync")))));
  }

  static void awaitFiring(RealPrometheus prometheus, String sync) {
    await("the alert in Prometheus")
        .atMost(SOON)
        .until(
            () ->
                prometheus.alerts().stream()
                    .anyMatch(
                        alert ->
                            sync.equals(alert.labels().get("sync"))
                                && "firing".equals(alert.state())));
  }

  /**
   * Tells the Alertmanagers of an alert of nobody's, by which they show how time goes by for them.
   */
  String mark(Duration length) {
    String name = UUID.randomUUID().toString();
    alertmanagers.forEach(
        alertmanager ->
            alertmanager.tell(
                List.of(Map.of("alertname", "Mark", "severity", "warning", "sync", name)), length));
    return name;
  }

  void awaitMark(String name, String status) {
    await("the mark to be told as " + status)
        .atMost(SOON)
        .until(
            () ->
                admins.received().stream()
                    .anyMatch(
                        notification ->
                            name.equals(notification.groupLabels().get("sync"))
                                && status.equals(notification.status())));
  }
}
