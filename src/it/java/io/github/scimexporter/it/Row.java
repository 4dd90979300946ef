package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.installation.Site;
import io.github.scimexporter.installation.Stage;
import io.github.scimexporter.realparts.Mailbox;
import io.github.scimexporter.realparts.WebhookReceiver;
import io.github.scimexporter.standin.EntraStandIn;
import io.github.scimexporter.standin.IssuedToken;
import io.github.scimexporter.standin.SpotfireOptions;
import io.github.scimexporter.standin.SpotfireStandIn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A row of the catalogue of breaks: an installation of its own, and what people are told of it.
 * What they are told is a list, one element for each notification, such as {@code firing
 * ScimTokenExpired critical}; several alerts in one are joined by {@code +}.
 */
final class Row implements AutoCloseable {
  static final Duration CYCLE = Duration.ofSeconds(4);

  private static final Duration SOON = Duration.ofMinutes(2);

  /** After this all that a repair may set off has been told: the hiders' memory, the group's. */
  private static final Duration ECHO = Duration.ofSeconds(20);

  private final Stage stage;
  private final Site site;

  Row(Stage stage, String sync) {
    this(stage, sync, sync);
  }

  /** One more node of that sync. */
  Row(Stage stage, String sync, String directory) {
    this.stage = stage;
    site = new Site(stage, sync, directory, SpotfireOptions.defaults());
  }

  Site site() {
    return site;
  }

  SpotfireStandIn spotfire() {
    return site.spotfire();
  }

  EntraStandIn entra() {
    return site.entra();
  }

  /** A token that lasts longer than any test. */
  IssuedToken token() {
    return spotfire().issueToken(Duration.ofHours(1));
  }

  /** Watched with the usual configuration and these keys of the sync, in YAML. */
  Row watched(Map<String, String> syncKeys) {
    site.watch(syncKeys);
    return this;
  }

  /** Has Entra provision with that token until Prometheus has seen that it works. */
  Row provisioned(IssuedToken token) {
    Instant start = Instant.now();
    site.provision(token, CYCLE);
    awaitHeartbeatAfter(start);
    return this;
  }

  void awaitHeartbeatAfter(Instant time) {
    await("a heartbeat of " + site.sync())
        .atMost(SOON)
        .until(() -> query("scim_sync_last_success_timestamp_seconds") > time.getEpochSecond());
  }

  /** The largest value of that metric of this row, as Prometheus knows it; negative: absent. */
  double query(String metric) {
    return stage.prometheus().query("max(" + metric + "{sync=\"" + site.sync() + "\"})").stream()
        .mapToDouble(sample -> sample.value())
        .max()
        .orElse(-1);
  }

  void awaitEvaluated(Instant time) {
    await("an evaluation of the rules after " + time)
        .atMost(SOON)
        .until(() -> stage.evaluated().isAfter(time));
  }

  /** Waits until exactly these notifications were sent, by webhook and by mail. */
  void awaitTold(String... notifications) {
    await("what people are told of " + site.sync())
        .atMost(SOON)
        .untilAsserted(() -> assertTold(notifications));
  }

  /** The same, and that nothing follows. */
  void awaitToldInAll(String... notifications) {
    awaitTold(notifications);
    awaitEvaluated(Instant.now().plus(ECHO));
    assertTold(notifications);
  }

  /**
   * Nobody is told anything until the rules were evaluated after that time, and nothing fired that
   * something else hid; but for alerts of these, such as {@code ScimTokenExpired info}.
   */
  void awaitNothingUntil(Instant time, String... fired) {
    awaitEvaluated(time);
    assertThat(fired()).containsExactlyInAnyOrder(fired);
    assertTold();
  }

  private void assertTold(String... notifications) {
    assertThat(told()).containsExactly(notifications);
    assertThat(mails()).hasSize(notifications.length);
  }

  /** The mails that speak of this row, oldest first. */
  List<Mailbox.Mail> mails() {
    return stage.mailbox().received().stream()
        .filter(mail -> mail.text().contains("Sync " + site.sync() + ":") || mine(mail.text()))
        .toList();
  }

  private List<String> told() {
    return stage.admins().received().stream()
        .map(
            notification ->
                notification.alerts().stream()
                    .filter(this::isMine)
                    .map(alert -> alert.status() + " " + name(alert.labels()))
                    .sorted()
                    .toList())
        .filter(alerts -> !alerts.isEmpty())
        .map(alerts -> String.join(" + ", alerts))
        .toList();
  }

  private List<String> fired() {
    String ofSync = "ALERTS{alertstate=\"firing\",sync=\"" + site.sync() + "\"}";
    return stage
        .prometheus()
        .query("count by (alertname, severity) (count_over_time(" + ofSync + "[1h]))")
        .stream()
        .map(sample -> name(sample.labels()))
        .toList();
  }

  private static String name(Map<String, String> labels) {
    return labels.get("alertname") + " " + labels.get("severity");
  }

  /** What has no sync names the exporter that it is about. */
  private boolean isMine(WebhookReceiver.Alert alert) {
    String sync = alert.labels().get("sync");
    return sync == null
        ? mine(alert.annotations().getOrDefault("description", ""))
        : sync.equals(site.sync());
  }

  private boolean mine(String text) {
    return Stream.of(text.split("[^0-9.:]+")).anyMatch(site.exporter().address()::equals);
  }

  @Override
  public void close() {
    site.close();
  }
}
