package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.installation.ExporterJar;
import io.github.scimexporter.installation.ExporterProcess;
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
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two Prometheus scrape one exporter, both tell two Alertmanagers that form a mesh, and one of them
 * dies: nothing is lost, nothing is told twice. And when nobody evaluates any more, the dead man's
 * switch is no longer held.
 *
 * <p>The second Alertmanager waits for the first before it sends. That wait is scaled by less than
 * the rest, for a busy machine; it stays well below group_interval, as it is in life.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedundancyIT {
  private static final int SPEED = 15;
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Duration RESEND_DELAY = Duration.ofMinutes(1).dividedBy(SPEED);
  private static final Duration GROUP_INTERVAL = Duration.ofMinutes(5).dividedBy(SPEED);
  private static final Duration PEER_TIMEOUT = Duration.ofSeconds(5);
  private static final Path REPOSITORY = Path.of("").toAbsolutePath();

  private static final List<String> SYNCS = List.of("first", "second", "third", "fourth");

  private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
  private final Map<String, IssuedToken> tokens = new HashMap<>();
  private final Map<String, EntraStandIn> clients = new HashMap<>();
  private final SpotfireStandIn spotfire;
  private final Mailbox mailbox = closing(Mailbox.start());
  private final WebhookReceiver admins = closing(WebhookReceiver.start());
  private final WebhookReceiver deadMansSwitch = closing(WebhookReceiver.start());
  private final List<RealAlertmanager> alertmanagers;
  private final List<RealPrometheus> prometheus;

  /** Each sync has a domain of its own on the one server. */
  RedundancyIT(@TempDir Path work) throws IOException {
    ValveLog log = ValveLog.extended(work.resolve("logs"), 1);
    spotfire =
        closing(
            new SpotfireStandIn(
                SpotfireOptions.defaults().withDomains(SYNCS.toArray(String[]::new)).withLog(log)));
    for (String sync : SYNCS) {
      IssuedToken token = spotfire.issueToken(Duration.ofHours(1));
      tokens.put(sync, token);
      EntraStandIn client =
          closing(
              new EntraStandIn(spotfire.endpoint(sync), token.value(), EntraOptions.defaults()));
      clients.put(sync, client);
      client.start(Duration.ofSeconds(4));
    }
    Files.writeString(work.resolve("scim-exporter.yml"), configuration(log));
    ExporterProcess exporter = closing(ExporterProcess.start(ExporterJar.built(REPOSITORY), work));
    RealParts parts = RealParts.processes();
    alertmanagers =
        parts.startMesh(
            ShippedConfiguration.copy(REPOSITORY, work.resolve("told"), "1/" + SPEED)
                .alertmanager(
                    mailbox.smarthost(),
                    Map.of("scim-admins", admins.uri(), "deadmansswitch", deadMansSwitch.uri())),
            PEER_TIMEOUT);
    alertmanagers.forEach(this::closing);
    prometheus =
        List.of(
            startPrometheus(parts, work, "a", exporter),
            startPrometheus(parts, work, "b", exporter));
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
    return closing(
        parts.startPrometheus(
            file, List.of("--rules.alert.resend-delay=" + RESEND_DELAY.toSeconds() + "s")));
  }

  private <T extends AutoCloseable> T closing(T part) {
    toClose.push(part);
    return part;
  }

  @AfterAll
  void end() throws Exception {
    while (!toClose.isEmpty()) {
      toClose.pop().close();
    }
  }

  @Test
  void oneOfTwoPrometheusDies() {
    refuse("first");
    awaitTold("first", "firing");
    awaitHeld("first");
    prometheus.get(0).kill();
    int pings = deadMansSwitch.received().size();

    // Alertmanager believes in what the dead one said for four resend delays; the next look at the
    // group after that would find it resolved, if the living one did not speak up.
    String over = mark(RESEND_DELAY.multipliedBy(4).plus(GROUP_INTERVAL).plus(PEER_TIMEOUT));
    refuse("second");
    awaitTold("second", "firing");
    awaitMark(over, "resolved");
    assertTold("first", "firing");
    assertThat(deadMansSwitch.received()).hasSizeGreaterThan(pings);

    prometheus.get(0).restart();
    awaitFiring(prometheus.get(0), "first");
    accept("first");
    accept("second");
    awaitTold("first", "firing", "resolved");
    awaitTold("second", "firing", "resolved");
    letAlertmanagerDecide();
    assertTold("first", "firing", "resolved");
    assertTold("second", "firing", "resolved");
  }

  @Test
  void oneOfTwoAlertmanagersDies() {
    refuse("third");
    awaitTold("third", "firing");
    awaitHeld("third");
    // The one that sends.
    alertmanagers.get(0).kill();

    refuse("fourth");
    awaitTold("fourth", "firing");
    accept("third");
    awaitTold("third", "firing", "resolved");

    alertmanagers.get(0).restart();
    alertmanagers.get(0).awaitMesh(2);
    awaitHeld("fourth");
    letAlertmanagerDecide();
    assertTold("third", "firing", "resolved");
    assertTold("fourth", "firing");
  }

  @Test
  void withoutAnyPrometheusTheDeadMansSwitchIsNotHeld() {
    int before = deadMansSwitch.received().size();
    await("pings").atMost(SOON).until(() -> deadMansSwitch.received().size() >= before + 2);

    prometheus.forEach(RealPrometheus::kill);
    await("both Alertmanagers to believe in Watchdog no more")
        .atMost(SOON)
        .until(
            () ->
                alertmanagers.stream()
                    .flatMap(alertmanager -> alertmanager.alerts().stream())
                    .noneMatch(alert -> "Watchdog".equals(alert.labels().get("alertname"))));
    letAlertmanagerDecide();
    int last = deadMansSwitch.received().size();
    letAlertmanagerDecide();
    assertThat(deadMansSwitch.received()).hasSize(last);

    prometheus.forEach(RealPrometheus::restart);
    await("pings again").atMost(SOON).until(() -> deadMansSwitch.received().size() > last);
  }

  private void refuse(String sync) {
    spotfire.revoke(Objects.requireNonNull(tokens.get(sync), sync));
  }

  private void accept(String sync) {
    IssuedToken token = spotfire.issueToken(Duration.ofHours(1));
    tokens.put(sync, token);
    Objects.requireNonNull(clients.get(sync), sync).setToken(token.value());
  }

  private void awaitTold(String sync, String... statuses) {
    await(sync + " to be told as " + List.of(statuses))
        .atMost(SOON)
        .untilAsserted(() -> assertTold(sync, statuses));
  }

  /** By webhook and by mail, no more and no less. */
  private void assertTold(String sync, String... statuses) {
    assertThat(
            admins.received().stream()
                .filter(notification -> sync.equals(notification.groupLabels().get("sync")))
                .map(RedundancyIT::words))
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
  private void awaitHeld(String sync) {
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

  private static void awaitFiring(RealPrometheus prometheus, String sync) {
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
   * Until Alertmanager itself has let pass more than the second one's wait, a few looks at the
   * Watchdog's group and its repeat_interval: each mark takes a group_wait, 2 s.
   */
  private void letAlertmanagerDecide() {
    for (int i = 0; i < 5; i++) {
      awaitMark(mark(Duration.ofMinutes(1)), "firing");
    }
  }

  /**
   * Tells the Alertmanagers of an alert of nobody's, by which they show how time goes by for them.
   */
  private String mark(Duration length) {
    String name = UUID.randomUUID().toString();
    alertmanagers.forEach(
        alertmanager ->
            alertmanager.tell(
                List.of(Map.of("alertname", "Mark", "severity", "warning", "sync", name)), length));
    return name;
  }

  private void awaitMark(String name, String status) {
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
