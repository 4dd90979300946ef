package io.github.scimexporter.it;

import io.github.scimexporter.installation.ExporterJar;
import io.github.scimexporter.standin.SpotfireOptions;
import io.github.scimexporter.standin.SpotfireStandIn;
import io.github.scimexporter.standin.SpotfireToolDoor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The built jar beside a Spotfire with its tool, {@code ./config}, both stand-ins. */
abstract class SpotfireToolCase {
  /** What the tool asks for. */
  static final String PASSWORD = "open-sesame";

  final SpotfireStandIn spotfire = new SpotfireStandIn(SpotfireOptions.defaults());
  final SpotfireToolDoor door = new SpotfireToolDoor(spotfire, PASSWORD);
  final ExporterJar jar = ExporterJar.built(Path.of("").toAbsolutePath());

  @TempDir Path work;

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(
        work.resolve("scim-exporter.yml"),
        """
        access_logs:
          - {name: tss1, paths: ["access*.log"]}
        syncs:
          - {name: entra-prod, endpoint: "%s"}
        """
            .formatted(spotfire.endpoint()));
    door.writeTool(work.resolve("config"), ZoneId.of("Europe/Brussels"));
  }

  @AfterEach
  void stop() {
    door.close();
    spotfire.close();
  }
}
