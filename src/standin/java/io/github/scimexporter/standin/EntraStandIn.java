package io.github.scimexporter.standin;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A provisioning client that behaves as Microsoft Entra ID does: each cycle begins with a query for
 * a random user and a random group, goes on with the changes of this cycle, and is followed by
 * silence until the next. Where it is refused, it stops and tries again at the next cycle.
 *
 * <p>Thread-safe; one cycle at a time. The token is never printed.
 */
public final class EntraStandIn implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EntraStandIn.class);

  /**
   * Silence after the first, second, ... failed cycle, in intervals; the last goes on. Entra
   * retries 6, 12 and 24 hours after the first failure, then each 24 hours; its interval is 40
   * minutes.
   */
  private static final List<Integer> QUARANTINE = List.of(9, 9, 18, 36);

  /** Longer than the one request that may be under way. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  private final ScheduledThreadPoolExecutor scheduler = newScheduler();
  private final Object cycleLock = new Object();
  private final EntraDirectory directory = new EntraDirectory();
  private final RequestCounts sent = new RequestCounts();
  private final EntraOptions options;

  // The rest is guarded by this.
  private EntraConnection connection;
  private @Nullable Duration interval;

  /** The cycle that is waited for; null while one runs. */
  private @Nullable Future<?> next;

  private int failures;

  private volatile boolean closed;

  /**
   * Makes a client that sends nothing before {@link #runCycle} or {@link #start}.
   *
   * @param endpoint the SCIM base address, without a slash at its end
   */
  public EntraStandIn(URI endpoint, String token, EntraOptions options) {
    HttpClient client = EntraConnection.newClient();
    this.connection = new EntraConnection(client, endpoint, token);
    this.options = options;
  }

  /**
   * Puts a new token in place, from the next cycle on. In quarantine the next cycle comes at once:
   * whoever enters a token then also presses "Restart provisioning".
   */
  public synchronized void setToken(String token) {
    connection = connection.withToken(token);
    leaveQuarantine();
  }

  /** Provisions into another endpoint, from the next cycle on; ends a quarantine too. */
  public synchronized void setEndpoint(URI endpoint) {
    connection = connection.withEndpoint(endpoint);
    leaveQuarantine();
  }

  /** Runs one cycle now, after the one under way if there is one. */
  public EntraCycle runCycle() throws InterruptedException {
    synchronized (cycleLock) {
      EntraConnection used = connection();
      directory.change(options.newUsers(), options.changedUsers());
      EntraRun run = new EntraRun(used, directory, sent, () -> closed);
      EntraCycle cycle = run.run(options.credentialCheck());
      note(cycle, used);
      return cycle;
    }
  }

  /** Runs a cycle now and then again and again, this long after the end of the one before. */
  public synchronized void start(Duration newInterval) {
    if (newInterval.isNegative() || newInterval.isZero()) {
      throw new IllegalArgumentException("interval is " + newInterval + "; want more than 0");
    }
    if (interval != null) {
      throw new IllegalStateException("already started");
    }
    interval = newInterval;
    schedule(Duration.ZERO);
  }

  /** Ends after the request under way: what was sent is also counted. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      scheduler.shutdown();
    }
    try {
      if (!scheduler.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("a cycle did not end within " + CLOSE_TIMEOUT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // A cycle that the caller runs in a thread of his own ends too.
    synchronized (cycleLock) {
      log.debug("closed after {}", sent());
    }
  }

  /** Returns how many requests were answered, by "METHOD STATUS", as an immutable map. */
  public Map<String, Long> sent() {
    return sent.snapshot();
  }

  private static ScheduledThreadPoolExecutor newScheduler() {
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "entra-stand-in");
              thread.setDaemon(true);
              return thread;
            });
    // Or closing would wait for the next cycle.
    scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    scheduler.setRemoveOnCancelPolicy(true);
    return scheduler;
  }

  private synchronized EntraConnection connection() {
    return connection;
  }

  /** A failure with a token or endpoint that was replaced meanwhile says nothing of the new one. */
  private synchronized void note(EntraCycle cycle, EntraConnection used) {
    failures = cycle.completed() || used != connection ? 0 : failures + 1;
    log.debug("cycle of {} requests: {}", cycle.exchanges().size(), cycle.counts());
  }

  private void runScheduled() {
    EntraConnection used;
    synchronized (this) {
      next = null;
      used = connection;
    }
    boolean completed = false;
    try {
      completed = runCycle().completed();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (RuntimeException e) {
      log.error("a cycle failed; the next one comes as planned", e);
    }
    synchronized (this) {
      if (interval != null) {
        boolean restarted = options.quarantine() && !completed && used != connection;
        schedule(restarted ? Duration.ZERO : interval.multipliedBy(intervalsToWait()));
      }
    }
  }

  private synchronized int intervalsToWait() {
    return failures == 0 || !options.quarantine()
        ? 1
        : QUARANTINE.get(Math.min(failures, QUARANTINE.size()) - 1);
  }

  private synchronized void schedule(Duration delay) {
    if (!closed) {
      next = scheduler.schedule(this::runScheduled, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void leaveQuarantine() {
    Future<?> waiting = options.quarantine() && failures > 0 ? next : null;
    failures = 0;
    if (waiting != null && waiting.cancel(false)) {
      schedule(Duration.ZERO);
    }
  }
}
