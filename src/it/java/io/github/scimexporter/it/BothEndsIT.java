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

/** The chapter of the catalogue of breaks that needs the probe or Microsoft Graph. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BothEndsIT implements BothEndsBreaks {
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
  public Row row(String sync, String node) {
    return new Row(stage, sync, node);
  }

  @Override
  public Lock told() {
    return told;
  }
}
