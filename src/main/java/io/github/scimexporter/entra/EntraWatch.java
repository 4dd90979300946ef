package io.github.scimexporter.entra;

import io.github.scimexporter.config.EntraConfig;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.polling.Polling;
import io.github.scimexporter.sync.EntraReading;
import io.github.scimexporter.sync.Evidence;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Asks Microsoft Graph about every sync that is configured so, each at its own interval. */
public final class EntraWatch implements AutoCloseable {
  /** What makes a watch another one; the rest of a sync may change while it goes on. */
  private record Key(String sync, String applicationId, EntraConfig config) {}

  private final Consumer<Evidence> evidence;
  private final InstantSource clock;
  private final Polling<SyncWatch> watches = new Polling<>("graph");

  /**
   * Makes a watch that asks nobody before {@link #start()}.
   *
   * @param evidence takes executions of jobs that are heartbeats, from any thread
   */
  public EntraWatch(List<SyncConfig> syncs, Consumer<Evidence> evidence, InstantSource clock) {
    this.evidence = evidence;
    this.clock = clock;
    configure(syncs);
  }

  /** From now on Graph is asked about these syncs; watches that stay as they are go on. */
  public void configure(List<SyncConfig> syncs) {
    Map<Key, Supplier<SyncWatch>> wanted = new LinkedHashMap<>();
    for (SyncConfig sync : syncs) {
      sync.entra()
          .ifPresent(
              config ->
                  wanted.put(
                      new Key(sync.name(), sync.provisionedFrom().applicationId(), config),
                      () -> new SyncWatch(sync, config, evidence, clock)));
    }
    watches.set(wanted);
  }

  /**
   * What is wrong with the files that are needed to ask, by the name of the sync; each line begins
   * with its key. Nobody is asked.
   */
  public Map<String, String> fileProblems() {
    Map<String, String> problems = new HashMap<>();
    watches
        .polls()
        .forEach(
            watch -> watch.fileProblem().ifPresent(words -> problems.put(watch.sync(), words)));
    return problems;
  }

  /** Begins to ask. */
  public void start() {
    watches.start();
  }

  /**
   * Waits until Graph was asked once about every sync, whatever came of it, so that what is shown
   * first is not what is not known yet.
   *
   * @param longest how long at most
   */
  public void awaitFirstReadings(Duration longest) throws InterruptedException {
    watches.awaitFirst(longest);
  }

  /** What is known now, by the name of the sync. */
  public SortedMap<String, EntraReading> readings() {
    SortedMap<String, EntraReading> readings = new TreeMap<>();
    watches.polls().forEach(watch -> readings.put(watch.sync(), watch.reading()));
    return Collections.unmodifiableSortedMap(readings);
  }

  /** Asks no more. */
  @Override
  public void close() {
    watches.close();
  }
}
