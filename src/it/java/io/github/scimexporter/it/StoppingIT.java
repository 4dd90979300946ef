package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.installation.ExporterJar;
import io.github.scimexporter.installation.ExporterProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the exporter says when it is told to end. */
class StoppingIT {
  @TempDir Path work;
  private ExporterJar jar = new ExporterJar(Path.of(""), Path.of(""));

  @BeforeEach
  void configure() throws IOException {
    jar = ExporterJar.built(Path.of("").toAbsolutePath());
    Files.writeString(
        work.resolve("scim-exporter.yml"),
        """
        access_logs:
          - {name: tss1, paths: ["access*.log"]}
        syncs:
          - {name: entra-prod, endpoint: "http://localhost/scim/v2"}
        """);
  }

  @Test
  void itSaysThatItStopped() {
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      exporter.stop();
      assertThat(exporter.log().lines()).last().asString().endsWith("msg=stopped");
    }
  }
}
