package io.github.scimexporter.installation;

import io.github.scimexporter.realparts.Mailbox;
import io.github.scimexporter.realparts.RealAlertmanager;
import io.github.scimexporter.realparts.RealParts;
import io.github.scimexporter.realparts.RealPrometheus;
import io.github.scimexporter.realparts.ShippedConfiguration;
import io.github.scimexporter.realparts.WebhookReceiver;
import io.github.scimexporter.standin.EntraOptions;
import io.github.scimexporter.standin.EntraStandIn;
import io.github.scimexporter.standin.IssuedToken;
import io.github.scimexporter.standin.SpotfireOptions;
import io.github.scimexporter.standin.SpotfireStandIn;
import io.github.scimexporter.standin.SpotfireToolDoor;
import io.github.scimexporter.standin.ValveLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One Spotfire server that Entra provisions into, watched and alerted on, at a scaled time: every
 * duration of the shipped files is divided by {@link #SPEED}, the exporter's own thresholds are
 * configured as small.
 */
public final class Installation implements AutoCloseable {
  /** The name of the sync. */
  public static final String SYNC = "entra-prod";

  /** How many times faster than in life time goes by. */
  public static final int SPEED = 15;

  private static final Duration CYCLE = Duration.ofSeconds(4);

  /** Prometheus drops what it would send before it knows Alertmanager, and repeats it later. */
  private static final Duration RESEND_DELAY = Duration.ofMinutes(1).dividedBy(SPEED);

  private static final String TOOL_PASSWORD = "open-sesame";
  private static final ZoneId TOOL_ZONE = ZoneId.of("Europe/Brussels");
  private static final Pattern REGISTERED =
      Pattern.compile("Registered token (\\w+) for sync [^\\s]+");

  private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
  private final Consumer<String> steps;
  private final Path work;
  private final ExporterJar jar;
  private final SpotfireStandIn spotfire;
  private final SpotfireToolDoor tool;
  private final EntraStandIn entra;
  private final IssuedToken firstToken;
  private final String firstTokenId;
  private final ExporterProcess exporter;
  private final Mailbox mailbox;
  private final WebhookReceiver admins;
  private final WebhookReceiver deadMansSwitch;
  private final RealAlertmanager alertmanager;
  private final RealPrometheus prometheus;

  /**
   * Starts everything; when this returns, provisioning runs and is watched.
   *
   * @param repository the checkout, with the built jar
   * @param work an empty directory
   * @param parts makes Prometheus and Alertmanager
   * @param validity how long the first token is valid
   * @param steps told what is done, one line each
   */
  public Installation(
      Path repository, Path work, RealParts parts, Duration validity, Consumer<String> steps) {
    this.work = work;
    this.steps = steps;
    jar = ExporterJar.built(repository);
    try {
      ValveLog log = ValveLog.extended(work.resolve("spotfire-logs"), 1);
      spotfire = closing(new SpotfireStandIn(SpotfireOptions.defaults().withLog(log)));
      tool = closing(new SpotfireToolDoor(spotfire, TOOL_PASSWORD));
      steps.accept("Spotfire (stand-in: a real Tomcat) serves SCIM at " + spotfire.endpoint());
      Files.writeString(work.resolve("scim-exporter.yml"), configuration(log));
      mailbox = closing(Mailbox.start());
      admins = closing(WebhookReceiver.start());
      deadMansSwitch = closing(WebhookReceiver.start());
      ShippedConfiguration shipped =
          ShippedConfiguration.copy(repository, work.resolve("shipped"), "1/" + SPEED);
      alertmanager =
          closing(
              parts.startAlertmanager(
                  shipped.alertmanager(
                      mailbox.smarthost(),
                      Map.of(
                          "scim-admins", admins.uri(), "deadmansswitch", deadMansSwitch.uri()))));
      steps.accept(
          "Alertmanager, with the shipped configuration "
              + SPEED
              + " times faster, at "
              + alertmanager.uri());
      firstToken = spotfire.issueToken(validity);
      steps.accept(
          "Spotfire issued a token and said once that it is valid until "
              + firstToken.validUntil());
      firstTokenId = register(firstToken, "--name=first token");
      entra =
          closing(
              new EntraStandIn(spotfire.endpoint(), firstToken.value(), EntraOptions.defaults()));
      entra.start(CYCLE);
      steps.accept("Entra ID (stand-in) provisions each " + CYCLE.toSeconds() + " s");
      exporter = closing(ExporterProcess.start(jar, work));
      steps.accept("scim-exporter follows " + log.glob() + " and listens at " + exporter.uri());
      prometheus =
          closing(
              parts.startPrometheus(
                  shipped.prometheus(List.of(exporter.address()), alertmanager.address()),
                  List.of("--rules.alert.resend-delay=" + RESEND_DELAY.toSeconds() + "s")));
      steps.accept(
          "Prometheus, with the shipped rules " + SPEED + " times faster, at " + prometheus.uri());
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private static String configuration(ValveLog log) {
    return """
        token_registry: tokens.json
        access_logs:
          - name: spotfire
            paths: ["%s"]
        syncs:
          - name: %s
            endpoint: https://spotfire.example.com/spotfire/api/rest/scim/v2/SPOTFIRE
            clients: ["127.0.0.0/8"]
            provisioned_from:
              provider: entra
              tenant_id: 11111111-2222-3333-4444-555555555555
              application_id: 66666666-7777-8888-9999-000000000000
              portal_url: https://entra.microsoft.com/
              owner: identity-team@example.com
            heartbeat: {interval: 10s, grace: 5s, missed_threshold: 3}
            token_warnings: {}
        """
        .formatted(log.glob(), SYNC);
  }

  /**
   * Registers a token as the administrator does: what the tool printed goes into token add.
   *
   * @return the token's id
   */
  public String register(IssuedToken token, String... flags) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "token",
                "add",
                "--config.file=scim-exporter.yml",
                "--sync=" + SYNC,
                "--client-id=" + token.clientId()));
    arguments.addAll(Arrays.asList(flags));
    return registered("add", mustWork(jar.run(work, token.printed(TOOL_ZONE), arguments)));
  }

  private String registered(String command, ExporterJar.Result result) {
    Matcher matcher = REGISTERED.matcher(result.out());
    if (!matcher.find()) {
      throw new IllegalStateException("token " + command + " did not say the id: " + result.out());
    }
    steps.accept("scim-exporter token " + command + ": " + matcher.group());
    return matcher.group(1);
  }

  /** Declares a token out of use. */
  public void retire(String id) {
    ExporterJar.Result result =
        mustWork(
            jar.run(work, "", List.of("token", "retire", "--config.file=scim-exporter.yml", id)));
    steps.accept("scim-exporter token retire: " + result.out().strip());
  }

  /** Puts a new token in place: issued and registered as replacement, given to the client. */
  public String replaceToken(Duration validity) {
    Path file = work.resolve("second.token");
    tool.writeTool(work.resolve("config"), TOOL_ZONE);
    String id =
        registered(
            "issue",
            mustWork(
                jar.run(
                    work,
                    TOOL_PASSWORD,
                    List.of(
                        "token",
                        "issue",
                        "--config.file=scim-exporter.yml",
                        "--sync=" + SYNC,
                        "--name=second token",
                        "--replaces=" + firstTokenId,
                        "--token-file=" + file,
                        "--",
                        "./config",
                        "issue-access-token",
                        "--client-id=" + firstToken.clientId(),
                        "-S" + SpotfireStandIn.READ_SCOPE,
                        "-S" + SpotfireStandIn.WRITE_SCOPE,
                        "--validity=" + validity.toHours()))));
    try {
      entra.setToken(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    steps.accept("The new token was pasted into Entra ID");
    return id;
  }

  public SpotfireStandIn spotfire() {
    return spotfire;
  }

  public EntraStandIn entra() {
    return entra;
  }

  public IssuedToken firstToken() {
    return firstToken;
  }

  public String firstTokenId() {
    return firstTokenId;
  }

  public ExporterProcess exporter() {
    return exporter;
  }

  public Mailbox mailbox() {
    return mailbox;
  }

  /** What the administrators' webhook receives. */
  public WebhookReceiver admins() {
    return admins;
  }

  /** What the receiver of the Watchdog receives. */
  public WebhookReceiver deadMansSwitch() {
    return deadMansSwitch;
  }

  public RealAlertmanager alertmanager() {
    return alertmanager;
  }

  public RealPrometheus prometheus() {
    return prometheus;
  }

  /** Where everything was written. */
  public Path work() {
    return work;
  }

  /** Ends everything, the last started first. */
  @Override
  public void close() {
    RuntimeException failure = null;
    while (!toClose.isEmpty()) {
      try {
        toClose.pop().close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new IllegalStateException("something could not be ended", e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private <T extends AutoCloseable> T closing(T part) {
    toClose.push(part);
    return part;
  }

  private static ExporterJar.Result mustWork(ExporterJar.Result result) {
    if (result.exit() != 0) {
      throw new IllegalStateException("a command failed: " + result.err());
    }
    return result;
  }
}
