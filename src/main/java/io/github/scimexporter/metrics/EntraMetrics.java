package io.github.scimexporter.metrics;

import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.EntraApplication;
import io.github.scimexporter.sync.EntraJob;
import io.github.scimexporter.sync.EntraReading;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The metrics of what Microsoft Graph says, as of the last reading that worked. */
final class EntraMetrics {
  private final Family up =
      new Family(
          "scim_entra_up", "1 when the last reading of Microsoft Graph worked, else 0.", "sync");
  private final Family pollInterval =
      new Family(
          "scim_entra_poll_interval_seconds",
          "How often Microsoft Graph is asked, as configured.",
          "sync");
  private final Family lastRead =
      new Family(
          "scim_entra_last_read_timestamp_seconds",
          "When Microsoft Graph was last read; absent until the first time.",
          "sync");
  private final Family status =
      new Family(
          "scim_entra_job_status",
          "1 for the status that the provisioning job has, 0 for the others.",
          "sync",
          "entra_job",
          "code");
  private final Family schedule =
      new Family(
          "scim_entra_job_schedule_state",
          "1 for the state that the job's schedule has, 0 for the others.",
          "sync",
          "entra_job",
          "state");
  private final Family lastExecution =
      job(
          "scim_entra_job_last_execution_timestamp_seconds",
          "When the job's last execution ended, however it did; 0 when there was none.");
  private final Family interval =
      job(
          "scim_entra_job_interval_seconds",
          "How often the job is scheduled to run; 0 when it is not.");
  private final Family quarantinedSince =
      job(
          "scim_entra_job_quarantined_since_timestamp_seconds",
          "Since when the job is in quarantine, or was before it stopped; 0 when not.");
  private final Family nextAttempt =
      job(
          "scim_entra_job_next_attempt_timestamp_seconds",
          "When Entra tries a job in quarantine again; 0 when it is not said.");
  private final Family quarantine =
      new Family(
          "scim_entra_job_quarantine",
          "Why a job is in quarantine, or was before it stopped, in Microsoft Graph's words.",
          "sync",
          "entra_job",
          "reason",
          "error_code");
  private final Family credentialExpiry =
      new Family(
          "scim_entra_credential_expiry_timestamp_seconds",
          "When the validity of a secret or certificate of the provisioning application ends.",
          "sync",
          "credential",
          "kind");

  private EntraMetrics() {}

  static List<MetricSnapshot> of(List<SyncConfig> syncs, Map<String, EntraReading> readings) {
    EntraMetrics metrics = new EntraMetrics();
    for (SyncConfig sync : syncs) {
      sync.entra()
          .ifPresent(
              config ->
                  metrics.add(
                      sync.name(),
                      config.interval(),
                      readings.getOrDefault(sync.name(), EntraReading.NONE)));
    }
    return metrics.snapshots();
  }

  private void add(String sync, Duration every, EntraReading reading) {
    up.add(reading.up(), sync);
    pollInterval.add(every, sync);
    reading.lastRead().ifPresent(time -> lastRead.add(time, sync));
    reading.jobs().forEach(job -> add(sync, job));
    for (EntraApplication.Credential credential : reading.application().credentials()) {
      credentialExpiry.add(credential.expiry(), sync, credential.id(), credential.kind().label());
    }
  }

  private void add(String sync, EntraJob job) {
    words(EntraJob.CODES, job.code())
        .forEach(code -> status.add(code.equals(job.code()), sync, job.id(), code));
    words(EntraJob.SCHEDULE_STATES, job.scheduleState())
        .forEach(state -> schedule.add(state.equals(job.scheduleState()), sync, job.id(), state));
    lastExecution.add(
        orZero(job.lastExecution().flatMap(EntraJob.Execution::ended)), sync, job.id());
    interval.add(job.interval().orElse(Duration.ZERO), sync, job.id());
    quarantinedSince.add(
        orZero(job.quarantine().flatMap(EntraJob.Quarantine::since)), sync, job.id());
    nextAttempt.add(
        orZero(job.quarantine().flatMap(EntraJob.Quarantine::nextAttempt)), sync, job.id());
    job.quarantine()
        .ifPresent(why -> quarantine.add(1, sync, job.id(), why.reason(), why.errorCode()));
  }

  /** The known words, and the one that is said where it is none of them. */
  private static Set<String> words(List<String> known, String said) {
    Set<String> words = new TreeSet<>(known);
    if (!said.isEmpty()) {
      words.add(said);
    }
    return words;
  }

  private static Instant orZero(Optional<Instant> time) {
    return time.orElse(Instant.EPOCH);
  }

  private static Family job(String name, String help) {
    return new Family(name, help, "sync", "entra_job");
  }

  private List<MetricSnapshot> snapshots() {
    return List.of(
        up.gauge(),
        pollInterval.gauge(),
        lastRead.gauge(),
        status.gauge(),
        schedule.gauge(),
        lastExecution.gauge(),
        interval.gauge(),
        quarantinedSince.gauge(),
        nextAttempt.gauge(),
        quarantine.info(),
        credentialExpiry.gauge());
  }
}
