package io.github.scimexporter.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.config.EntraConfig;
import io.github.scimexporter.standin.GraphShapes;
import io.github.scimexporter.standin.GraphStandIn;
import io.github.scimexporter.sync.EntraReading;
import io.github.scimexporter.sync.Evidence;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A watch that waits for ever would hold up the whole build: hence the limit. */
@Timeout(120)
class EntraWatchTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final EntraSetup setup;
  private final List<Evidence> evidence = new CopyOnWriteArrayList<>();

  EntraWatchTest(@TempDir Path directory) {
    setup = new EntraSetup(directory);
  }

  @AfterEach
  void stop() {
    setup.close();
  }

  private EntraWatch watch(Duration interval) {
    EntraConfig config = setup.config(setup.secret());
    return new EntraWatch(
        List.of(
            EntraSetup.sync(
                new EntraConfig(
                    config.tenantId(),
                    config.servicePrincipalId(),
                    config.credential(),
                    config.cloud(),
                    config.graphUrl(),
                    config.loginUrl(),
                    interval,
                    config.timeout(),
                    config.proxyUrl(),
                    config.caFile()),
                "")),
        evidence::add,
        InstantSource.system());
  }

  private static EntraReading reading(EntraWatch watch) {
    return Objects.requireNonNull(watch.readings().get("entra-prod"));
  }

  @Test
  void asksAtOnceAndThenAtItsInterval() throws Exception {
    setup
        .graph()
        .answer(
            GraphStandIn.JOBS,
            200,
            GraphShapes.jobs(GraphShapes.idle("a", Instant.EPOCH.plusSeconds(1_700_000_000))));
    try (EntraWatch watch = watch(Duration.ofMillis(10))) {
      assertThat(reading(watch)).isEqualTo(EntraReading.NONE);
      watch.start();
      watch.awaitFirstReadings(DEADLINE);
      assertThat(reading(watch).up()).isTrue();
      assertThat(evidence).hasSize(1);
      await().atMost(DEADLINE).until(() -> setup.graph().requests(GraphStandIn.JOBS).size() >= 3);
    }
  }

  @Test
  void afterTheEndNobodyIsAsked() throws Exception {
    EntraWatch watch = watch(Duration.ofHours(1));
    watch.start();
    watch.awaitFirstReadings(DEADLINE);
    watch.close();
    await().atMost(DEADLINE).until(() -> threads().isEmpty());
    assertThat(setup.graph().requests(GraphStandIn.JOBS)).hasSize(1);
  }

  @Test
  void whoWaitsForAGraphThatDoesNotAnswerIsLetGoAtTheEnd() throws Exception {
    setup.graph().answer(GraphStandIn.TOKEN, request -> Optional.empty());
    EntraWatch watch = watch(Duration.ofHours(1));
    watch.start();
    await().atMost(DEADLINE).until(() -> !setup.graph().requests(GraphStandIn.TOKEN).isEmpty());
    watch.close();
    watch.awaitFirstReadings(Duration.ofDays(1));
    await().atMost(DEADLINE).until(() -> threads().isEmpty());
    assertThat(reading(watch)).isEqualTo(EntraReading.NONE);
  }

  @Test
  void withoutAnySyncToAskAboutNothingIsWaitedFor() throws Exception {
    try (EntraWatch watch = new EntraWatch(List.of(), evidence::add, InstantSource.system())) {
      watch.start();
      watch.awaitFirstReadings(Duration.ofDays(1));
      assertThat(watch.readings()).isEmpty();
      assertThat(threads()).isEmpty();
    }
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.equals("graph"))
        .toList();
  }
}
