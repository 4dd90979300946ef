package io.github.scimexporter.metrics;

import io.github.scimexporter.sync.ProbeOutcome;
import io.github.scimexporter.sync.ProbeResult;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Map;

/** The metrics of the last probe of each sync. */
final class ProbeMetrics {
  private ProbeMetrics() {}

  static List<MetricSnapshot> of(Map<String, ProbeResult> results) {
    Family success =
        sync("scim_probe_success", "1 when the last probe found what was to be expected.");
    Family status =
        sync(
            "scim_probe_http_status_code",
            "HTTP status that the last probe got; 0 when there was no answer.");
    Family duration = sync("scim_probe_duration_seconds", "How long the last probe took.");
    Family outcome =
        new Family(
            "scim_probe_outcome",
            "1 for what came of the last probe, 0 for all else that can.",
            "sync",
            "outcome");
    Family unreachable =
        sync(
            "scim_probe_consecutive_unreachable",
            "Probes in a row, the last one among them, that got no HTTP answer, or a 5xx.");
    Family expiry =
        sync(
            "scim_probe_certificate_expiry_timestamp_seconds",
            "When the certificate ends that the server showed to the last probe.");
    Family last = sync("scim_probe_last_timestamp_seconds", "When the last probe ended.");
    results.forEach(
        (name, result) -> {
          success.add(result.outcome().isSuccess(), name);
          status.add(result.status(), name);
          duration.add(result.duration(), name);
          for (ProbeOutcome possible : ProbeOutcome.values()) {
            outcome.add(possible == result.outcome(), name, possible.label());
          }
          unreachable.add(result.unreachable(), name);
          result.certificateExpiry().ifPresent(end -> expiry.add(end, name));
          last.add(result.time(), name);
        });
    return List.of(
        success.gauge(),
        status.gauge(),
        duration.gauge(),
        outcome.gauge(),
        unreachable.gauge(),
        expiry.gauge(),
        last.gauge());
  }

  private static Family sync(String name, String help) {
    return new Family(name, help, "sync");
  }
}
