package io.github.scimexporter.status;

import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.EntraReading;
import io.github.scimexporter.sync.LogHealth;
import io.github.scimexporter.sync.LogState;
import io.github.scimexporter.sync.SyncState;
import io.github.scimexporter.token.Rejection;
import io.github.scimexporter.token.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says what one exporter knows, in plain words: by its own evidence what the alerts tell by that of
 * all. It remembers nothing: what waits before it is alerted on, or stays hidden after its cause
 * has ended, is said as it is now.
 */
public final class StatusBoard {
  private static final Comparator<SyncStatus> MOST_URGENT =
      Comparator.comparing(SyncStatus::level).thenComparing(sync -> sync.verdict().level());

  private static final Comparator<Token> FIRST_TO_END =
      Comparator.comparing((Token token) -> !token.isInUse()).thenComparing(Token::expiry);

  private final Known known;
  private final Instant now;
  private final Times times;
  private final Commands commands;

  private StatusBoard(Known known, Place place, Instant now) {
    this.known = known;
    this.now = now;
    times = new Times(now, place.zone());
    // Whoever reads the page stands in another directory than the exporter.
    commands =
        new Commands(known.inForce().configuration().file().toAbsolutePath().normalize(), place);
  }

  /**
   * Makes a board.
   *
   * @param now the moment at which it is so; not before anything that is known
   */
  public static Board of(Known known, Place place, Instant now) {
    StatusBoard board = new StatusBoard(known, place, now);
    return new Board(
        now,
        place.zone(),
        place.version(),
        known.seen().ready(),
        new ExporterVerdicts(known, board.commands).all(),
        known.inForce().configuration().syncs().stream()
            .map(board::sync)
            .sorted(MOST_URGENT)
            .toList());
  }

  private SyncStatus sync(SyncConfig sync) {
    List<Token> tokens =
        known.registry().registry().tokens().stream()
            .filter(token -> token.sync().equals(sync.name()))
            .sorted(FIRST_TO_END)
            .toList();
    Optional<EntraReading> graph =
        sync.entra().map(asked -> known.graph().getOrDefault(sync.name(), EntraReading.NONE));
    // What a kill could take back is not shown.
    Optional<SyncState> state =
        Optional.ofNullable(known.seen().ledger().syncs().get(sync.name()))
            .filter(read -> known.seen().ready());
    return state
        .map(seen -> judged(sync, seen, tokens, graph))
        .orElseGet(() -> unjudged(sync, tokens));
  }

  private SyncStatus judged(
      SyncConfig sync, SyncState state, List<Token> tokens, Optional<EntraReading> graph) {
    List<AccessLogConfig> logs = logs(sync);
    SyncFacts facts =
        new SyncFacts(
            sync,
            known.inForce().since(),
            state,
            Rejection.of(sync, known.registry().registry(), state, now),
            Optional.ofNullable(known.probes().get(sync.name())),
            graph,
            logs.stream().map(this::log).toList(),
            logs,
            now);
    List<Finding> found = facts.isPaused() ? List.of() : found(facts, tokens);
    Optional<Finding> answer = found.stream().filter(Finding::answers).findFirst();
    return new SyncStatus(
        sync,
        answer.map(Finding::verdict).orElseGet(() -> standing(facts)),
        Stream.concat(
                found.stream()
                    .filter(finding -> answer.filter(finding::equals).isEmpty())
                    .map(Finding::verdict),
                contradiction(sync, graph).stream())
            .toList(),
        sync.origin(graph.map(told -> told.application().applicationId()).orElse("")),
        Optional.of(state),
        facts.missed(),
        tokens.stream()
            .map(
                token ->
                    token(
                        token,
                        token.isInUse() ? TokenFindings.level(token, facts) : Level.OK,
                        state))
            .toList(),
        facts.probe(),
        graph,
        facts.logs());
  }

  /** How it stands where no alert answers. */
  private Verdict standing(SyncFacts facts) {
    return facts
        .sync()
        .pausedUntil()
        .filter(now::isBefore)
        .map(until -> Standing.paused(until, times))
        .orElseGet(() -> new Standing(facts, times).verdict());
  }

  /** Where the configuration and Microsoft Graph disagree on who provisions. */
  private Optional<Verdict> contradiction(SyncConfig sync, Optional<EntraReading> graph) {
    String written = sync.provisionedFrom().applicationId();
    return graph
        .map(told -> told.application().applicationId())
        .filter(sync.provisionedFrom()::contradicts)
        .map(
            told ->
                new Verdict(
                    Level.INFO,
                    Optional.empty(),
                    "provisioned_from says application "
                        + written
                        + ", and Microsoft Graph tells of application "
                        + told
                        + ".",
                    Optional.empty(),
                    List.of(),
                    List.of(
                        Step.of(
                            "In "
                                + commands.file()
                                + ", correct provisioned_from.application_id or"
                                + " entra.service_principal_id of this sync, and reload.",
                            commands.reload()))));
  }

  /** What is told, the gravest first, without what is hidden by something else. */
  private List<Finding> found(SyncFacts facts, List<Token> tokens) {
    SyncConfig sync = facts.sync();
    List<Token> inUse = tokens.stream().filter(Token::isInUse).toList();
    TokenSteps tokenSteps = new TokenSteps(sync, commands);
    TokenFindings ofTokens = new TokenFindings(facts, inUse, tokenSteps, times);
    List<Finding> all = new ArrayList<>(ofTokens.all());
    all.addAll(
        new SyncFindings(
                facts,
                ofTokens.known(),
                new SyncSteps(sync, facts.configuredLogs(), commands),
                tokenSteps,
                times)
            .all());
    Set<Alert> hidden =
        all.stream()
            .flatMap(finding -> finding.alert().hides().stream())
            .collect(Collectors.toSet());
    return all.stream()
        .filter(finding -> !hidden.contains(finding.alert()))
        .sorted(Finding.ORDER)
        .toList();
  }

  private SyncStatus unjudged(SyncConfig sync, List<Token> tokens) {
    return new SyncStatus(
        sync,
        Standing.catchingUp(),
        List.of(),
        sync.origin(""),
        Optional.empty(),
        0,
        tokens.stream()
            .map(
                token ->
                    new TokenStatus(
                        token,
                        token.isInUse() ? Level.UNKNOWN : Level.OK,
                        Duration.between(now, token.expiry()),
                        Optional.empty()))
            .toList(),
        Optional.empty(),
        Optional.empty(),
        logs(sync).stream().map(this::log).toList());
  }

  private TokenStatus token(Token token, Level level, SyncState state) {
    return new TokenStatus(
        token,
        level,
        Duration.between(now, token.expiry()),
        Optional.ofNullable(state.tokenHeartbeats().get(token.id())));
  }

  /** Its logs, but for one that was withdrawn between the looks at configuration and logs. */
  private List<AccessLogConfig> logs(SyncConfig sync) {
    return known.inForce().configuration().accessLogs().stream()
        .filter(log -> sync.logs().contains(log.name()))
        .filter(
            log ->
                known.seen().logs().containsKey(log.name())
                    && known.seen().ledger().logs().containsKey(log.name()))
        .toList();
  }

  private LogStatus log(AccessLogConfig log) {
    LogState state = known.seen().ledger().logs().get(log.name());
    LogHealth health = known.seen().logs().get(log.name());
    if (state == null || health == null) {
      throw new IllegalStateException("log " + log.name() + " is configured, but not read");
    }
    return new LogStatus(log.name(), state, health);
  }
}
