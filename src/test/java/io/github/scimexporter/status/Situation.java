package io.github.scimexporter.status;

import io.github.scimexporter.config.AccessLogConfig;
import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.EntraCloud;
import io.github.scimexporter.config.EntraConfig;
import io.github.scimexporter.config.GraphCredential;
import io.github.scimexporter.config.HeartbeatConfig;
import io.github.scimexporter.config.HeartbeatLogConfig;
import io.github.scimexporter.config.InForce;
import io.github.scimexporter.config.LogFormat;
import io.github.scimexporter.config.ProbeConfig;
import io.github.scimexporter.config.Provider;
import io.github.scimexporter.config.ProvisionedFrom;
import io.github.scimexporter.config.Severity;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.config.TlsConfig;
import io.github.scimexporter.sync.EntraApplication;
import io.github.scimexporter.sync.EntraJob;
import io.github.scimexporter.sync.EntraReading;
import io.github.scimexporter.sync.Evidence;
import io.github.scimexporter.sync.Ledger;
import io.github.scimexporter.sync.LedgerState;
import io.github.scimexporter.sync.LogHealth;
import io.github.scimexporter.sync.Method;
import io.github.scimexporter.sync.Observation;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.ProbeOutcome;
import io.github.scimexporter.sync.ProbeResult;
import io.github.scimexporter.token.Actor;
import io.github.scimexporter.token.Purpose;
import io.github.scimexporter.token.RegistryWatch;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenEvent;
import io.github.scimexporter.token.TokenRegistry;
import io.github.scimexporter.token.TokenState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What may have happened to an exporter with the sync {@code entra-prod}, which is expected each 40
 * minutes, and what it then says. Times are of 24 November 2026, a Tuesday, in UTC; sentences are
 * in the time of Brussels, an hour later.
 */
public final class Situation {
  static final String SYNC = "entra-prod";
  static final Instant START = at("08:00:00");

  /** Past its expiry from 10:56 on. */
  static final Instant EXPIRY = at("10:56:39");

  private final Ledger ledger =
      new Ledger(LedgerState.EMPTY, List.of(SYNC, "other"), List.of("tss1", "tss2"), START);
  private final List<Token> tokens = new ArrayList<>();
  private final Map<String, ProbeResult> probes = new HashMap<>();
  private final Map<String, EntraReading> graph = new HashMap<>();
  private final TreeMap<String, LogHealth> logs = new TreeMap<>();
  private final List<SyncConfig> more = new ArrayList<>();
  private List<String> logNames = List.of("tss1");
  private Provider provider = Provider.ENTRA;
  private String applicationId = "application-1";
  private HeartbeatConfig heartbeat =
      new HeartbeatConfig(Duration.ofMinutes(40), Duration.ofMinutes(10), 3);
  private Optional<Instant> pausedUntil = Optional.empty();
  private Optional<ProbeConfig> probe = Optional.empty();
  private Optional<EntraConfig> entra = Optional.empty();
  private Duration graphInterval = Duration.ofMinutes(5);
  private Duration silence = Duration.ZERO;
  private boolean ready = true;
  private boolean stateWritten = true;
  private boolean registryUp = true;
  private boolean refused;

  /** A sync that was never seen. */
  public Situation() {
    logs.put("tss1", new LogHealth(true, 0));
    logs.put("tss2", new LogHealth(true, 0));
  }

  /** A moment of that day. */
  public static Instant at(String time) {
    return Instant.parse("2026-11-24T" + time + "Z");
  }

  /** A provisioning token of the sync. */
  public static Token token(String id, TokenState state, Instant expiry) {
    return token(id, Purpose.PROVISIONING, state, expiry);
  }

  static Token token(String id, Purpose purpose, TokenState state, Instant expiry) {
    return token(id, SYNC, purpose, state, expiry);
  }

  static Token token(String id, String sync, Purpose purpose, TokenState state, Instant expiry) {
    return new Token(
        id,
        "prod " + id,
        sync,
        purpose,
        "client-1",
        List.of("user-directory.read.all", "user-directory.write.all"),
        Optional.of(START),
        expiry,
        Map.of(),
        state,
        List.of(new TokenEvent(START, TokenEvent.Kind.REGISTERED, new Actor("tss1", "spotfire"))));
  }

