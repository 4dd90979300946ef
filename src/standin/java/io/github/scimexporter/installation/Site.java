package io.github.scimexporter.installation;

import io.github.scimexporter.standin.EntraOptions;
import io.github.scimexporter.standin.EntraStandIn;
import io.github.scimexporter.standin.IssuedToken;
import io.github.scimexporter.standin.SpotfireOptions;
import io.github.scimexporter.standin.SpotfireStandIn;
import io.github.scimexporter.standin.ValveLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One Spotfire server, the Entra that provisions into it, and the exporter beside it, which a
 * {@link Stage} watches. Each has a directory, a sync and a log of its own, so that many can be
 * watched at the same time; two with the same sync are two nodes of one installation.
 *
 * <pre>{@code
 * Site site = new Site(stage, "entra-prod", "entra-prod", SpotfireOptions.defaults());
 * site.watch(Map.of("token_warnings", "{warning: 1h}"));
 * site.provision(site.spotfire().issueToken(Duration.ofHours(1)), Duration.ofSeconds(4));
 * }</pre>
 */
public final class Site implements AutoCloseable {
  static final ZoneId TOOL_ZONE = ZoneId.of("Europe/Brussels");

  private static final Pattern REGISTERED =
      Pattern.compile("Registered token (\\w+) for sync [^\\s]+");

  private final Running running = new Running();
  private final Stage stage;
  private final String sync;
  private final Path work;
  private final ValveLog log;
  private final SpotfireStandIn spotfire;
  private ExporterJar jar;
  private @Nullable ExporterProcess exporter;
  private @Nullable EntraStandIn entra;

