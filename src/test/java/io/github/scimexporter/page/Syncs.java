package io.github.scimexporter.page;

import io.github.scimexporter.config.HeartbeatConfig;
import io.github.scimexporter.config.Provider;
import io.github.scimexporter.config.ProvisionedFrom;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.status.Level;
import io.github.scimexporter.status.LogStatus;
import io.github.scimexporter.status.SyncStatus;
import io.github.scimexporter.status.TokenStatus;
import io.github.scimexporter.status.Verdict;
import io.github.scimexporter.sync.EntraReading;
import io.github.scimexporter.sync.Evidence;
import io.github.scimexporter.sync.Method;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.ProbeResult;
import io.github.scimexporter.sync.SyncLedger;
import io.github.scimexporter.sync.SyncState;
import io.github.scimexporter.token.Actor;
import io.github.scimexporter.token.Purpose;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenEvent;
import io.github.scimexporter.token.TokenState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a {@link SyncStatus}, piece by piece. */
final class Syncs {
  static final HeartbeatConfig HEARTBEAT =
      new HeartbeatConfig(Duration.ofMinutes(40), Duration.ofMinutes(10), 3);

  private final String name;
  private final Instant now;
  private final SyncLedger ledger;
  private final List<Verdict> others = new ArrayList<>();
  private final List<TokenStatus> tokens = new ArrayList<>();
  private final List<LogStatus> logs = new ArrayList<>();
  private Verdict verdict = verdict(Level.OK, "Working. Last sync 12 minutes ago.");
  private ProvisionedFrom origin = ProvisionedFrom.UNKNOWN;
  private HeartbeatConfig heartbeat = HEARTBEAT;
  private Optional<Instant> pausedUntil = Optional.empty();
  private Optional<ProbeResult> probe = Optional.empty();
  private Optional<EntraReading> graph = Optional.empty();
  private boolean read = true;
  private boolean logged = true;
  private long missed;

  private Syncs(String name, Instant watchStart, Instant now) {
    this.name = name;
    this.now = now;
    ledger = new SyncLedger(SyncState.watchedSince(watchStart));
  }

  /** A sync of which nothing is known. */
  static Syncs named(String name, Instant watchStart, Instant now) {
    return new Syncs(name, watchStart, now);
  }

  static Verdict verdict(Level level, String sentence) {
    return new Verdict(level, Optional.empty(), sentence, Optional.empty(), List.of(), List.of());
  }

  static ProvisionedFrom entra(String portalUrl) {
    return new ProvisionedFrom(
        Provider.ENTRA,
        "11111111-2222-3333-4444-555555555555",
        "66666666-7777-8888-9999-000000000000",
        "",
        portalUrl,
        "identity-team@example.com",
        "Change request 4711");
  }

  Syncs says(Verdict said) {
    verdict = said;
    return this;
  }

  Syncs also(Verdict said) {
    others.add(said);
    return this;
  }

  Syncs from(ProvisionedFrom from) {
    origin = from;
    return this;
  }

  Syncs expecting(HeartbeatConfig expected) {
    heartbeat = expected;
    return this;
  }

  Syncs pausedUntil(Instant until) {
    pausedUntil = Optional.of(until);
    return this;
  }

  Syncs missing(long heartbeats) {
    missed = heartbeats;
    return this;
  }

  Syncs notReadYet() {
    read = false;
    return this;
  }

  Syncs withoutLogs() {
    logged = false;
    return this;
  }

  Syncs log(LogStatus log) {
    logs.add(log);
    return this;
  }

  Syncs probed(ProbeResult result) {
    probe = Optional.of(result);
    return this;
  }

  Syncs graph(EntraReading reading) {
    graph = Optional.of(reading);
    return this;
  }

  /** Requests that were answered that way, a time from each other. */
  Syncs answered(int code, Outcome outcome, Instant from, Instant to, Duration each) {
    for (Instant time = from; time.isBefore(to); time = time.plus(each)) {
      ledger.apply(new Evidence.Request(name, Method.GET, code, outcome, time), now);
    }
    return this;
  }

  Syncs ran(Instant from, Instant to, Duration each) {
    for (Instant time = from; time.isBefore(to); time = time.plus(each)) {
      ledger.apply(new Evidence.Execution(name, time), now);
    }
    return this;
  }

  Syncs token(String tokenName, String id, Level level, TokenState state, Instant expiry) {
    tokens.add(
        new TokenStatus(
            new Token(
                id,
                tokenName,
                name,
                Purpose.PROVISIONING,
                "client-1",
                List.of(),
                Optional.empty(),
                expiry,
                Map.of(),
                state,
                List.of(
                    new TokenEvent(
                        expiry.minus(Duration.ofDays(365)),
                        TokenEvent.Kind.REGISTERED,
                        Actor.UNKNOWN))),
            level,
            Duration.between(now, expiry),
            Optional.empty()));
    return this;
  }

  SyncStatus status() {
    return new SyncStatus(
        new SyncConfig(
            name,
            URI.create("https://spotfire.example.com/spotfire/api/rest/scim/v2/SPOTFIRE"),
            logged ? List.of("tss1") : List.of(),
            List.of(),
            origin,
            heartbeat,
            Map.of(),
            pausedUntil,
            Optional.empty(),
            Optional.empty()),
        verdict,
        others,
        origin,
        read ? Optional.of(ledger.state()) : Optional.empty(),
        missed,
        tokens,
        probe,
        graph,
        logs);
  }
}
