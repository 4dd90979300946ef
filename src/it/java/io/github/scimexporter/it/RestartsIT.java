package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.installation.ExporterProcess;
import io.github.scimexporter.installation.Site;
import io.github.scimexporter.installation.Stage;
import io.github.scimexporter.realparts.RealParts;
import io.github.scimexporter.standin.IssuedToken;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Restarts and changes of configuration are no breaks, and end none: beside a sync that works on
 * two nodes, an expired token goes on being told, and is not told again.
 */
class RestartsIT {
  private static final Duration DOWN = Duration.ofSeconds(35);
  private static final String EXPIRED = "ScimTokenExpired critical";

  @TempDir Path work;

  @Test
  void nobodyIsToldOfRestartsOrOfARollingChange() {
    try (Stage stage =
            new Stage(Path.of("").toAbsolutePath(), work, RealParts.processes(), step -> {});
        Row works = new Row(stage, "works", "works");
        Row second = new Row(stage, "works", "works-second");
        Row expired = new Row(stage, "expired", "expired")) {
      works.watched(Map.of()).provisioned();
      second.watched(Map.of());
      expired.watched(Map.of());
      IssuedToken token = expired.spotfire().issueToken(Duration.ofSeconds(15));
      String id = expired.site().register(token, "--name=first");
      expired.provisioned(token);
      expired.awaitTold("firing " + EXPIRED);

      for (Row node : new Row[] {works, second}) {
        restart(node.site());
        node.reconfigured(
            Map.of(
                "provisioned_from", "{provider: entra, owner: another-team@example.com}",
                "heartbeat", "{interval: 11s, grace: 5s, missed_threshold: 3}"),
            Map.of());
        works.awaitHeartbeatAfter(Instant.now());
      }
      works.spotfire().stop();
      works.spotfire().start();
      stage.prometheus().restart();
      works.awaitHeartbeatAfter(Instant.now());
      stage.alertmanager().restart();
      restart(expired.site());

      works.awaitNothingUntil(Instant.now().plus(DOWN));
      expired.awaitTold("firing " + EXPIRED);

      IssuedToken replacement = expired.token();
      expired.site().register(replacement, "--name=second", "--replaces=" + id);
      expired.entra().setToken(replacement.value());
      expired.awaitHeartbeatAfter(Instant.now());
      expired.site().retire(id);
      expired.awaitToldInAll("firing " + EXPIRED, "resolved " + EXPIRED);
      assertThat(stage.prometheus().failedEvaluations()).isZero();
    }
  }

  private static void restart(Site site) {
    ExporterProcess exporter = site.exporter();
    exporter.stop();
    exporter.start();
  }
}
