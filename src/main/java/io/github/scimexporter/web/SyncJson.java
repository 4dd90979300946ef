package io.github.scimexporter.web;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.scimexporter.config.HeartbeatConfig;
import io.github.scimexporter.config.ProvisionedFrom;
import io.github.scimexporter.status.LogStatus;
import io.github.scimexporter.status.SyncStatus;
import io.github.scimexporter.status.TokenStatus;
import io.github.scimexporter.sync.EntraApplication;
import io.github.scimexporter.sync.EntraReading;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.Source;
import io.github.scimexporter.sync.SyncState;
import io.github.scimexporter.sync.TokenHeartbeats;
import io.github.scimexporter.token.Token;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A sync of a board in the shape of its JSON. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record SyncJson(
    String sync,
    String endpoint,
    String level,
    BoardJson.Said verdict,
    List<BoardJson.Said> others,
    Origin provisionedFrom,
    @Nullable String pausedUntil,
    @Nullable Heartbeat heartbeat,
    @Nullable Evidence evidence,
    List<TokenJson> tokens,
    List<Log> logs,
    @Nullable ProbeJson probe,
    @Nullable EntraJson entra,
    @Nullable PastJson history) {
  static SyncJson of(SyncStatus sync) {
    return new SyncJson(
        sync.config().name(),
        sync.config().endpoint().toString(),
        sync.level().label(),
        BoardJson.Said.of(sync.verdict()),
        BoardJson.Said.of(sync.others()),
        Origin.of(sync),
        BoardJson.time(sync.config().pausedUntil()),
        Heartbeat.of(sync.config().heartbeat()),
        sync.state().map(state -> Evidence.of(state, sync.missed())).orElse(null),
        sync.tokens().stream().map(TokenJson::of).toList(),
        sync.logs().stream().map(Log::of).toList(),
        sync.probe().map(ProbeJson::of).orElse(null),
        sync.graph().map(EntraJson::of).orElse(null),
        sync.state().map(state -> PastJson.of(state.history())).orElse(null));
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Origin(
      String provider,
      String tenantId,
      String applicationId,
      String applicationName,
      String servicePrincipalId,
      String portalUrl,
      String owner,
      String notes) {
    private static Origin of(SyncStatus sync) {
      ProvisionedFrom from = sync.origin();
      EntraApplication told =
          sync.graph().map(EntraReading::application).orElse(EntraApplication.UNKNOWN);
      return new Origin(
          from.provider().label(),
          from.tenantId(),
          from.applicationId(),
          // Under another id the name would mislead.
          from.contradicts(told.applicationId()) ? "" : told.name(),
          from.servicePrincipalId(),
          from.portalUrl(),
          from.owner(),
          from.notes());
    }
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Heartbeat(long intervalSeconds, long graceSeconds, int missedThreshold) {
    private static @Nullable Heartbeat of(HeartbeatConfig heartbeat) {
      return heartbeat.isOff()
          ? null
          : new Heartbeat(
              heartbeat.interval().toSeconds(),
              heartbeat.grace().toSeconds(),
              heartbeat.missedThreshold());
    }
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Evidence(
      String watchedSince,
      LastHeartbeat lastHeartbeat,
      long missedHeartbeats,
      List<Failure> failures,
      Map<String, Long> requests,
      Map<String, Long> foreignRequests) {
    private static Evidence of(SyncState state, long missed) {
      Map<String, Long> requests = new TreeMap<>();
      state.requests().forEach((key, count) -> requests.put(key.toString(), count));
      Map<String, Long> foreign = new TreeMap<>();
      state.foreignRequests().forEach((code, count) -> foreign.put(code.toString(), count));
      return new Evidence(
          state.watchStart().toString(),
          new LastHeartbeat(
              BoardJson.time(state.lastSuccess(Source.ACCESS_LOG)),
              BoardJson.time(state.lastSuccess(Source.ENTRA))),
          missed,
          Arrays.stream(Outcome.values())
              .filter(outcome -> state.lastFailure(outcome).isPresent())
              .map(outcome -> Failure.of(outcome, state))
              .toList(),
          requests,
          foreign);
    }
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record LastHeartbeat(@Nullable String accessLog, @Nullable String entra) {}

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Failure(String outcome, @Nullable String last, @Nullable String since, long count) {
    private static Failure of(Outcome outcome, SyncState state) {
      return new Failure(
          outcome.label(),
          BoardJson.time(state.lastFailure(outcome)),
          BoardJson.time(state.failingSince(outcome)),
          state.failures(outcome).count());
    }
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record TokenJson(
      String id,
      String name,
      String purpose,
      String clientId,
      List<String> scopes,
      @Nullable String issued,
      String expiry,
      long remainingSeconds,
      String state,
      String level,
      @Nullable String firstHeartbeat,
      @Nullable String lastHeartbeat) {
    private static TokenJson of(TokenStatus status) {
      Token token = status.token();
      return new TokenJson(
          token.id(),
          token.name(),
          token.purpose().label(),
          token.clientId(),
          token.scopes(),
          BoardJson.time(token.issued()),
          token.expiry().toString(),
          status.remaining().toSeconds(),
          token.state().label(),
          status.level().label(),
          BoardJson.time(status.heartbeats().map(TokenHeartbeats::first)),
          BoardJson.time(status.heartbeats().map(TokenHeartbeats::last)));
    }
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Log(
      String log,
      boolean up,
      long lines,
      long unparsedLines,
      long misdatedLines,
      double unparsedRatio,
      long lagBytes,
      long lostBytes,
      @Nullable String lastLine) {
    private static Log of(LogStatus log) {
      return new Log(
          log.name(),
          log.health().up(),
          log.state().lines(),
          log.state().unparsedLines(),
          log.state().misdatedLines(),
          log.state().recent().unfitRatio(),
          log.health().lagBytes(),
          log.state().lostBytes(),
          BoardJson.time(log.state().lastLine()));
    }
  }
}
