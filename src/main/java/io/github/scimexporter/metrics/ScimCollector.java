package io.github.scimexporter.metrics;

import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.InForce;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.sync.EntraReading;
import io.github.scimexporter.sync.Observation;
import io.github.scimexporter.sync.ProbeResult;
import io.github.scimexporter.token.RegistryWatch;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Collects all metrics of the exporter. */
public final class ScimCollector implements MultiCollector {
  private final Supplier<InForce> inForce;
  private final Supplier<Observation> observations;
  private final Supplier<RegistryWatch.Reading> registry;
  private final Supplier<? extends Map<String, ProbeResult>> probes;
  private final Supplier<? extends Map<String, EntraReading>> graph;
  private final InstantSource clock;
  private final Kept<OwnMetrics.State, List<MetricSnapshot>> own;
  private final Kept<LogMetrics.Seen, List<MetricSnapshot>> logMetrics = new Kept<>(LogMetrics::of);
  private final Kept<ConfigMetrics.Configured, List<MetricSnapshot>> configMetrics =
      new Kept<>(ConfigMetrics::of);
  private final Kept<SyncMetrics.Seen, SyncMetrics> syncMetrics = Kept.following(SyncMetrics::of);
  private final Kept<Map<String, Long>, MetricSnapshot> missed = new Kept<>(SyncMetrics::missed);
  private final Kept<TokenMetrics.Registered, List<MetricSnapshot>> tokenMetrics =
      new Kept<>(TokenMetrics::of);
  private final Kept<Map<String, ProbeResult>, List<MetricSnapshot>> probeMetrics =
      new Kept<>(ProbeMetrics::of);
  private final Kept<ConfigMetrics.Configured, List<MetricSnapshot>> entraMetrics =
      new Kept<>(configured -> EntraMetrics.of(configured.syncs(), configured.graph()));

  /**
   * Makes a collector.
   *
   * @param inForce the configuration, asked once a scrape
   * @param observations asked once a scrape; what it gives is shown as it is
   * @param registry asked once a scrape
   * @param probes asked once a scrape: the last result of each sync that has one
   * @param graph what Microsoft Graph says by the name of the sync, asked once a scrape
   */
  public ScimCollector(
      BuildInfo build,
      Supplier<InForce> inForce,
      Supplier<Observation> observations,
      Supplier<RegistryWatch.Reading> registry,
      Supplier<? extends Map<String, ProbeResult>> probes,
      Supplier<? extends Map<String, EntraReading>> graph,
      InstantSource clock) {
    own = new Kept<>(state -> OwnMetrics.of(build, state));
    this.inForce = inForce;
    this.observations = observations;
    this.registry = registry;
    this.probes = probes;
    this.graph = graph;
    this.clock = clock;
  }

  @Override
  public MetricSnapshots collect() {
    // Before the observation: one that is replaced meanwhile knows no sync that is not watched.
    InForce loaded = inForce.get();
    Configuration configuration = loaded.configuration();
    // Before the observation, too: an execution that is shown has been counted by then.
    Map<String, EntraReading> readings = graph.get();
    Observation seen = observations.get();
    RegistryWatch.Reading tokens = registry.get();
    Instant now = clock.instant();
    List<MetricSnapshot> metrics = new ArrayList<>();
    metrics.addAll(
        own.of(
            new OwnMetrics.State(
                seen.ready(),
                seen.stateWritten(),
                seen.lastClockStep().orElse(Instant.EPOCH),
                tokens.up(),
                !loaded.refused(),
                loaded.since())));
    metrics.addAll(
        logMetrics.of(
            new LogMetrics.Seen(configuration.accessLogs(), seen.logs(), seen.ledger().logs())));
    if (seen.ready()) {
      List<SyncConfig> syncs = configuration.syncs();
      ConfigMetrics.Configured configured = new ConfigMetrics.Configured(syncs, readings);
      metrics.addAll(configMetrics.of(configured));
      SyncMetrics.Seen evidence = new SyncMetrics.Seen(syncs, seen.ledger().syncs());
      metrics.addAll(syncMetrics.of(evidence).snapshots());
      metrics.add(missed.of(SyncMetrics.missed(evidence, now)));
      TokenMetrics.Registered registered = new TokenMetrics.Registered(syncs, tokens.registry());
      metrics.addAll(tokenMetrics.of(registered));
      metrics.add(TokenMetrics.remaining(registered, now));
      metrics.addAll(probeMetrics.of(Map.copyOf(probes.get())));
      metrics.addAll(entraMetrics.of(configured));
    }
    return new MetricSnapshots(metrics);
  }
}
