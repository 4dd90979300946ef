package io.github.scimexporter.status;

import io.github.scimexporter.config.PrometheusDuration;
import io.github.scimexporter.sync.EntraJob;
import io.github.scimexporter.sync.EntraReading;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.ProbeResult;
import io.github.scimexporter.token.Token;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the alerts tell of one sync, but for its tokens.
 *
 * @param facts what is known of it
 * @param client the token that its client should present
 * @param steps what to do
 * @param tokenSteps what to do about tokens
 * @param times how times are told
 */
record SyncFindings(
    SyncFacts facts, Optional<Token> client, SyncSteps steps, TokenSteps tokenSteps, Times times) {
  private static final Set<String> STOPPED_CODES = Set.of("Paused", "NotConfigured");
  private static final Set<String> STOPPED_SCHEDULES = Set.of("Disabled", "Paused");

  List<Finding> all() {
    List<Finding> found = new ArrayList<>();
    failures(found);
    facts.graph().map(EntraReading::jobs).orElse(List.of()).forEach(job -> job(job, found));
    facts.silentSince().ifPresent(since -> found.add(serverSilent(since)));
    logs(found);
    facts.graphUnreadableSince().ifPresent(since -> found.add(graphUnreadable(since)));
    if (!facts.isDark()) {
      absence(found);
    }
    return found;
  }

  private void failures(List<Finding> found) {
    facts
        .probe()
        .filter(last -> facts.isUnreachable())
        .map(this::unreachable)
        .ifPresent(found::add);
    failing(
            Outcome.FORBIDDEN,
            Alert.FORBIDDEN,
            Level.CRITICAL,
            "Forbidden since %s: the server answers 403. It knows the token, but the client may not"
                + " do this.",
            tokenSteps.forbidden(client))
        .ifPresent(found::add);
    failing(
            Outcome.NOT_FOUND,
            Alert.NOT_FOUND,
            Level.CRITICAL,
            "Not found since %s: the server answers 404. It does not know the address that the client"
                + " uses.",
            steps.notFound())
        .ifPresent(found::add);
    failing(
            Outcome.SERVER_ERROR,
            Alert.SERVER_ERRORS,
            Level.WARNING,
            "Failing since %s: the server answers with errors (5xx). The client and its token are in"
                + " order.",
            steps.serverErrors())
        .ifPresent(found::add);
  }

  private Optional<Finding> failing(
      Outcome outcome, Alert alert, Level level, String sentence, List<Step> todo) {
    return facts
        .failingSince(outcome)
        .map(
            since ->
                answer(
                    alert,
                    level,
                    String.format(Locale.ROOT, sentence, times.point(since)),
                    since,
                    todo));
  }

  private Finding unreachable(ProbeResult last) {
    String outcome = Reasons.outcome(last);
    List<String> reasons = new ArrayList<>();
    reasons.add("The last probe ended " + times.at(last.time()) + ": " + outcome + ".");
    reasons.addAll(Reasons.of(facts, times));
    return finding(
        Alert.ENDPOINT_UNREACHABLE,
        true,
        Level.CRITICAL,
        "The endpoint cannot be reached: "
            + outcome
            + ", "
            + last.unreachable()
            + " times running.",
        Optional.empty(),
        reasons,
        steps.unreachable());
  }

  private void job(EntraJob job, List<Finding> found) {
    boolean stopped =
        STOPPED_CODES.contains(job.code()) || STOPPED_SCHEDULES.contains(job.scheduleState());
    if (!stopped && !job.isQuarantined()) {
      return;
    }
    Optional<Instant> since = job.quarantine().flatMap(EntraJob.Quarantine::since);
    List<String> reasons = new ArrayList<>();
    reasons.add(
        "Microsoft Graph says of job "
            + job.id()
            + ": "
            + job.code()
            + ", schedule "
            + job.scheduleState()
            + ".");
    job.quarantine().ifPresent(why -> quarantine(why, stopped, reasons));
    reasons.addAll(Reasons.of(facts, times));
    found.add(
        stopped
            ? finding(
                Alert.JOB_STOPPED,
                true,
                Level.CRITICAL,
                "Provisioning is switched off in Entra: nobody is created, changed or disabled until"
                    + " it is started.",
                Optional.empty(),
                reasons,
                steps.stopped())
            : finding(
                Alert.JOB_QUARANTINED,
                true,
                Level.CRITICAL,
                "Held back by Entra"
                    + since.map(time -> " since " + times.point(time)).orElse("")
                    + ": the provisioning job is in quarantine.",
                since,
                reasons,
                steps.quarantined()));
  }

  private void quarantine(EntraJob.Quarantine why, boolean stopped, List<String> reasons) {
    if (!why.reason().isEmpty() || !why.errorCode().isEmpty()) {
      reasons.add(
          "The quarantine's reason: " + (why.reason() + " " + why.errorCode()).strip() + ".");
    }
    if (!stopped) {
      why.nextAttempt().ifPresent(time -> reasons.add("Entra tries again " + times.at(time) + "."));
      why.disabledAt()
          .ifPresent(
              time ->
                  reasons.add(
                      "After 28 days Entra disables the job, which would be "
                          + times.at(time)
                          + "."));
    }
  }

  private Finding serverSilent(Instant since) {
    return answer(
        Alert.SERVER_SILENT,
        Level.CRITICAL,
        "The server has written no line to its access log since "
            + times.point(since)
            + ": it is down, or writes elsewhere.",
        since,
        steps.silent());
  }

  private void logs(List<Finding> found) {
    boolean unknown = facts.missed() >= 1 || facts.state().lastHeartbeat().isEmpty();
    String meaning = unknown ? " Whether the sync works is not known meanwhile." : "";
    for (LogStatus log : facts.unreadableLogs()) {
      found.add(
          finding(
              Alert.LOG_UNREADABLE,
              unknown,
              Level.WARNING,
              "Log " + log.name() + " cannot be read." + meaning,
              Optional.empty(),
              List.of(
                  "A directory cannot be listed, a file cannot be opened, or none has ever matched."
                      + " Nothing is lost while the files are there."),
              steps.logUnreadable()));
    }
    for (LogStatus log : facts.unparsedLogs()) {
      found.add(
          finding(
              Alert.LOG_UNPARSED,
              unknown,
              Level.WARNING,
              "Log " + log.name() + " is not understood." + meaning,
              Optional.empty(),
              List.of(
                  Math.round(100 * log.state().recent().unfitRatio())
                      + " % of its last lines do not fit its format. What they say of the sync goes"
                      + " unseen."),
              steps.logUnparsed()));
    }
  }

  private Finding graphUnreadable(Instant since) {
    boolean unknown =
        facts.isDark() && (facts.missed() >= 1 || facts.state().lastHeartbeat().isEmpty());
    return finding(
        Alert.ENTRA_UNREADABLE,
        unknown,
        Level.WARNING,
        "Microsoft Graph cannot be read since "
            + times.point(since)
            + (unknown ? ", and nothing else tells whether the sync works." : "."),
        Optional.of(since),
        List.of("Provisioning itself is not affected by that."),
        steps.graphUnreadable());
  }

  private void absence(List<Finding> found) {
    Optional<Instant> last = facts.state().lastHeartbeat();
    if (last.isPresent() && facts.missed() >= 1) {
      Instant from = facts.sync().pausedUntil().filter(last.get()::isBefore).orElse(last.get());
      found.add(facts.isDown() ? down(from) : late(last.get(), from));
    }
    facts.neverSeenSince().ifPresent(since -> found.add(neverSeen(since)));
  }

  private Finding down(Instant from) {
    return answer(
        Alert.SYNC_DOWN,
        Level.CRITICAL,
        "Silent since "
            + times.point(from)
            + ": "
            + facts.missed()
            + (facts.missed() == 1 ? " heartbeat is missed." : " heartbeats are missed."),
        from,
        steps.absent());
  }

  private Finding late(Instant last, Instant from) {
    return answer(
        Alert.HEARTBEAT_MISSED,
        Level.WARNING,
        "A heartbeat is late. Last sync "
            + times.ago(last)
            + "; one is expected every "
            + PrometheusDuration.format(facts.heartbeat().interval())
            + ".",
        from.plus(facts.heartbeat().interval()).plus(facts.heartbeat().grace()),
        steps.absent());
  }

  private Finding neverSeen(Instant since) {
    return answer(
        Alert.SYNC_NEVER_SEEN,
        Level.WARNING,
        "Never seen to work: watched since " + times.point(since) + ", and no heartbeat ever came.",
        since,
        steps.neverSeen());
  }

  /** What answers how it stands with the sync, concluded from all its evidence. */
  private Finding answer(
      Alert alert, Level level, String sentence, Instant since, List<Step> todo) {
    return finding(
        alert, true, level, sentence, Optional.of(since), Reasons.of(facts, times), todo);
  }

  private static Finding finding(
      Alert alert,
      boolean answers,
      Level level,
      String sentence,
      Optional<Instant> since,
      List<String> reasons,
      List<Step> todo) {
    return new Finding(
        alert,
        answers,
        new Verdict(level, Optional.of(alert.title()), sentence, since, reasons, todo));
  }
}