  /**
   * Starts the server; nothing provisions into it or watches it yet.
   *
   * @param directory the name of its directory, which does not exist yet
   * @param options without a log or port; it gets Spotfire's extended log
   */
  public Site(Stage stage, String sync, String directory, SpotfireOptions options) {
    this.stage = stage;
    this.sync = sync;
    jar = stage.jar();
    try {
      work = Files.createDirectory(stage.work().resolve(directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    log = ValveLog.extended(work.resolve("spotfire-logs"), 1);
    spotfire =
        running.add(new SpotfireStandIn(options.withLog(log).withPort(stage.ports().next())));
    stage
        .steps()
        .accept("Spotfire (stand-in: a real Tomcat) serves SCIM at " + spotfire.uri("/spotfire/"));
  }

  /** The exporter will be run by a user whom permissions bind, who owns nothing but its storage. */
  public Site asOrdinaryUser() {
    try {
      OrdinaryUser.allow(stage.work(), "rwxr-xr-x");
      jar = OrdinaryUser.runs(jar, work);
      OrdinaryUser.allow(Files.createDirectory(work.resolve("data")), "rwxrwxrwx");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Configures the exporter, starts it and has it scraped. */
  public void watch(Map<String, String> syncKeys) {
    watch(syncKeys, Map.of());
  }

  /**
   * Configures the exporter, starts it and has it scraped.
   *
   * @param syncKeys keys of the sync, with YAML for each, beside or instead of the usual ones
   * @param logKeys the same of the log
   */
  public void watch(Map<String, String> syncKeys, Map<String, String> logKeys) {
    configure(syncKeys, logKeys);
    synchronized (stage.starting()) {
      exporter = running.add(ExporterProcess.prepare(jar, work, stage.ports()));
      exporter.start();
    }
    stage
        .steps()
        .accept("scim-exporter follows " + log.glob() + " and listens at " + exporter.uri());
    stage.join(exporter.address());
  }

  /** Writes the exporter's configuration, for its next start. */
  public void configure(Map<String, String> syncKeys, Map<String, String> logKeys) {
    Map<String, String> ofLog = new LinkedHashMap<>();
    ofLog.put("name", logName());
    ofLog.put("paths", "[\"" + log.glob() + "\"]");
    ofLog.putAll(logKeys);
    Map<String, String> ofSync = new LinkedHashMap<>();
    ofSync.put("name", sync);
    ofSync.put("endpoint", "https://spotfire.example.com/spotfire/api/rest/scim/v2/SPOTFIRE");
    ofSync.put("clients", "[\"127.0.0.0/8\"]");
    ofSync.put(
        "provisioned_from",
        "{provider: entra, tenant_id: 11111111-2222-3333-4444-555555555555,"
            + " application_id: 66666666-7777-8888-9999-000000000000,"
            + " portal_url: \"https://entra.microsoft.com/\", owner: identity-team@example.com}");
    ofSync.put("heartbeat", "{interval: 10s, grace: 5s, missed_threshold: 3}");
    ofSync.put("token_warnings", "{}");
    ofSync.putAll(syncKeys);
    try {
      Files.writeString(
          work.resolve("scim-exporter.yml"),
          "token_registry: tokens.json\n"
              + "heartbeat_log: {path: data/scim_heartbeat.log}\n"
              + "access_logs:\n"
              + item(ofLog)
              + "syncs:\n"
              + item(ofSync));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String item(Map<String, String> keys) {
    return keys.entrySet().stream()
        .map(key -> key.getKey() + ": " + key.getValue() + "\n")
        .collect(Collectors.joining("    ", "  - ", ""));
  }

  /** Makes Entra provision with that token, a cycle this often, until it is closed. */
  public EntraStandIn provision(IssuedToken token, Duration cycle) {
    entra =
        running.add(new EntraStandIn(spotfire.endpoint(), token.value(), EntraOptions.defaults()));
    entra.start(cycle);
    stage.steps().accept("Entra ID (stand-in) provisions each " + cycle.toSeconds() + " s");
    return entra;
  }

  /**
   * Registers a token as the administrator does: what the tool printed goes into token add.
   *
   * @return the token's id
   */
  public String register(IssuedToken token, String... flags) {
    List<String> arguments =
        new ArrayList<>(List.of("--sync=" + sync, "--client-id=" + token.clientId()));
    arguments.addAll(Arrays.asList(flags));
    return registered("add", token("add", token.printed(TOOL_ZONE), arguments));
  }

  /** Declares a token out of use. */
  public void retire(String id) {
    stage.steps().accept("scim-exporter token retire: " + token("retire", "", List.of(id)).strip());
  }

  /** Runs a token command, which must work; returns what it printed. */
  String token(String command, String input, List<String> more) {
    List<String> arguments =
        new ArrayList<>(List.of("token", command, "--config.file=scim-exporter.yml"));
    arguments.addAll(more);
    ExporterJar.Result result = jar.run(work, input, arguments);
    if (result.exit() != 0) {
      throw new IllegalStateException("token " + command + " failed: " + result.err());
    }
    return result.out();
  }

  /** Finds the token's id in what a token command printed. */
  String registered(String command, String printed) {
    Matcher matcher = REGISTERED.matcher(printed);
    if (!matcher.find()) {
      throw new IllegalStateException("token " + command + " did not say the id: " + printed);
    }
    stage.steps().accept("scim-exporter token " + command + ": " + matcher.group());
    return matcher.group(1);
  }

  public String sync() {
    return sync;
  }

  /** The label {@code log}. */
  public String logName() {
    return work.getFileName().toString();
  }

  public ValveLog log() {
    return log;
  }

  public Path work() {
    return work;
  }

  public SpotfireStandIn spotfire() {
    return spotfire;
  }

  /** The client that provisions. */
  public EntraStandIn entra() {
    if (entra == null) {
      throw new IllegalStateException("nothing provisions into " + sync);
    }
    return entra;
  }

  public ExporterProcess exporter() {
    if (exporter == null) {
      throw new IllegalStateException("nothing watches " + sync);
    }
    return exporter;
  }

  /** The node leaves service discovery and is switched off. */
  @Override
  public void close() {
    try {
      if (exporter != null) {
        stage.leave(exporter.address());
      }
    } finally {
      running.close();
    }
  }
}
