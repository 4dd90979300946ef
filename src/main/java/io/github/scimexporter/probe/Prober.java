package io.github.scimexporter.probe;

import io.github.scimexporter.config.ProbeConfig;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.polling.Polling;
import io.github.scimexporter.sync.ProbeResult;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Asks the endpoint of each sync that has a probe, at its interval. */
public final class Prober implements AutoCloseable {
  /** What makes a probe another one; the rest of a sync may change while it goes on. */
  private record Key(String sync, URI endpoint, ProbeConfig config) {}

  private final InstantSource clock;
  private final Polling<SyncProbe> probes = new Polling<>("probe");

  /** A prober of those of the syncs that have a probe; it asks from {@link #start()} on. */
  public Prober(List<SyncConfig> syncs, InstantSource clock) {
    this.clock = clock;
    configure(syncs);
  }

  /** From now on the endpoints of these syncs are asked; probes that stay as they are go on. */
  public void configure(List<SyncConfig> syncs) {
    Map<Key, Supplier<SyncProbe>> wanted = new LinkedHashMap<>();
    for (SyncConfig sync : syncs) {
      sync.probe()
          .ifPresent(
              config ->
                  wanted.put(
                      new Key(sync.name(), sync.endpoint(), config),
                      () -> new SyncProbe(sync, config, clock)));
    }
    probes.set(wanted);
  }

  /** Asks each endpoint, now and then at its interval. */
  public void start() {
    probes.start();
  }

  /** What the last probe of each sync found; a sync whose first has not ended is left out. */
  public SortedMap<String, ProbeResult> results() {
    SortedMap<String, ProbeResult> results = new TreeMap<>();
    probes
        .polls()
        .forEach(probe -> probe.last().ifPresent(result -> results.put(probe.sync(), result)));
    return results;
  }

  /** Ends the asking, that which is under way too. */
  @Override
  public void close() {
    probes.close();
  }
}
