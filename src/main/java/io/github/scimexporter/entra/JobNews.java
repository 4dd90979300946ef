package io.github.scimexporter.entra;

import io.github.scimexporter.sync.EntraJob;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what is new of the jobs, each change once. */
final class JobNews {
  private static final Logger logger = LoggerFactory.getLogger(JobNews.class);

  private final String sync;
  private Map<String, String> said = new HashMap<>();
  private boolean nothingSaid;

  JobNews(String sync) {
    this.sync = sync;
  }

  void tell(List<EntraJob> jobs, Instant now) {
    if (jobs.isEmpty() && !nothingSaid) {
      logger.warn(
          "sync {}: Microsoft Graph lists no provisioning job of this application; set provisioning"
              + " up, or check entra.service_principal_id",
          sync);
    }
    nothingSaid = jobs.isEmpty();
    Map<String, String> states = new HashMap<>();
    for (EntraJob job : jobs) {
      String state = state(job);
      states.put(job.id(), state);
      if (!state.equals(said.get(job.id()))) {
        tell(job, now);
      }
    }
    for (String id : said.keySet()) {
      if (!states.containsKey(id)) {
        logger.info("sync {}: job {}: Microsoft Graph lists it no more", sync, id);
      }
    }
    said = states;
  }

  private void tell(EntraJob job, Instant now) {
    if (job.isQuarantined() || !runs(job)) {
      logger.warn("sync {}: job {}: {}", sync, job.id(), words(job, now));
    } else {
      logger.info("sync {}: job {}: {}", sync, job.id(), words(job, now));
    }
  }

  /** What is said anew when it changes; times do so at each attempt. */
  private static String state(EntraJob job) {
    return String.join(
        "|",
        job.code(),
        job.scheduleState(),
        job.quarantine().map(EntraJob.Quarantine::reason).orElse(""),
        job.quarantine().map(EntraJob.Quarantine::errorCode).orElse(""));
  }

  private static boolean runs(EntraJob job) {
    return !List.of("Paused", "NotConfigured").contains(job.code())
        && !List.of("Disabled", "Paused").contains(job.scheduleState());
  }

  private static String words(EntraJob job, Instant now) {
    StringBuilder words = new StringBuilder();
    words.append(job.code().isEmpty() ? "no status" : job.code());
    words.append(", schedule ").append(job.scheduleState().isEmpty() ? "-" : job.scheduleState());
    job.lastExecution()
        .filter(last -> last.ended().isPresent())
        .ifPresent(
            last ->
                words
                    .append(", last execution ")
                    .append(last.state())
                    .append(" at ")
                    .append(seconds(last.ended())));
    job.quarantine().ifPresent(quarantine -> append(words, quarantine, now));
    return words.toString();
  }

  private static void append(StringBuilder words, EntraJob.Quarantine quarantine, Instant now) {
    words.append("; in quarantine since ").append(seconds(quarantine.since()));
    if (!quarantine.reason().isEmpty()) {
      words.append(", reason ").append(quarantine.reason());
    }
    if (!quarantine.errorCode().isEmpty()) {
      words.append(", error ").append(quarantine.errorCode());
    }
    quarantine
        .nextAttempt()
        .ifPresent(next -> words.append(", next attempt ").append(seconds(Optional.of(next))));
    quarantine
        .disabledAt()
        .ifPresent(
            end ->
                words
                    .append(", Entra disables it on ")
                    .append(seconds(Optional.of(end)))
                    .append(", ")
                    .append(Math.max(0, Duration.between(now, end).toDays()))
                    .append(" days left"));
  }

  private static String seconds(Optional<Instant> time) {
    return time.map(value -> value.truncatedTo(ChronoUnit.SECONDS).toString())
        .orElse("an unknown time");
  }
}
