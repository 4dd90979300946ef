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
  private final BuildInfo build;
  private final Supplier<InForce> inForce;
  private final Supplier<Observation> observations;
  private final Supplier<RegistryWatch.Reading> registry;
  private final Supplier<? extends Map<String, ProbeResult>> probes;
  private final Supplier<? extends Map<String, EntraReading>> graph;
  private final InstantSource clock;
  private final Kept<ConfigMetrics.Configured, List<MetricSnapshot>> configMetrics =
      new Kept<>(ConfigMetrics::of);
  private final Kept<SyncMetrics.Seen, List<MetricSnapshot>> syncMetrics =
      new Kept<>(SyncMetrics::of);
  private final Kept<TokenMetrics.Registered, List<MetricSnapshot>> tokenMetrics =
      new Kept<>(TokenMetrics::of);

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
    this.build = build;
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
    metrics.add(
        new Family(
                "scim_exporter_build",
                "What the exporter was built from and runs on.",
                "version",
                "revision",
                "java_version")
            .add(1, build.version(), build.revision(), build.javaVersion())
            .info());
    metrics.add(
        new Family(
                "scim_exporter_ready",
                "1 while the evidence metrics are served, 0 while files are still being caught up.")
            .add(seen.ready())
            .gauge());
    metrics.add(
        new Family(
                "scim_exporter_state_write_success", "1 when the last write of the state worked.")
            .add(seen.stateWritten())
            .gauge());
    metrics.add(
        new Family(
                "scim_exporter_last_clock_step_timestamp_seconds",
                "When the exporter's clock was last set by more than 30 seconds; 0 when it was not"
                    + " since the start.")
            .add(seen.lastClockStep().orElse(Instant.EPOCH))
            .gauge());
    metrics.add(
        new Family(
                "scim_token_registry_up", "1 when the last reading of the token registry worked.")
            .add(tokens.up())
            .gauge());
    metrics.add(
        new Family(
                "scim_config_last_reload_successful",
                "1 when the last reading of the configuration worked.")
            .add(!loaded.refused())
            .gauge());
    metrics.add(
        new Family(
                "scim_config_last_reload_success_timestamp_seconds",
                "When the configuration in force was read.")
            .add(loaded.since())
            .gauge());
    metrics.addAll(LogMetrics.of(configuration.accessLogs(), seen));
    if (seen.ready()) {
      List<SyncConfig> syncs = configuration.syncs();
      metrics.addAll(configMetrics.of(new ConfigMetrics.Configured(syncs, readings)));
      SyncMetrics.Seen evidence = new SyncMetrics.Seen(syncs, seen.ledger().syncs());
      metrics.addAll(syncMetrics.of(evidence));
      metrics.add(SyncMetrics.missed(evidence, now));
      TokenMetrics.Registered registered = new TokenMetrics.Registered(syncs, tokens.registry());
      metrics.addAll(tokenMetrics.of(registered));
      metrics.add(TokenMetrics.remaining(registered, now));
      metrics.addAll(ProbeMetrics.of(probes.get()));
      metrics.addAll(EntraMetrics.of(configuration.syncs(), readings));
    }
    return new MetricSnapshots(metrics);
  }
}
