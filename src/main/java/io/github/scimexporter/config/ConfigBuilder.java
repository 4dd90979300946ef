package io.github.scimexporter.config;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a configuration of what is written: fills in defaults and checks what belongs together. */
final class ConfigBuilder {
  private static final Pattern PRIVATE_HOST =
      Pattern.compile(
          "localhost|[^.]+|.*\\.(local|internal|localdomain|lan|test)|127\\..*|10\\..*"
              + "|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*|\\[.*]");

  private final Path file;
  private final Path directory;
  private final Checks checks;
  private final List<String> warnings = new ArrayList<>();

  private ConfigBuilder(Path file) {
    this.file = file;
    checks = new Checks(file);
    Path parent = file.toAbsolutePath().normalize().getParent();
    this.directory = Objects.requireNonNull(parent, "a file has a directory");
  }

  static Configuration build(Path file, ConfigDocument document) throws ConfigException {
    return new ConfigBuilder(file).build(document);
  }

  private Configuration build(ConfigDocument document) throws ConfigException {
    AccessLogBuilder builder = new AccessLogBuilder(directory, checks, this::warn);
    List<AccessLogConfig> logs = new ArrayList<>();
    for (ConfigDocument.Log log : accessLogs(document)) {
      logs.add(builder.build("access_logs[" + logs.size() + "]", log));
    }
    checks.refuseTwice("access_logs", logs, AccessLogConfig::name);
    List<SyncConfig> syncs = new ArrayList<>();
    for (ConfigDocument.Sync sync : checks.required("syncs", document.syncs())) {
      syncs.add(sync("syncs[" + syncs.size() + "]", sync, logs));
    }
    checks.refuseTwice("syncs", syncs, SyncConfig::name);
    refuseLongSilence(logs, syncs);
    return new Configuration(
        file,
        heartbeatLog(document.heartbeatLog()),
        path("token_registry", Optional.ofNullable(document.tokenRegistry()).orElse("tokens.json")),
        logs,
        syncs,
        warnings);
  }

  private HeartbeatLogConfig heartbeatLog(ConfigDocument.@Nullable HeartbeatLog written)
      throws ConfigException {
    HeartbeatLogConfig defaults = HeartbeatLogConfig.DEFAULT;
    if (written == null) {
      return defaults;
    }
    long size = written.maxSize() == null ? defaults.maxSizeBytes() : written.maxSize().bytes();
    if (size < 1024) {
      throw checks.wrong("heartbeat_log.max_size", "must be at least 1KiB, e.g. 10MiB");
    }
    int keep = Optional.ofNullable(written.keep()).orElse(defaults.keep());
    if (keep < 1 || keep > 1000) {
      throw checks.wrong("heartbeat_log.keep", "must be from 1 to 1000, e.g. 10");
    }
    if (written.path() != null && written.path().contains("%")) {
      throw checks.wrong(
          "heartbeat_log.path", "holds a %, which rolled files may not; leave it out");
    }
    return new HeartbeatLogConfig(
        written.path() == null
            ? Optional.empty()
            : Optional.of(path("heartbeat_log.path", written.path())),
        size,
        keep);
  }

  /** One source of evidence is enough: where each sync has another one, no log is needed. */
  private List<ConfigDocument.Log> accessLogs(ConfigDocument document) throws ConfigException {
    List<ConfigDocument.Sync> syncs = Optional.ofNullable(document.syncs()).orElse(List.of());
    List<ConfigDocument.Log> logs = Optional.ofNullable(document.accessLogs()).orElse(List.of());
    if (logs.isEmpty()
        && (syncs.isEmpty()
            || syncs.stream().anyMatch(sync -> sync.entra() == null && sync.probe() == null))) {
      throw checks.wrong(
          "access_logs",
          "is missing or empty; write at least one entry, or give each sync entra or probe");
    }
    return logs;
  }

  private Path path(String key, String name) throws ConfigException {
    try {
      if (!name.isBlank()) {
        return directory.resolve(name);
      }
    } catch (InvalidPathException e) {
      throw checks.wrong(key, "is no file name (" + e.getReason() + ")");
    }
    throw checks.wrong(key, "is empty; write a file name");
  }

