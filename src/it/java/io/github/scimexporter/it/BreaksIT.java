package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.installation.Stage;
import io.github.scimexporter.realparts.RealParts;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The catalogue of breaks: an installation is broken in every way that life knows, and people are
 * told the cause, once, and its mend, once. The rows share one Prometheus and one Alertmanager and
 * run at the same time; each chapter of the catalogue is an interface.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BreaksIT implements TokenBreaks, ProvisioningBreaks, WatchBreaks, NoBreaks {
  private final Lock told = new ReentrantLock();
  private Stage stage;

  @BeforeAll
  void start(@TempDir Path work) {
    stage = new Stage(Path.of("").toAbsolutePath(), work, RealParts.processes(), step -> {});
  }

  @AfterAll
  void stop() {
    try (Stage ending = stage) {
      assertThat(ending.prometheus().failedEvaluations()).isZero();
    }
  }

  @Override
  public Lock told() {
    return told;
  }

  @Override
  public Row row(String sync, String node) {
    return new Row(stage, sync, node);
  }
}
