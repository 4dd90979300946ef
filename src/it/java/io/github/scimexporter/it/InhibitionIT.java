package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.realparts.RealAlertmanager;
import io.github.scimexporter.realparts.RealParts;
import io.github.scimexporter.realparts.ShippedConfiguration;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who hides whom in a real Alertmanager: every ordered pair of the shipped alerts. */
class InhibitionIT {
  /** An alert of the catalogue; those about a token carry its id. */
  private record Kind(String alertname, String severity) {
    private Map<String, String> labels(String sync) {
      Map<String, String> labels = new TreeMap<>();
      labels.put("alertname", alertname);
      labels.put("severity", severity);
      labels.put("sync", sync);
      switch (alertname) {
        case "ScimTokenExpiring", "ScimTokenExpired", "ScimProbeRejected" ->
            labels.put("token", "t");
        case "ScimLogUnreadable", "ScimLogUnparsed" -> labels.put("log", "l");
        case "ScimEntraJobQuarantined", "ScimEntraJobStopped" -> labels.put("entra_job", "j");
        default -> {}
      }
      return labels;
    }

    private boolean hides(Kind other) {
      boolean refused =
          equals(new Kind("ScimTokenExpired", "critical"))
              || alertname.matches("ScimTokenRejected|ScimUnauthorized");
      boolean misdirected = alertname.matches("ScimForbidden|ScimNotFound");
      boolean unreachable = alertname.equals("ScimEndpointUnreachable");
      boolean unwatched = alertname.equals("ScimExporterDown");
      boolean explains =
          refused
              || misdirected
              || unreachable
              || unwatched
              || alertname.matches(
                  "ScimEntraJobQuarantined|ScimEntraJobStopped|ScimServerSilent|ScimLogUnreadable"
                      + "|ScimLogUnparsed");
      return switch (other.alertname) {
        case "ScimTokenExpiring" -> equals(new Kind("ScimTokenExpired", "critical"));
        case "ScimProbeRejected" -> alertname.equals("ScimTokenExpired");
        case "ScimForbidden", "ScimNotFound" -> refused;
        case "ScimServerErrors" -> refused || unreachable;
        case "ScimEntraJobQuarantined", "ScimEntraJobStopped" ->
            refused || misdirected || unreachable;
        case "ScimServerSilent" -> unreachable || unwatched;
        case "ScimSyncDown", "ScimSyncNeverSeen" -> explains;
        case "ScimHeartbeatMissed" -> explains || alertname.equals("ScimSyncDown");
        default -> false;
      };
    }
  }

  /** Those that carry a sync. */
  private static final List<Kind> KINDS =
      List.of(
          new Kind("ScimTokenExpiring", "info"),
          new Kind("ScimTokenExpiring", "warning"),
          new Kind("ScimTokenExpiring", "critical"),
          new Kind("ScimTokenExpired", "info"),
          new Kind("ScimTokenExpired", "warning"),
          new Kind("ScimTokenExpired", "critical"),
          new Kind("ScimTokenRejected", "critical"),
          new Kind("ScimUnauthorized", "critical"),
          new Kind("ScimForbidden", "critical"),
          new Kind("ScimNotFound", "critical"),
          new Kind("ScimServerErrors", "warning"),
          new Kind("ScimHeartbeatMissed", "warning"),
          new Kind("ScimSyncDown", "critical"),
          new Kind("ScimSyncNeverSeen", "warning"),
          new Kind("ScimEntraJobQuarantined", "critical"),
          new Kind("ScimEntraJobStopped", "critical"),
          new Kind("ScimEntraUnreadable", "warning"),
          new Kind("ScimEndpointUnreachable", "critical"),
          new Kind("ScimProbeRejected", "warning"),
          new Kind("ScimServerSilent", "critical"),
          new Kind("ScimLogUnreadable", "warning"),
          new Kind("ScimLogUnparsed", "warning"),
          new Kind("ScimStateUnwritable", "warning"),
          new Kind("ScimTokenRegistryUnreadable", "warning"),
          new Kind("ScimConfigReloadFailed", "warning"),
          new Kind("ScimExporterDown", "critical"));

  @TempDir Path work;

  private RealAlertmanager start() {
    URI nowhere = URI.create("http://127.0.0.1:9/");
    Map<String, URI> webhooks = Map.of("scim-admins", nowhere, "deadmansswitch", nowhere);
    ShippedConfiguration shipped =
        ShippedConfiguration.copy(Path.of("").toAbsolutePath(), work, "1");
    return RealParts.processes().startAlertmanager(shipped.alertmanager("127.0.0.1:9", webhooks));
  }

  @Test
  void everyPairComesOutAsTheCatalogueSays() {
    List<Map<String, String>> alerts = new ArrayList<>();
    List<Map<String, String>> hidden = new ArrayList<>();
    for (Kind hider : KINDS) {
      for (Kind other : KINDS) {
        if (!hider.equals(other)) {
          String sync = "pair-" + KINDS.indexOf(hider) + "-" + KINDS.indexOf(other);
          alerts.add(hider.labels(sync));
          alerts.add(other.labels(sync));
          if (hider.hides(other)) {
            hidden.add(other.labels(sync));
          }
          if (other.hides(hider)) {
            hidden.add(hider.labels(sync));
          }
        }
      }
    }
    assertHidden(alerts, hidden);
  }

  @Test
  void anAlertWithoutASyncHidesNothingAndIsNotHidden() {
    List<Map<String, String>> alerts = new ArrayList<>();
    for (Kind kind : KINDS) {
      Map<String, String> bare = kind.labels("");
      bare.values().removeIf(String::isEmpty);
      bare.remove("token");
      alerts.add(bare);
    }
    Map<String, String> elsewhere =
        Map.of("alertname", "ScimSyncDown", "severity", "critical", "sync", "another");
    alerts.add(elsewhere);
    assertHidden(alerts, List.of());
  }

  private void assertHidden(List<Map<String, String>> alerts, List<Map<String, String>> hidden) {
    try (RealAlertmanager alertmanager = start()) {
      alertmanager.tell(alerts, Duration.ofMinutes(5));
      await("all alerts to be held")
          .atMost(Duration.ofSeconds(30))
          .until(() -> alertmanager.alerts().size() == alerts.size());
      assertThat(
              alertmanager.alerts().stream()
                  .filter(alert -> !alert.inhibitedBy().isEmpty())
                  .map(alert -> new TreeMap<>(alert.labels()).toString()))
          .containsExactlyInAnyOrderElementsOf(
              hidden.stream().map(labels -> new TreeMap<>(labels).toString()).toList());
    }
  }
}
