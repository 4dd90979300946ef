package io.github.scimexporter.installation;

import io.github.scimexporter.realparts.Mailbox;
import io.github.scimexporter.realparts.RealAlertmanager;
import io.github.scimexporter.realparts.RealParts;
import io.github.scimexporter.realparts.RealPrometheus;
import io.github.scimexporter.realparts.WebhookReceiver;
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
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One Spotfire server that Entra provisions into, watched and alerted on: a {@link Site} on a
 * {@link Stage}.
 */
public final class Installation implements AutoCloseable {
  /** The name of the sync. */
  public static final String SYNC = "entra-prod";

  private static final Duration CYCLE = Duration.ofSeconds(4);
  private static final String TOOL_PASSWORD = "open-sesame";

  private final Running running = new Running();
  private final Consumer<String> steps;
  private final Stage stage;
  private final Site site;
  private final SpotfireToolDoor tool;
  private final IssuedToken firstToken;
  private final String firstTokenId;

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
    this(repository, work, parts, validity, log -> {}, Map.of(), steps);
  }

  /**
   * Starts everything with a log that was written before.
   *
   * @param past writes what the exporter finds in the log when it starts
   * @param syncKeys keys of the sync, with YAML for each, beside or instead of the usual ones
   */
  public Installation(
      Path repository,
      Path work,
      RealParts parts,
      Duration validity,
      Consumer<ValveLog> past,
      Map<String, String> syncKeys,
      Consumer<String> steps) {
    this.steps = steps;
    try {
      stage = running.add(new Stage(repository, work, parts, steps));
      site = running.add(new Site(stage, SYNC, "spotfire", SpotfireOptions.defaults()));
      tool = running.add(new SpotfireToolDoor(site.spotfire(), TOOL_PASSWORD));
      past.accept(site.log());
      site.watch(syncKeys);
      firstToken = site.spotfire().issueToken(validity);
      steps.accept(
          "Spotfire issued a token and said once that it is valid until "
              + firstToken.validUntil());
      site.provision(firstToken, CYCLE);
      firstTokenId = site.register(firstToken, "--name=first token");
    } catch (RuntimeException | Error e) {
      running.close();
      throw e;
    }
  }

  /** Declares a token out of use. */
  public void retire(String id) {
    site.retire(id);
  }

  /** Puts a new token in place: issued and registered as replacement, given to the client. */
  public String replaceToken(Duration validity) {
    Path file = site.work().resolve("second.token");
    tool.writeTool(site.work().resolve("config"), Site.TOOL_ZONE);
    String id =
        site.registered(
            "issue",
            site.token(
                "issue",
                TOOL_PASSWORD,
                List.of(
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
                    "--validity=" + validity.toHours())));
    try {
      entra().setToken(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    steps.accept("The new token was pasted into Entra ID");
    return id;
  }

  public SpotfireStandIn spotfire() {
    return site.spotfire();
  }

  public EntraStandIn entra() {
    return site.entra();
  }

  public IssuedToken firstToken() {
    return firstToken;
  }

  public String firstTokenId() {
    return firstTokenId;
  }

  public ExporterProcess exporter() {
    return site.exporter();
  }

  public Mailbox mailbox() {
    return stage.mailbox();
  }

  /** What the administrators' webhook receives. */
  public WebhookReceiver admins() {
    return stage.admins();
  }

  /** What the receiver of the Watchdog receives. */
  public WebhookReceiver deadMansSwitch() {
    return stage.deadMansSwitch();
  }

  public RealAlertmanager alertmanager() {
    return stage.alertmanager();
  }

  public RealPrometheus prometheus() {
    return stage.prometheus();
  }

  /** Where everything is written. */
  public Path work() {
    return stage.work();
  }

  /** Ends everything, the last started first. */
  @Override
  public void close() {
    running.close();
  }
}
