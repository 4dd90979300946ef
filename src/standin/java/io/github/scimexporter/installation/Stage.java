package io.github.scimexporter.installation;

import io.github.scimexporter.realparts.Mailbox;
import io.github.scimexporter.realparts.RealAlertmanager;
import io.github.scimexporter.realparts.RealParts;
import io.github.scimexporter.realparts.RealPrometheus;
import io.github.scimexporter.realparts.ShippedConfiguration;
import io.github.scimexporter.realparts.WebhookReceiver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A Prometheus with the shipped rules and an Alertmanager with the shipped configuration, at a
 * scaled time: every duration of the shipped files is divided by {@link #SPEED}; and the places
 * where their messages arrive. What they watch, each a {@link Site}, comes and goes. Thread-safe.
 */
public final class Stage implements AutoCloseable {
  /** How many times faster than in life time goes by. */
  public static final int SPEED = 15;

  /** Prometheus drops what it would send before it knows Alertmanager, and repeats it later. */
  private static final Duration RESEND_DELAY = Duration.ofMinutes(1).dividedBy(SPEED);

  private final Running running = new Running();
  private final Object starting = new Object();
  private final Set<String> targets = new TreeSet<>();
  private final Ports ports = new Ports(firstPort());
  private final Path work;
  private final Path targetsFile;
  private final ExporterJar jar;
  private final Consumer<String> steps;
  private final Mailbox mailbox;
  private final WebhookReceiver admins;
  private final WebhookReceiver deadMansSwitch;
  private final RealAlertmanager alertmanager;
  private final RealPrometheus prometheus;

  /**
   * Starts the parts; when this returns, they are ready and watch nothing.
   *
   * @param repository the checkout, with the built jar
   * @param work an empty directory
   * @param parts makes Prometheus and Alertmanager
   * @param steps told what is done, one line each
   */
  public Stage(Path repository, Path work, RealParts parts, Consumer<String> steps) {
    this.work = work;
    this.steps = steps;
    jar = ExporterJar.built(repository);
    try {
      ShippedConfiguration shipped =
          ShippedConfiguration.copy(repository, work.resolve("shipped"), "1/" + SPEED);
      targetsFile = work.resolve("shipped/prometheus/targets.json");
      writeTargets();
      mailbox = running.add(Mailbox.start());
      admins = running.add(WebhookReceiver.start());
      deadMansSwitch = running.add(WebhookReceiver.start());
      alertmanager =
          running.add(
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
      prometheus =
          running.add(
              parts.startPrometheus(
                  shipped.prometheus(targetsFile, List.of(alertmanager.address())),
                  List.of("--rules.alert.resend-delay=" + RESEND_DELAY.toSeconds() + "s")));
      steps.accept(
          "Prometheus, with the shipped rules " + SPEED + " times faster, at " + prometheus.uri());
    } catch (RuntimeException | Error e) {
      running.close();
      throw e;
    }
  }

  /** A stage elsewhere on this machine hands out others. */
  private static int firstPort() {
    return 20_000 + (int) (ProcessHandle.current().pid() % 100) * 100;
  }

  /** Makes HOST:PORT a scrape target; it takes Prometheus up to 5 s to notice. */
  public synchronized void join(String address) {
    targets.add(address);
    writeTargets();
  }

  /** Takes a scrape target away, as who scales a node away does. */
  public synchronized void leave(String address) {
    targets.remove(address);
    writeTargets();
  }

  /**
   * When Prometheus evaluated its rules last: alerts that are a matter of a moment before that
   * would fire by now.
   */
  public Instant evaluated() {
    return prometheus.query("timestamp(ALERTS{alertname=\"Watchdog\"})").stream()
        .map(sample -> Instant.ofEpochMilli((long) (sample.value() * 1000)))
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
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

  /** Where everything is written. */
  public Path work() {
    return work;
  }

  /** Held by who starts something: many at once would starve each other on a small machine. */
  Object starting() {
    return starting;
  }

  ExporterJar jar() {
    return jar;
  }

  Ports ports() {
    return ports;
  }

  Consumer<String> steps() {
    return steps;
  }

  @Override
  public void close() {
    running.close();
  }

  /** Put in place whole, since Prometheus reads it when it likes. */
  private void writeTargets() {
    String list =
        targets.stream().map(target -> '"' + target + '"').collect(Collectors.joining(", "));
    try {
      Path whole = Files.writeString(work.resolve("targets"), "[{\"targets\": [" + list + "]}]");
      Files.move(whole, targetsFile, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
