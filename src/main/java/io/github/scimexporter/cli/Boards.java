package io.github.scimexporter.cli;

import io.github.scimexporter.config.InForce;
import io.github.scimexporter.status.Board;
import io.github.scimexporter.status.Known;
import io.github.scimexporter.status.Place;
import io.github.scimexporter.status.StatusBoard;
import io.github.scimexporter.sync.EntraReading;
import io.github.scimexporter.sync.Observation;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;

/**
 * Makes a board of what is known now.
 *
 * @param storage where the state is kept
 * @param version the version of the exporter
 */
record Boards(Current setup, Parts parts, Path storage, String version, InstantSource clock) {
  Board at(URI address) {
    Setup now = setup.get();
    // In the order of a scrape: what is configured is watched, and what is told was counted.
    InForce inForce = now.inForce();
    Map<String, EntraReading> graph = parts.entra().readings();
    Observation seen = parts.keeper().observe();
    Known known =
        new Known(inForce, seen, now.registry().reading(), parts.prober().results(), graph);
    return StatusBoard.of(
        known, new Place(storage, address, ZoneId.systemDefault(), version), clock.instant());
  }
}
