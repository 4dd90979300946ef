package io.github.scimexporter.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A provisioning job of Microsoft Entra ID, as Microsoft Graph tells of it. Codes, states and
 * reasons are Graph's own words: there may be more of them than are known here.
 *
 * @param id what Graph calls it
 * @param code what it does; one of {@link #CODES}, or another word; empty if Graph does not say
 * @param scheduleState whether it is to run; one of {@link #SCHEDULE_STATES}, or another word
 * @param interval how often it runs; empty where Graph says "never" in one of its ways
 * @param lastExecution how it ran last
 * @param quarantine why and since when Entra holds it back; also of a job that was stopped by that
 */
public record EntraJob(
    String id,
    String code,
    String scheduleState,
    Optional<Duration> interval,
    Optional<Execution> lastExecution,
    Optional<Quarantine> quarantine) {
  /** The codes that Graph's documentation knows. */
  public static final List<String> CODES =
      List.of("NotConfigured", "NotRun", "Active", "Paused", "Quarantine");

  /** The states of a schedule that Graph's documentation knows. */
  public static final List<String> SCHEDULE_STATES = List.of("Active", "Disabled", "Paused");

  private static final List<String> FINISHED = List.of("Succeeded", "EntryLevelErrors");

  /**
   * One run of the job.
   *
   * @param state {@code Succeeded}, {@code EntryLevelErrors}, {@code Failed}, or another word
   * @param ended when it ended; empty while it never did
   */
  public record Execution(String state, Optional<Instant> ended) {}

  /**
   * A quarantine: Entra tries ever more seldom.
   *
   * @param since when this series of failures was first answered with quarantine
   * @param nextAttempt when Entra tries again
   * @param reason Graph's word for the reason; empty if it does not say
   * @param errorCode Graph's word for the error; empty if it does not say
   */
  public record Quarantine(
      Optional<Instant> since, Optional<Instant> nextAttempt, String reason, String errorCode) {
    /** After so long a quarantine Entra disables the job. */
    public static final Duration LONGEST = Duration.ofDays(28);

    /** When Entra disables the job. */
    public Optional<Instant> disabledAt() {
      return since.map(began -> began.plus(LONGEST));
    }
  }

  /** Whether Entra holds it back. */
  public boolean isQuarantined() {
    return code.equals("Quarantine");
  }

  /**
   * The end of its last execution, where that is a sign of life: of an active job that finished,
   * though single entries may have failed. An idle job finishes, too, without anything to do.
   */
  public Optional<Instant> heartbeat() {
    return lastExecution
        .filter(last -> code.equals("Active") && FINISHED.contains(last.state()))
        .flatMap(Execution::ended);
  }
}
