package io.github.scimexporter.probe;

import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.ProbeResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the endpoint of each sync that has a probe, at its interval, on threads of its own that keep
 * no process alive.
 */
public final class Prober implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Prober.class);

  /** Exporters that were started together must not go on asking together. */
  private static final double JITTER = 0.1;

  private final List<SyncProbe> probes;
  private final List<Thread> threads;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** A prober of those of the syncs that have a probe; it asks from {@link #start()} on. */
  public Prober(List<SyncConfig> syncs, InstantSource clock) {
    probes =
        syncs.stream()
            .flatMap(
                sync -> sync.probe().map(config -> new SyncProbe(sync, config, clock)).stream())
            .toList();
    // One each: an endpoint that hangs delays no other.
    threads = probes.stream().map(probe -> new Thread(() -> run(probe), "probe")).toList();
    threads.forEach(thread -> thread.setDaemon(true));
  }

  /** Asks each endpoint, now and then at its interval. */
  public void start() {
    threads.forEach(Thread::start);
  }

  /** What the last probe of each sync found; a sync whose first has not ended is left out. */
  public SortedMap<String, ProbeResult> results() {
    SortedMap<String, ProbeResult> results = new TreeMap<>();
    probes.forEach(probe -> probe.last().ifPresent(result -> results.put(probe.sync(), result)));
    return results;
  }

  /** Ends the asking, that which is under way too. */
  @Override
  public void close() {
    closed.countDown();
    threads.forEach(Thread::interrupt);
  }

  private void run(SyncProbe probe) {
    try {
      do {
        ask(probe);
      } while (!closed.await(jittered(probe.interval()).toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void ask(SyncProbe probe) throws InterruptedException {
    try {
      probe.probe();
    } catch (RuntimeException e) {
      // A mistake of this program; the next probe may do better, and the others go on.
      logger.error("sync {}: probe: failed", probe.sync(), e);
    }
  }

  private static Duration jittered(Duration interval) {
    double share = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
    return Duration.ofMillis(Math.round(interval.toMillis() * share));
  }
}
