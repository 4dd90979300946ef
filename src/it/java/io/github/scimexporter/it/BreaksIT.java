package io.github.scimexporter.it;

import io.github.scimexporter.installation.Stage;
import io.github.scimexporter.realparts.RealParts;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The catalogue of breaks: an installation is broken in every way that life knows, and people are
 * told the cause, once, and its mend, once. The rows share one Prometheus and one Alertmanager and
 * run at the same time; each chapter of the catalogue is an interface.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class BreaksIT implements TokenBreaks {
  private Stage stage;

  @BeforeAll
  void start(@TempDir Path work) {
    stage = new Stage(Path.of("").toAbsolutePath(), work, RealParts.processes(), step -> {});
  }

  @AfterAll
  void stop() {
    stage.close();
  }

  @Override
  public Row row(String sync) {
    return new Row(stage, sync);
  }
}