  public Situation with(Token token) {
    tokens.add(token);
    return this;
  }

  /** The client's requests at these times are answered that way. */
  public Situation answered(Outcome outcome, int code, String... times) {
    for (String time : times) {
      ledger.apply(new Evidence.Request(SYNC, Method.GET, code, outcome, at(time)), at("23:59:59"));
      ledger.log("tss1").line(at(time).toEpochMilli(), at("23:59:59").toEpochMilli());
    }
    return this;
  }

  public Situation worked(String... times) {
    return answered(Outcome.SUCCESS, 200, times);
  }

  public Situation rejected(String... times) {
    return answered(Outcome.UNAUTHORIZED, 401, times);
  }

  Situation withoutLog() {
    logNames = List.of();
    return this;
  }

  Situation withTwoLogs() {
    logNames = List.of("tss1", "tss2");
    return this;
  }

  Situation provider(Provider other) {
    provider = other;
    return this;
  }

  Situation applicationId(String written) {
    applicationId = written;
    return this;
  }

  Situation heartbeat(HeartbeatConfig other) {
    heartbeat = other;
    return this;
  }

  Situation pausedUntil(Instant end) {
    pausedUntil = Optional.of(end);
    return this;
  }

  Situation silence(Duration allowed) {
    silence = allowed;
    return this;
  }

  Situation log(String name, boolean up) {
    logs.put(name, new LogHealth(up, 0));
    return this;
  }

  /** The log is configured, and was not looked at yet. */
  Situation withoutHealth(String log) {
    logs.remove(log);
    return this;
  }

  /** Some lines of the log fit its format, and others do not. */
  Situation lines(String log, int fit, int unfit) {
    for (int i = 0; i < fit; i++) {
      ledger.log(log).line(START.toEpochMilli(), at("23:59:59").toEpochMilli());
    }
    for (int i = 0; i < unfit; i++) {
      ledger.log(log).unparsedLine();
    }
    return this;
  }

  /** The last probe, at 11:00, and how many in a row found no server. */
  public Situation probed(ProbeOutcome outcome, int status, int unreachable) {
    probe =
        Optional.of(
            new ProbeConfig(
                Duration.ofMinutes(5),
                Duration.ofSeconds(10),
                Optional.of(Path.of("/etc/scim-exporter/probe.token")),
                TlsConfig.DEFAULT,
                Optional.empty()));
    probes.put(
        SYNC,
        new ProbeResult(
            at("11:00:00"),
            outcome,
            status,
            Duration.ofMillis(41),
            Optional.of(at("08:00:00").plus(Duration.ofDays(80))),
            unreachable));
    return this;
  }

  /** Microsoft Graph is asked, and said this last. */
  public Situation graph(boolean up, Optional<Instant> lastRead, EntraJob... jobs) {
    entra =
        Optional.of(
            new EntraConfig(
                "tenant-1",
                "principal-1",
                new GraphCredential.ClientSecret("client-2", Path.of("/etc/scim-exporter/graph")),
                EntraCloud.GLOBAL,
                URI.create("https://graph.microsoft.com"),
                URI.create("https://login.microsoftonline.com"),
                graphInterval,
                Duration.ofSeconds(10),
                Optional.empty(),
                Optional.empty()));
    graph.put(
        SYNC,
        new EntraReading(
            up,
            lastRead,
            List.of(jobs),
            new EntraApplication(
                "application-1",
                "Spotfire",
                List.of(
                    new EntraApplication.Credential(
                        "credential-1",
                        EntraApplication.Credential.Kind.SECRET,
                        START.plus(Duration.ofDays(90)))))));
    for (EntraJob job : jobs) {
      job.heartbeat()
          .ifPresent(ended -> ledger.apply(new Evidence.Execution(SYNC, ended), at("23:59:59")));
    }
    return this;
  }

