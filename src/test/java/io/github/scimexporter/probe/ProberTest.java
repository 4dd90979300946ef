package io.github.scimexporter.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.accesslog.follow.LogCapture;
import io.github.scimexporter.config.HeartbeatConfig;
import io.github.scimexporter.config.ProbeConfig;
import io.github.scimexporter.config.ProvisionedFrom;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.config.TlsConfig;
import io.github.scimexporter.sync.ProbeOutcome;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProberTest {
  private final LogCapture log = LogCapture.start();

  @AfterEach
  void stop() {
    log.close();
  }

  private static SyncConfig sync(String name, URI endpoint, Optional<Duration> interval) {
    return new SyncConfig(
        name,
        endpoint,
        List.of("tss1"),
        List.of(),
        ProvisionedFrom.UNKNOWN,
        HeartbeatConfig.OFF,
        Map.of(),
        Optional.empty(),
        interval.map(
            every ->
                new ProbeConfig(
                    every,
                    Duration.ofSeconds(60),
                    Optional.empty(),
                    TlsConfig.DEFAULT,
                    Optional.empty())),
        Optional.empty());
  }

  private static RawServer refusing() {
    return RawServer.with("401 No", "WWW-Authenticate: Bearer", "");
  }

  @Test
  void eachSyncWithAProbeIsAskedAtTheStartAndAgain() {
    try (RawServer often = refusing();
        RawServer once = refusing();
        RawServer never = refusing();
        Prober prober =
            new Prober(
                List.of(
                    sync("often", often.uri(), Optional.of(Duration.ofMillis(50))),
                    sync("once", once.uri(), Optional.of(Duration.ofDays(1))),
                    sync("never", never.uri(), Optional.empty())),
                InstantSource.system())) {
      assertThat(prober.results()).isEmpty();
      prober.start();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> often.requests().size() >= 3 && prober.results().size() == 2);
      assertThat(prober.results()).containsOnlyKeys("often", "once");
      assertThat(prober.results().values())
          .extracting(result -> result.outcome())
          .containsOnly(ProbeOutcome.TOKEN_WANTED);
      assertThat(once.requests()).hasSize(1);
      assertThat(never.requests()).isEmpty();
    }
  }

  @Test
  void anEndpointThatHangsDelaysNoOther() {
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer hanging =
            new RawServer(
                connection -> {
                  try {
                    over.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
        RawServer other = refusing();
        Prober prober =
            new Prober(
                List.of(
                    sync("hanging", hanging.uri(), Optional.of(Duration.ofMinutes(5))),
                    sync("other", other.uri(), Optional.of(Duration.ofMillis(50)))),
                InstantSource.system())) {
      prober.start();
      await()
          .atMost(Duration.ofSeconds(50))
          .until(() -> hanging.requests().size() == 1 && other.requests().size() >= 3);
      assertThat(prober.results()).containsOnlyKeys("other");
      over.countDown();
    }
  }

  @Test
  void itsThreadsKeepNoProcessAliveAndEndWithIt() {
    try (RawServer server = refusing()) {
      Prober prober =
          new Prober(
              List.of(sync("s", server.uri(), Optional.of(Duration.ofMillis(50)))),
              InstantSource.system());
      prober.start();
      await().atMost(Duration.ofSeconds(60)).until(() -> !prober.results().isEmpty());
      assertThat(threads()).isNotEmpty().allMatch(Thread::isDaemon);
      prober.close();
      await().atMost(Duration.ofSeconds(60)).until(() -> threads().isEmpty());
    }
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("probe"))
        .toList();
  }

  @Test
  void withoutProbesThereIsNothingToDo() {
    try (Prober prober = new Prober(List.of(), InstantSource.system())) {
      prober.start();
      assertThat(prober.results()).isEmpty();
    }
  }
}
