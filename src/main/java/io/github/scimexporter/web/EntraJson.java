package io.github.scimexporter.web;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.scimexporter.sync.EntraApplication;
import io.github.scimexporter.sync.EntraJob;
import io.github.scimexporter.sync.EntraReading;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Microsoft Graph says of a sync in the shape of its JSON. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record EntraJson(
    boolean up, @Nullable String lastRead, List<Job> jobs, List<Credential> credentials) {
  static EntraJson of(EntraReading reading) {
    return new EntraJson(
        reading.up(),
        BoardJson.time(reading.lastRead()),
        reading.jobs().stream().map(Job::of).toList(),
        reading.application().credentials().stream().map(Credential::of).toList());
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Job(
      String id,
      String code,
      String scheduleState,
      @Nullable Long intervalSeconds,
      @Nullable Execution lastExecution,
      @Nullable Quarantine quarantine) {
    private static Job of(EntraJob job) {
      return new Job(
          job.id(),
          job.code(),
          job.scheduleState(),
          job.interval().map(Duration::toSeconds).orElse(null),
          job.lastExecution()
              .map(last -> new Execution(last.state(), BoardJson.time(last.ended())))
              .orElse(null),
          job.quarantine().map(Quarantine::of).orElse(null));
    }
  }

  record Execution(String state, @Nullable String ended) {}

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Quarantine(
      @Nullable String since, @Nullable String nextAttempt, String reason, String errorCode) {
    private static Quarantine of(EntraJob.Quarantine why) {
      return new Quarantine(
          BoardJson.time(why.since()),
          BoardJson.time(why.nextAttempt()),
          why.reason(),
          why.errorCode());
    }
  }

  record Credential(String id, String kind, String expiry) {
    private static Credential of(EntraApplication.Credential credential) {
      return new Credential(
          credential.id(), credential.kind().label(), credential.expiry().toString());
    }
  }
}