  private SyncConfig sync(String key, ConfigDocument.Sync sync, List<AccessLogConfig> known)
      throws ConfigException {
    String name = checks.name(key + ".name", sync.name());
    URI endpoint = sync.endpoint();
    if (endpoint == null) {
      throw checks.wrong(
          key + ".endpoint",
          "is missing; write the SCIM base URL that the client is configured with");
    }
    if (endpoint.getRawQuery() != null || endpoint.getRawFragment() != null) {
      throw checks.wrong(key + ".endpoint", "must be a base URL, without ? and #");
    }
    if (endpoint.getPath().replace("/", "").isEmpty()) {
      warn(
          key + ".endpoint",
          "has no path, so that every request on the server counts as the sync's;"
              + " write the whole base URL, e.g. https://host.example.com/scim/v2");
    }
    List<String> allLogs = known.stream().map(AccessLogConfig::name).toList();
    List<String> logs = Optional.ofNullable(sync.logs()).orElse(allLogs);
    for (String log : logs) {
      if (!allLogs.contains(log)) {
        throw checks.wrong(
            key + ".logs",
            "'" + log + "' is not the name of an access log; write one of " + join(allLogs));
      }
    }
    if (logs.isEmpty() && sync.entra() == null && sync.probe() == null) {
      throw checks.wrong(
          key + ".logs",
          "is empty, and there is neither entra nor probe; leave it out to use all of "
              + join(allLogs));
    }
    List<ClientRule> clients = Optional.ofNullable(sync.clients()).orElse(List.of());
    if (clients.isEmpty()
        && !logs.isEmpty()
        && !PRIVATE_HOST.matcher(endpoint.getHost()).matches()) {
      warn(
          key + ".clients",
          "not set, so that requests by anyone on this path count as the sync's; "
              + "name the addresses of its client where others can reach the endpoint");
    }
    ProvisionedFrom written = origin(sync.provisionedFrom());
    EntraBuilder graph = new EntraBuilder(directory, checks, this::warn);
    Optional<EntraConfig> entra = graph.build(key + ".entra", sync.entra(), written);
    boolean providerKnown =
        sync.provisionedFrom() != null && sync.provisionedFrom().provider() != null;
    ProvisionedFrom origin =
        entra.map(config -> written.completedBy(config, providerKnown)).orElse(written);
    HeartbeatConfig heartbeat =
        heartbeat(
            key + ".heartbeat",
            sync.heartbeat(),
            entra.isPresent()
                ? Provider.ENTRA.heartbeatByCycle()
                : logs.isEmpty() ? HeartbeatConfig.OFF : origin.provider().heartbeatInLog());
    if (logs.isEmpty() && entra.isEmpty()) {
      checkProbeAlone(key, sync, heartbeat);
    }
    entra.ifPresent(config -> graph.warnOf(key, config, origin.provider(), heartbeat));
    return new SyncConfig(
        name,
        endpoint,
        logs,
        clients,
        origin,
        heartbeat,
        tokenWarnings(key + ".token_warnings", sync.tokenWarnings()),
        Optional.ofNullable(sync.pausedUntil()),
        new ProbeBuilder(directory, checks).build(key + ".probe", sync.probe()),
        entra);
  }

  /** A probe is no heartbeat, and sees nothing of what the sync's client does. */
  private void checkProbeAlone(String key, ConfigDocument.Sync sync, HeartbeatConfig heartbeat)
      throws ConfigException {
    if (!heartbeat.isOff()) {
      throw checks.wrong(
          key + ".heartbeat",
          "can never come, since a probe is none; write off, or give the sync logs or entra");
    }
    boolean token = sync.probe() != null && sync.probe().tokenFile() != null;
    warn(
        key + ".probe",
        "is all that watches this sync, so that its client's own 401s and silence are not seen,"
            + (token
                ? " only whether the endpoint answers and takes the probe's token"
                : " only whether the endpoint answers; give it a token_file to see whether it takes"
                    + " a token")
            + "; add logs or entra to see more");
  }

  private static ProvisionedFrom origin(ConfigDocument.@Nullable Origin origin) {
    if (origin == null) {
      return ProvisionedFrom.UNKNOWN;
    }
    return new ProvisionedFrom(
        Optional.ofNullable(origin.provider()).orElse(Provider.OTHER),
        text(origin.tenantId()),
        text(origin.applicationId()),
        text(origin.servicePrincipalId()),
        text(Optional.ofNullable(origin.portalUrl()).map(URI::toString).orElse(null)),
        text(origin.owner()),
        text(origin.notes()));
  }

  private HeartbeatConfig heartbeat(
      String key, ConfigDocument.@Nullable Heartbeat heartbeat, HeartbeatConfig defaults)
      throws ConfigException {
    if (heartbeat == null) {
      return defaults;
    }
    if (heartbeat.off()) {
      return HeartbeatConfig.OFF;
    }
    Duration interval = Optional.ofNullable(heartbeat.interval()).orElse(defaults.interval());
    if (interval.isZero()) {
      throw checks.wrong(key + ".interval", "is missing or 0; write e.g. 40m, or heartbeat: off");
    }
    try {
      return new HeartbeatConfig(
          interval,
          Optional.ofNullable(heartbeat.grace()).orElse(defaults.grace()),
          Optional.ofNullable(heartbeat.missedThreshold()).orElse(defaults.missedThreshold()));
    } catch (IllegalArgumentException e) {
      throw checks.wrong(key, e.getMessage());
    }
  }

  private Map<Severity, Duration> tokenWarnings(
      String key, @Nullable Map<Severity, Duration> written) throws ConfigException {
    Map<Severity, Duration> warnings = written == null ? WarningSteps.DEFAULT : written;
    Optional<Severity> misplaced = WarningSteps.misplaced(warnings);
    if (misplaced.isPresent()) {
      throw checks.wrong(
          key + "." + misplaced.get().label(),
          WarningSteps.RULE + ", e.g. {warning: 30d, critical: 7d}");
    }
    return warnings;
  }

  private void refuseLongSilence(List<AccessLogConfig> logs, List<SyncConfig> syncs)
      throws ConfigException {
    for (int i = 0; i < logs.size(); i++) {
      AccessLogConfig log = logs.get(i);
      for (SyncConfig sync : syncs) {
        HeartbeatConfig heartbeat = sync.heartbeat();
        Duration allowed = heartbeat.interval().plus(heartbeat.grace());
        if (sync.logs().contains(log.name())
            && !heartbeat.isOff()
            && log.silence().compareTo(allowed) > 0) {
          throw checks.wrong(
              "access_logs[" + i + "].silence",
              "is longer than interval + grace of sync "
                  + sync.name()
                  + ", so that a silent server would look like a missed heartbeat; write at most "
                  + PrometheusDuration.format(allowed));
        }
      }
    }
  }

  private void warn(String key, String text) {
    warnings.add(file + ": " + key + ": " + text);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String join(List<String> names) {
    return String.join(", ", names);
  }
}
