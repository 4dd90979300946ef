package io.github.scimexporter.page;

import io.github.scimexporter.status.LogStatus;
import io.github.scimexporter.status.SyncStatus;
import io.github.scimexporter.status.Times;
import io.github.scimexporter.status.Words;
import io.github.scimexporter.sync.EntraJob;
import io.github.scimexporter.sync.EntraReading;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.ProbeResult;
import io.github.scimexporter.sync.Source;
import io.github.scimexporter.sync.SyncState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What each source says of a sync, in words. */
final class Evidence {
  private static final String NEVER = "never seen";

  private final SyncStatus sync;
  private final Times times;

  private Evidence(SyncStatus sync, Times times) {
    this.sync = sync;
    this.times = times;
  }

  static List<Group> of(SyncStatus sync, Times times) {
    return new Evidence(sync, times).groups();
  }

  private List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    groups.add(new Group("Heartbeat", heartbeat()));
    if (!sync.logs().isEmpty()) {
      sync.state().ifPresent(state -> groups.add(new Group("Access log", requests(state))));
    }
    sync.graph().ifPresent(graph -> groups.add(new Group("Microsoft Entra ID", graph(graph))));
    sync.probe()
        .ifPresent(probe -> groups.add(new Group("The exporter's own probe", probe(probe))));
    sync.logs().forEach(log -> groups.add(new Group("Log " + log.name(), log(log))));
    return groups;
  }

  private List<Fact> heartbeat() {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        Fact.of(
            "Expected",
            sync.config().heartbeat().isOff()
                ? "at no certain time"
                : "each %s, with %s of grace"
                    .formatted(
                        Words.duration(sync.config().heartbeat().interval()),
                        Words.duration(sync.config().heartbeat().grace()))));
    facts.add(
        Fact.of(
            "Missed",
            sync.missed()
                + " of "
                + sync.config().heartbeat().missedThreshold()
                + " until it counts as down"));
    sync.config()
        .pausedUntil()
        .ifPresent(until -> facts.add(Fact.of("Paused until", times.point(until))));
    sync.state()
        .ifPresent(state -> facts.add(Fact.of("Watched since", times.point(state.watchStart()))));
    return facts;
  }

  private List<Fact> requests(SyncState state) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("Last heartbeat", point(state.lastSuccess(Source.ACCESS_LOG))));
    for (Outcome outcome : Outcome.values()) {
      if (outcome.isFailure()) {
        state
            .lastFailure(outcome)
            .ifPresent(
                last ->
                    facts.add(
                        Fact.of(
                            "Last " + outcome.label().replace('_', ' '),
                            failure(state, outcome, last))));
      }
    }
    facts.add(Fact.of("Requests", Table.number(sum(state.requests().values()))));
    facts.add(Fact.of("By others", Table.number(sum(state.foreignRequests().values()))));
    return facts;
  }

  private String failure(SyncState state, Outcome outcome, Instant last) {
    long count = state.failures(outcome).count();
    return count == 0
        ? point(last)
        : "%s; %s since the last heartbeat, the first %s"
            .formatted(
                point(last),
                Table.number(count),
                state.failingSince(outcome).map(times::point).orElse(NEVER));
  }

  private List<Fact> graph(EntraReading graph) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("Read", (graph.up() ? "" : "not now; last ") + point(graph.lastRead())));
    sync.state()
        .ifPresent(
            state -> facts.add(Fact.of("Last heartbeat", point(state.lastSuccess(Source.ENTRA)))));
    if (!graph.application().name().isEmpty()) {
      facts.add(Fact.of("Application", graph.application().name()));
    }
    graph.jobs().forEach(job -> facts.add(Fact.of("Job " + job.id(), job(job))));
    return facts;
  }

  private String job(EntraJob job) {
    List<String> parts = new ArrayList<>();
    parts.add(job.code() + ", schedule " + job.scheduleState());
    job.lastExecution()
        .ifPresent(
            last ->
                parts.add(
                    "last run "
                        + last.state()
                        + last.ended().map(end -> " " + times.point(end)).orElse("")));
    job.quarantine().ifPresent(quarantine -> parts.add(quarantine(quarantine)));
    return String.join("; ", parts);
  }

  private String quarantine(EntraJob.Quarantine quarantine) {
    return "in quarantine"
        + quarantine.since().map(since -> " since " + times.point(since)).orElse("")
        + (quarantine.reason().isEmpty() ? "" : ", " + quarantine.reason())
        + quarantine.nextAttempt().map(next -> ", next attempt " + times.point(next)).orElse("")
        + quarantine
            .disabledAt()
            .map(end -> ", Entra disables it on " + times.point(end))
            .orElse("");
  }

  private List<Fact> probe(ProbeResult probe) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("Last probe", point(probe.time())));
    facts.add(
        Fact.of(
            "Answer",
            probe.outcome().label().replace('_', ' ')
                + (probe.status() == 0 ? "" : ", status " + probe.status())
                + ", after "
                + probe.duration().toMillis()
                + " ms"));
    probe
        .certificateExpiry()
        .ifPresent(
            expiry ->
                facts.add(
                    Fact.of(
                        "Its certificate",
                        (expiry.isAfter(times.now()) ? "ends " : "ended ") + point(expiry))));
    return facts;
  }

  private List<Fact> log(LogStatus log) {
    return List.of(
        Fact.of("Readable", log.health().up() ? "yes" : "no"),
        Fact.of("Newest line", point(log.state().lastLine())),
        Fact.of("Lines read", Table.number(log.state().lines())),
        Fact.of("Not read yet", Table.number(log.health().lagBytes()) + " bytes"),
        Fact.of(
            "Do not fit the format",
            String.format(
                Locale.ENGLISH,
                "%.1f %% of the last %,d lines",
                log.state().recent().unfitRatio() * 100,
                log.state().recent().lines())));
  }

  private String point(Optional<Instant> time) {
    return time.map(this::point).orElse(NEVER);
  }

  private String point(Instant time) {
    return times.point(time) + (time.isAfter(times.now()) ? "" : " (" + times.ago(time) + ")");
  }

  private static long sum(Iterable<Long> counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
