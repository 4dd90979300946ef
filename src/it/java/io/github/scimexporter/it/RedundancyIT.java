package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.realparts.RealPrometheus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * One of two Prometheus, or one of two Alertmanagers, dies: nothing is lost, nothing is told twice.
 * And when nobody evaluates any more, the dead man's switch is no longer held.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedundancyIT {
  private final TwoOfEach two;

  RedundancyIT(@TempDir Path work) throws IOException {
    two = new TwoOfEach(work);
  }

  @AfterAll
  void end() {
    two.close();
  }

  @Test
  void oneOfTwoPrometheusDies() {
    two.refuse("first");
    two.awaitTold("first", "firing");
    two.awaitHeld("first");
    two.prometheus().get(0).kill();

    // Alertmanager believes in what the dead one said for four resend delays; the next look at the
    // group after that would find it resolved, if the living one did not speak up.
    String over =
        two.mark(
            TwoOfEach.RESEND_DELAY
                .multipliedBy(4)
                .plus(TwoOfEach.GROUP_INTERVAL)
                .plus(TwoOfEach.PEER_TIMEOUT));
    two.refuse("second");
    two.awaitTold("second", "firing");
    two.awaitMark(over, "resolved");
    two.assertTold("first", "firing");
    two.awaitPing();

    two.prometheus().get(0).restart();
    TwoOfEach.awaitFiring(two.prometheus().get(0), "first");
    two.accept("first");
    two.accept("second");
    two.awaitTold("first", "firing", "resolved");
    two.awaitTold("second", "firing", "resolved");
    letAlertmanagerDecide();
    two.assertTold("first", "firing", "resolved");
    two.assertTold("second", "firing", "resolved");
  }

  @Test
  void oneOfTwoAlertmanagersDies() {
    two.refuse("third");
    two.awaitTold("third", "firing");
    two.awaitHeld("third");
    // The one that sends.
    two.alertmanagers().get(0).kill();

    two.refuse("fourth");
    two.awaitTold("fourth", "firing");
    two.awaitPing();
    two.accept("third");
    two.awaitTold("third", "firing", "resolved");

    two.alertmanagers().get(0).restart();
    two.alertmanagers().get(0).awaitMesh(2);
    two.awaitHeld("fourth");
    letAlertmanagerDecide();
    two.assertTold("third", "firing", "resolved");
    two.assertTold("fourth", "firing");
  }

  @Test
  void withoutAnyPrometheusTheDeadMansSwitchIsNotHeld() {
    two.awaitPing();
    two.prometheus().forEach(RealPrometheus::kill);
    await("both Alertmanagers to believe in Watchdog no more")
        .atMost(TwoOfEach.SOON)
        .until(
            () ->
                two.alertmanagers().stream()
                    .flatMap(alertmanager -> alertmanager.alerts().stream())
                    .noneMatch(alert -> "Watchdog".equals(alert.labels().get("alertname"))));
    letAlertmanagerDecide();
    int last = two.deadMansSwitch().received().size();
    letAlertmanagerDecide();
    assertThat(two.deadMansSwitch().received()).hasSize(last);

    two.prometheus().forEach(RealPrometheus::restart);
    two.awaitPing();
  }

  /**
   * Until Alertmanager itself has let pass more than the second one's wait, a few looks at the
   * Watchdog's group and its repeat_interval: each mark takes a group_wait, 2 s.
   */
  private void letAlertmanagerDecide() {
    for (int i = 0; i < 5; i++) {
      two.awaitMark(two.mark(Duration.ofMinutes(1)), "firing");
    }
  }
}
