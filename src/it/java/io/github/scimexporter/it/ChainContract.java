package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.installation.Installation;
import io.github.scimexporter.installation.Scrape;
import io.github.scimexporter.realparts.Mailbox;
import io.github.scimexporter.realparts.RealParts;
import io.github.scimexporter.realparts.WebhookReceiver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a line in access.log to one notification and back, whoever makes the real parts. */
abstract class ChainContract {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Duration VALIDITY = Duration.ofSeconds(20);

  @TempDir Path work;

  abstract RealParts parts();

  /**
   * The story: the token expires in use; the administrator gets one notification that helps; the
   * exporter is killed and goes on; the token is replaced and the old one retired; one resolution.
   * At the end every counter equals, to the unit, what the server answered, and none ever fell.
   */
  @Test
  void anExpiredTokenIsToldOnceAndItsMendOnce() throws IOException {
    Instant start = Instant.now();
    try (Installation installation =
        new Installation(Path.of("").toAbsolutePath(), work, parts(), VALIDITY, step -> {})) {
      await("the notification")
          .atMost(SOON)
          .untilAsserted(() -> assertThat(installation.mailbox().received()).hasSize(1));
      Mailbox.Mail mail = installation.mailbox().received().get(0);
      assertThat(mail.subject()).contains("CRITICAL", Installation.SYNC, "expired");
      assertThat(mail.text())
          .contains(
              Installation.SYNC,
              "Provisioned from: Microsoft Entra ID",
              "identity-team@example.com",
              "\"first token\" (id " + installation.firstTokenId() + ")",
              "1. ",
              "config issue-access-token",
              "--replaces=" + installation.firstTokenId());
      assertThat(mail.html()).contains(Installation.SYNC, installation.firstTokenId());

      installation.exporter().kill();
      installation.exporter().start();

      installation.replaceToken(Duration.ofHours(1));
      Instant replaced = Instant.now();
      await("a success with the new token")
          .atMost(SOON)
          .until(() -> lastSuccess(installation).isAfter(replaced));
      installation.retire(installation.firstTokenId());
      await("the resolution")
          .atMost(SOON)
          .untilAsserted(() -> assertThat(installation.mailbox().received()).hasSize(2));

      assertThat(installation.admins().received())
          .extracting(WebhookReceiver.Notification::status)
          .containsExactly("firing", "resolved");
      assertThat(installation.admins().received())
          .flatExtracting(WebhookReceiver.Notification::alerts)
          .extracting(WebhookReceiver.Alert::labels)
          .containsOnly(
              Map.of(
                  "alertname",
                  "ScimTokenExpired",
                  "severity",
                  "critical",
                  "sync",
                  Installation.SYNC,
                  "token",
                  installation.firstTokenId()));
      assertThat(installation.deadMansSwitch().received()).isNotEmpty();

      installation.entra().close();
      Map<String, Long> answered = installation.spotfire().answered();
      assertThat(answered.keySet()).anyMatch(key -> key.endsWith(" 401"));
      await("every answered request to be counted")
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(installation.exporter().scrape().requests(Installation.SYNC))
                      .isEqualTo(answered));
      await("Prometheus to have the same")
          .atMost(SOON)
          .untilAsserted(() -> assertThat(total(installation)).isEqualTo(sum(answered)));
      assertThat(everFell(installation, start)).isEmpty();
    }
  }

  private static Instant lastSuccess(Installation installation) {
    return installation.exporter().scrape().all("scim_sync_last_success_timestamp_seconds").stream()
        .map(sample -> Instant.ofEpochMilli((long) (sample.value() * 1000)))
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  private static long total(Installation installation) {
    return installation.prometheus().query("sum(scim_requests_total)").stream()
        .mapToLong(sample -> (long) sample.value())
        .sum();
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Counters that ever fell since then. */
  private static List<String> everFell(Installation installation, Instant start) {
    long seconds = Duration.between(start, Instant.now()).toSeconds() + 1;
    return installation.exporter().scrape().samples().stream()
        .map(Scrape.Sample::name)
        .filter(name -> name.endsWith("_total"))
        .distinct()
        .filter(
            name ->
                !installation
                    .prometheus()
                    .query("resets(" + name + "[" + seconds + "s]) > 0")
                    .isEmpty())
        .toList();
  }
}
