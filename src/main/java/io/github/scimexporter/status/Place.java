package io.github.scimexporter.status;

import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;

/**
 * Where the exporter runs: what commands have to name, and how times are told.
 *
 * @param storage the directory of its state, absolute
 * @param address where it listens
 * @param zone the zone in which sentences give times
 * @param version its version
 */
public record Place(Path storage, URI address, ZoneId zone, String version) {}
