package io.github.scimexporter.web;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.scimexporter.sync.ProbeResult;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The last probe of a sync in the shape of its JSON. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ProbeJson(
    String time,
    String outcome,
    boolean success,
    @Nullable Integer status,
    double durationSeconds,
    @Nullable String certificateExpiry,
    int consecutiveUnreachable) {
  private static final double SECOND = Duration.ofSeconds(1).toNanos();

  static ProbeJson of(ProbeResult last) {
    return new ProbeJson(
        last.time().toString(),
        last.outcome().label(),
        last.outcome().isSuccess(),
        last.status() == 0 ? null : last.status(),
        last.duration().toNanos() / SECOND,
        BoardJson.time(last.certificateExpiry()),
        last.unreachable());
  }
}
