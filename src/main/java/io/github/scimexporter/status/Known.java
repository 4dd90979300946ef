package io.github.scimexporter.status;

import io.github.scimexporter.config.InForce;
import io.github.scimexporter.sync.EntraReading;
import io.github.scimexporter.sync.Observation;
import io.github.scimexporter.sync.ProbeResult;
import io.github.scimexporter.token.RegistryWatch;
import java.util.Map;

/**
 * All that one exporter knows, at one moment.
 *
 * @param inForce the configuration by which it works
 * @param seen what was read of the logs
 * @param registry the registered tokens
 * @param probes the last probe, by the name of the sync
 * @param graph what Microsoft Graph says, by the name of the sync
 */
public record Known(
    InForce inForce,
    Observation seen,
    RegistryWatch.Reading registry,
    Map<String, ProbeResult> probes,
    Map<String, EntraReading> graph) {
  /** Copies the maps. */
  public Known {
    probes = Map.copyOf(probes);
    graph = Map.copyOf(graph);
  }
}
