package io.github.scimexporter.entra;

import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.EntraReading;
import io.github.scimexporter.sync.Evidence;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Asks Microsoft Graph about every sync that is configured so, each at its own interval and in a
 * thread of its own: one that is slow holds up no other.
 */
public final class EntraWatch implements AutoCloseable {
  /** By how much the waiting varies: several exporters do not ask at the same time for ever. */
  private static final double JITTER = 0.1;

  private final List<SyncWatch> watches = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch firstReadings;
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * Makes a watch that asks nobody before {@link #start()}.
   *
   * @param evidence takes executions of jobs that are heartbeats, from any thread
   */
  public EntraWatch(List<SyncConfig> syncs, Consumer<Evidence> evidence, InstantSource clock) {
    for (SyncConfig sync : syncs) {
      sync.entra().ifPresent(config -> watches.add(new SyncWatch(sync, config, evidence, clock)));
    }
    firstReadings = new CountDownLatch(watches.size());
  }

  /**
   * What is wrong with the files that are needed to ask, by the name of the sync; each line begins
   * with its key. Nobody is asked.
   */
  public Map<String, String> fileProblems() {
    Map<String, String> problems = new HashMap<>();
    watches.forEach(
        watch -> watch.fileProblem().ifPresent(words -> problems.put(watch.sync(), words)));
    return problems;
  }

  /** Begins to ask. */
  public void start() {
    for (SyncWatch watch : watches) {
      Thread thread = new Thread(() -> run(watch), "graph-" + watch.sync());
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /**
   * Waits until Graph was asked once about every sync, whatever came of it, so that what is shown
   * first is not what is not known yet.
   *
   * @param longest how long at most
   */
  public void awaitFirstReadings(Duration longest) throws InterruptedException {
    firstReadings.await(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What is known now, by the name of the sync. */
  public SortedMap<String, EntraReading> readings() {
    SortedMap<String, EntraReading> readings = new TreeMap<>();
    watches.forEach(watch -> readings.put(watch.sync(), watch.reading()));
    return Collections.unmodifiableSortedMap(readings);
  }

  /** Asks no more. */
  @Override
  public void close() {
    closing.countDown();
    threads.forEach(Thread::interrupt);
    // Nobody waits for what will not be read.
    watches.forEach(watch -> firstReadings.countDown());
  }

  private void run(SyncWatch watch) {
    try {
      boolean first = true;
      Duration wait;
      do {
        wait = watch.read();
        if (first) {
          firstReadings.countDown();
          first = false;
        }
      } while (!closing.await(withJitter(wait).toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      // Told to end, as the only one who interrupts it does.
      Thread.currentThread().interrupt();
    }
  }

  private static Duration withJitter(Duration wait) {
    return wait.plusMillis(
        (long) (wait.toMillis() * JITTER * ThreadLocalRandom.current().nextDouble()));
  }
}