  /** The same, with how often Microsoft Graph is asked. */
  Situation askedEach(Duration interval) {
    graphInterval = interval;
    EntraReading said = graph.getOrDefault(SYNC, EntraReading.NONE);
    return graph(said.up(), said.lastRead(), said.jobs().toArray(EntraJob[]::new));
  }

  /** A job of that code and schedule whose last execution ended at that time. */
  public static EntraJob job(
      String code, String schedule, String ended, Optional<EntraJob.Quarantine> quarantine) {
    return new EntraJob(
        "job-1",
        code,
        schedule,
        Optional.of(Duration.ofMinutes(40)),
        Optional.of(new EntraJob.Execution("Succeeded", Optional.of(at(ended)))),
        quarantine);
  }

  /** Another sync, without anything. */
  Situation andAnother(HeartbeatConfig expected) {
    more.add(sync("other", List.of("tss2"), ProvisionedFrom.UNKNOWN, expected));
    return this;
  }

  public Situation notReady() {
    ready = false;
    return this;
  }

  Situation unwritable() {
    stateWritten = false;
    return this;
  }

  Situation unreadableRegistry() {
    registryUp = false;
    return this;
  }

  Situation refusedReload() {
    refused = true;
    return this;
  }

  private SyncConfig sync(
      String name, List<String> of, ProvisionedFrom from, HeartbeatConfig expected) {
    boolean first = name.equals(SYNC);
    return new SyncConfig(
        name,
        URI.create("https://spotfire.example.com/scim/v2/SPOTFIRE"),
        of,
        List.of(),
        from,
        expected,
        Map.of(
            Severity.INFO,
            Duration.ofDays(60),
            Severity.WARNING,
            Duration.ofDays(30),
            Severity.CRITICAL,
            Duration.ofDays(7)),
        first ? pausedUntil : Optional.empty(),
        first ? probe : Optional.empty(),
        first ? entra : Optional.empty());
  }

  private AccessLogConfig log(String name) {
    AccessLogConfig plain =
        AccessLogConfig.of(
            name, List.of("/var/log/" + name + "/access*.log*"), LogFormat.Named.AUTO);
    return new AccessLogConfig(
        plain.name(),
        plain.paths(),
        plain.syslog(),
        plain.format(),
        plain.tomcatVersion(),
        plain.locale(),
        plain.timezone(),
        silence);
  }

  /** What is known then. */
  Known known() {
    List<SyncConfig> syncs = new ArrayList<>(more);
    syncs.add(
        sync(
            SYNC,
            logNames,
            new ProvisionedFrom(
                provider,
                "tenant-1",
                applicationId,
                "principal-1",
                "https://entra.microsoft.com/",
                "identity-team@example.com",
                "Change request 4711"),
            heartbeat));
    Configuration configuration =
        new Configuration(
            Path.of("/etc/scim-exporter/scim-exporter.yml"),
            HeartbeatLogConfig.DEFAULT,
            Path.of("tokens.json"),
            List.of(log("tss1"), log("tss2")),
            syncs,
            List.of());
    return new Known(
        new InForce(configuration, START, refused),
        new Observation(ledger.state(), logs, ready, stateWritten, Optional.empty()),
        new RegistryWatch.Reading(new TokenRegistry(tokens), registryUp),
        probes,
        graph);
  }

  /** What the exporter says at that time of the day. */
  public Board board(String now) {
    return board(at(now));
  }

  Board board(Instant now) {
    return StatusBoard.of(
        known(),
        new Place(
            Path.of("/var/lib/scim-exporter"),
            URI.create("http://localhost:19180"),
            ZoneId.of("Europe/Brussels"),
            "1.0"),
        now);
  }

  /** What it says of the sync. */
  SyncStatus status(String now) {
    return status(at(now));
  }

  SyncStatus status(Instant now) {
    return board(now).syncs().stream()
        .filter(sync -> sync.config().name().equals(SYNC))
        .findFirst()
        .orElseThrow();
  }

  Verdict verdict(String now) {
    return status(now).verdict();
  }
}
