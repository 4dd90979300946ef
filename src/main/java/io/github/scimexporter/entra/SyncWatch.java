package io.github.scimexporter.entra;

import io.github.scimexporter.config.EntraConfig;
import io.github.scimexporter.config.ProvisionedFrom;
import io.github.scimexporter.config.Secret;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.polling.Poll;
import io.github.scimexporter.sync.EntraJob;
import io.github.scimexporter.sync.EntraReading;
import io.github.scimexporter.sync.EventTime;
import io.github.scimexporter.sync.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what Graph says of one sync, again and again. Used by one thread, but for {@link
 * #reading()}.
 */
final class SyncWatch implements Poll {
  private static final Logger logger = LoggerFactory.getLogger(SyncWatch.class);

  /** What the application is called, and its credentials, change by hand only. */
  private static final Duration DETAILS_INTERVAL = Duration.ofHours(1);

  private final String sync;
  private final ProvisionedFrom origin;
  private final EntraConfig config;
  private final Consumer<Evidence> evidence;
  private final InstantSource clock;
  private final GraphTokens tokens;
  private final GraphClient client;
  private final JobNews news;

  /** What was said since the last reading that worked: each trouble once. */
  private final Set<String> troublesSaid = new HashSet<>();

  /** What is said once until the exporter is started again. */
  private final Set<String> hintsSaid = new HashSet<>();

  private int failures;
  private boolean tokenRefused;
  private Instant detailsDue = Instant.MIN;
  private Optional<Instant> lastHeartbeat = Optional.empty();
  private volatile EntraReading reading = EntraReading.NONE;

  /**
   * Makes a watch.
   *
   * @param evidence takes the executions that are heartbeats
   */
  SyncWatch(SyncConfig sync, EntraConfig config, Consumer<Evidence> evidence, InstantSource clock) {
    this.sync = sync.name();
    this.origin = sync.provisionedFrom();
    this.config = config;
    this.evidence = evidence;
    this.clock = clock;
    GraphHttp http = GraphHttp.of(config);
    tokens = new GraphTokens(config, http, clock);
    client = new GraphClient(config, http, clock);
    news = new JobNews(this.sync);
  }

  String sync() {
    return sync;
  }

  /** What is known now. Safe for use by any thread. */
  EntraReading reading() {
    return reading;
  }

  /** What is wrong with the files that are needed to ask. */
  Optional<String> fileProblem() {
    try {
      tokens.readFiles();
      return Optional.empty();
    } catch (GraphException e) {
      return Optional.of(e.words());
    }
  }

  @Override
  public Duration ask() throws InterruptedException {
    try {
      Secret token = tokens.token(tokenRefused);
      List<EntraJob> jobs = client.jobs(token);
      tokenRefused = false;
      worked(jobs);
      readDetails(token);
      return Backoff.next(config.interval(), 0, false, Optional.empty());
    } catch (GraphException e) {
      tokenRefused = e.kind() == GraphException.Kind.TOKEN_REFUSED;
      Duration wait = failed(e.kind() == GraphException.Kind.THROTTLED, e.retryAfter());
      sayTrouble(e.words(), wait);
      return wait;
    } catch (RuntimeException e) {
      Duration wait = failed(false, Optional.empty());
      if (troublesSaid.add(e.toString())) {
        logger.error("sync {}: reading Microsoft Graph failed in an unforeseen way", sync, e);
      }
      return wait;
    }
  }

  private void worked(List<EntraJob> jobs) {
    Instant now = clock.instant();
    if (failures > 0) {
      logger.info("sync {}: Microsoft Graph can be read again", sync);
    }
    failures = 0;
    troublesSaid.clear();
    news.tell(jobs, now);
    sayClock();
    // Before anybody can see the reading: what it shows has been counted.
    jobs.stream()
        .flatMap(job -> job.heartbeat().stream())
        .max(Instant::compareTo)
        .filter(ended -> lastHeartbeat.isEmpty() || ended.isAfter(lastHeartbeat.get()))
        .ifPresent(
            ended -> {
              evidence.accept(new Evidence.Execution(sync, ended));
              // One that is ahead of the clock is offered again until it is believed.
              lastHeartbeat = Optional.of(ended).filter(time -> EventTime.isCredible(time, now));
            });
    reading = new EntraReading(true, Optional.of(now), jobs, reading.application());
  }

  private Duration failed(boolean throttled, Optional<Duration> retryAfter) {
    failures++;
    reading = reading.failed();
    return Backoff.next(config.interval(), failures, throttled, retryAfter);
  }

  private void sayTrouble(String words, Duration wait) {
    if (troublesSaid.add(words)) {
      logger.warn(
          "sync {}: Microsoft Graph cannot be read: {}; it is asked again in {} s",
          sync,
          words,
          wait.toSeconds());
    }
  }

  /** The application itself, once an hour; trouble with it leaves the jobs alone. */
  private void readDetails(Secret token) throws InterruptedException {
    if (clock.instant().isBefore(detailsDue)) {
      return;
    }
    try {
      GraphClient.Details details = client.details(token, origin.applicationId());
      detailsDue = clock.instant().plus(DETAILS_INTERVAL);
      if (!details.allowed()) {
        hint(
            "what the application is called, its ids and when its own secrets expire may not be"
                + " read; grant the application permission Application.Read.All as well to have them"
                + " shown",
            false);
      }
      sayDisagreement(details.application().applicationId());
      reading = reading.with(details.application());
    } catch (GraphException e) {
      logger.debug("sync {}: the application cannot be read: {}", sync, e.words());
    }
  }

  private void sayDisagreement(String told) {
    if (origin.contradicts(told)) {
      hint(
          "provisioned_from.application_id is "
              + origin.applicationId()
              + ", but Microsoft Graph says that the enterprise application is of "
              + told
              + "; correct the one, or entra.service_principal_id",
          true);
    }
  }

  private void sayClock() {
    Duration ahead = client.clockAhead();
    if (ahead.abs().compareTo(EventTime.MAX_AHEAD) > 0) {
      hint(
          "this machine's clock is "
              + ahead.abs().toSeconds()
              + " s "
              + (ahead.isNegative() ? "ahead of" : "behind")
              + " Microsoft Graph's; set it right, or executions and their absence are misjudged",
          true);
    }
  }

  private void hint(String words, boolean warning) {
    if (!hintsSaid.add(words.replaceAll("\\d+ s", ""))) {
      return;
    }
    if (warning) {
      logger.warn("sync {}: {}", sync, words);
    } else {
      logger.info("sync {}: {}", sync, words);
    }
  }
}
