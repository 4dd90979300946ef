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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A row of the catalogue of breaks: an installation of its own, and what people are told of it.
 * What they are told is a list, one element for each notification, such as {@code firing
 * ScimTokenExpired critical}; several alerts in one are joined by {@code +}.
 */
final class Row implements AutoCloseable {
  /** So wide that a break that is told by something else is mended before. */
  static final Map<String, String> WIDE_HEARTBEAT =
      Map.of("heartbeat", "{interval: 60s, grace: 5s, missed_threshold: 3}");

  static final Duration CYCLE = Duration.ofSeconds(4);

  private static final Duration SOON = Duration.ofMinutes(2);

  /** After this all that a repair may set off has been told: the hiders' memory, the group's. */
  private static final Duration ECHO = Duration.ofSeconds(20);

  private final Timer people = new Timer("people", true);
  private final HttpClient http = HttpClient.newHttpClient();
  private final Stage stage;
  private final Site site;

  Row(Stage stage, String sync, String node) {
    this.stage = stage;
    site = new Site(stage, sync, node, SpotfireOptions.defaults());
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
    return watched(syncKeys, Map.of());
  }

  /** The same, with keys of the log too. */
  Row watched(Map<String, String> syncKeys, Map<String, String> logKeys) {
    site.watch(syncKeys, logKeys);
    return this;
  }

  /** Puts another configuration in force. */
  void reconfigured(Map<String, String> syncKeys, Map<String, String> logKeys) {
    site.configure(syncKeys, logKeys);
    HttpResponse<String> answer = site.exporter().reload();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Has Entra provision, with a token that nobody registered. */
  Row provisioned() {
    return provisioned(token());
  }

  /** Has Entra provision with that token until Prometheus has seen that it works. */
  Row provisioned(IssuedToken token) {
    Instant start = Instant.now();
    site.provision(token, CYCLE);
    awaitHeartbeatAfter(start);
    return this;
  }

  /**
   * The node leaves service discovery and is switched off, with all that runs on it; returns when
   * the rules have been evaluated without it.
   */
  void scaledAway() {
    site.close();
    String up = "up{instance=\"" + site.exporter().address() + "\"}";
    await("Prometheus to forget " + up)
        .atMost(SOON)
        .until(() -> stage.prometheus().query(up).isEmpty());
    awaitEvaluated(Instant.now().plusSeconds(2));
  }

  /** From now on people use the server, who have nothing to do with provisioning. */
  void usedByPeople() {
    TimerTask visit =
        new TimerTask() {
          @Override
          public void run() {
            visit("/spotfire/", "198.51.100.1");
          }
        };
    people.schedule(visit, 0, 1000);
  }

  /** One request, as a proxy says it came from that address. */
  void visit(String path, String from) {
    try {
      http.send(
          HttpRequest.newBuilder(spotfire().uri(path)).header("X-Forwarded-For", from).build(),
          HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void awaitHeartbeatAfter(Instant time) {
    await("a heartbeat of " + site.sync())
        .atMost(SOON)
        .until(() -> query("scim_sync_last_success_timestamp_seconds") > time.getEpochSecond());
  }

  /** The largest value of that metric of this row, as Prometheus knows it; negative: absent. */
  double query(String metric) {
    String mine =
        "{sync=\"" + site.sync() + "\"} or " + metric + "{log=\"" + site.logName() + "\"}";
    return stage.prometheus().query("max(" + metric + mine + ")").stream()
        .mapToDouble(sample -> sample.value())
        .max()
        .orElse(-1);
  }

  /** Waits until that metric or rule says at least so much of this row. */
  void awaitAtLeast(String metric, double value) {
    await(metric + " of " + site.sync()).atMost(SOON).until(() -> query(metric) >= value);
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

  /** Nothing fired but these, not even what something else hid. */
  void assertFired(String... fired) {
    assertThat(fired()).containsExactlyInAnyOrder(fired);
  }

  private void assertTold(String... notifications) {
    assertThat(told()).containsExactly(notifications);
    assertThat(mails()).hasSize((int) mine().count());
    assertThat(mails()).noneMatch(mail -> mail.text().contains("error expanding template"));
  }

  /** The mails that speak of this row, oldest first. */
  List<Mailbox.Mail> mails() {
    String name = "Sync " + site.sync() + ":";
    // A mail that something is mended names no exporter; its summary is in it.
    Set<String> summaries =
        mine()
            .flatMap(List::stream)
            .map(alert -> alert.annotations().getOrDefault("summary", ""))
            .collect(Collectors.toSet());
    return stage.mailbox().received().stream()
        .filter(
            mail ->
                mail.text().contains(name) || summaries.stream().anyMatch(mail.text()::contains))
        .toList();
  }

  /**
   * What has ended is named again in messages that are sent for another reason, for as long as
   * Prometheus repeats it, which is 15 minutes: it counts once.
   */
  private List<String> told() {
    List<String> told = new ArrayList<>();
    Set<Map<String, String>> ended = new HashSet<>();
    for (List<WebhookReceiver.Alert> notification : mine().toList()) {
      List<String> news = new ArrayList<>();
      for (WebhookReceiver.Alert alert : notification) {
        if (alert.status().equals("firing")) {
          ended.remove(alert.labels());
        } else if (!ended.add(alert.labels())) {
          continue;
        }
        news.add(alert.status() + " " + name(alert.labels()));
      }
      if (!news.isEmpty()) {
        told.add(news.stream().sorted().collect(Collectors.joining(" + ")));
      }
    }
    return told;
  }

  /** The notifications about this row, each without what it says of others. */
  private Stream<List<WebhookReceiver.Alert>> mine() {
    return stage.admins().received().stream()
        .map(notification -> notification.alerts().stream().filter(this::isMine).toList())
        .filter(alerts -> !alerts.isEmpty());
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
    String described = alert.annotations().getOrDefault("description", "");
    return sync == null
        ? Pattern.compile(Pattern.quote(site.exporter().address()) + "(?!\\d)")
            .matcher(described)
            .find()
        : sync.equals(site.sync());
  }

  /** What people were told stays in the work directory, for whoever looks into a failure. */
  @Override
  public void close() {
    try {
      String mails =
          mails().stream()
              .map(mail -> mail.subject() + "\n\n" + mail.text() + "\n")
              .collect(Collectors.joining("-----\n"));
      Files.writeString(site.work().resolve("mails.txt"), mails);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    people.cancel();
    site.close();
  }
}
