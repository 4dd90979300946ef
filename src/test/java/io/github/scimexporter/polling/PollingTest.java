package io.github.scimexporter.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A poll that is never asked, or never ended, would hold up the whole build: hence the limit. */
@Timeout(120)
class PollingTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  /** Counts how often it is asked. */
  private static class Counter implements Poll {
    private final AtomicInteger asked = new AtomicInteger();
    private final Duration interval;

    private Counter(Duration interval) {
      this.interval = interval;
    }

    @Override
    public Duration ask() throws InterruptedException {
      asked.incrementAndGet();
      return interval;
    }

    final void awaitAsked(int times) {
      await().atMost(DEADLINE).until(() -> asked.get() >= times);
    }
  }

  /** Hangs until it is told to end. */
  private static final class Hanging extends Counter {
    private final CountDownLatch ended = new CountDownLatch(1);

    private Hanging() {
      super(Duration.ZERO);
    }

    @Override
    public Duration ask() throws InterruptedException {
      super.ask();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        ended.countDown();
        throw e;
      }
      return Duration.ZERO;
    }
  }

  private final Counter often = new Counter(Duration.ofMillis(1));
  private final Counter seldom = new Counter(Duration.ofDays(1));
  private final Hanging hanging = new Hanging();

  @Test
  void eachIsAskedAtOnceAndAgainAndOneThatHangsHoldsUpNoOther() throws Exception {
    try (Polling<Counter> polling = new Polling<>("test")) {
      polling.set(Map.of(1, () -> often, 2, () -> seldom, 3, () -> hanging));
      assertThat(often.asked).hasValue(0);
      polling.start();
      often.awaitAsked(3);
      hanging.awaitAsked(1);
      seldom.awaitAsked(1);
      assertThat(polling.polls()).containsExactlyInAnyOrder(often, seldom, hanging);
    }
    assertThat(hanging.ended.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(seldom.asked).hasValue(1);
  }

  @Test
  void oneThatIsKnownAlreadyGoesOnAndOneThatIsNotWantedAnyMoreEnds() throws Exception {
    try (Polling<Counter> polling = new Polling<>("test")) {
      polling.set(Map.of("stays", () -> seldom, "goes", () -> hanging));
      polling.start();
      seldom.awaitAsked(1);
      hanging.awaitAsked(1);
      polling.set(Map.of("stays", () -> new Counter(Duration.ZERO), "comes", () -> often));
      assertThat(hanging.ended.await(60, TimeUnit.SECONDS)).isTrue();
      often.awaitAsked(2);
      assertThat(polling.polls()).containsExactlyInAnyOrder(seldom, often);
      assertThat(seldom.asked).hasValue(1);
    }
  }

  @Test
  void theFirstAnswersCanBeWaitedForAndTheEndLetsGoOfWhoeverWaits() throws Exception {
    Polling<Counter> polling = new Polling<>("test");
    polling.set(Map.of(1, () -> seldom));
    polling.start();
    polling.awaitFirst(DEADLINE);
    assertThat(seldom.asked).hasValue(1);
    polling.set(Map.of(1, () -> seldom, 2, () -> hanging));
    hanging.awaitAsked(1);
    polling.awaitFirst(Duration.ofMillis(1));
    polling.close();
    polling.awaitFirst(Duration.ofDays(1));
  }

  @Test
  void afterTheEndNobodyIsAsked() {
    Polling<Counter> polling = new Polling<>("test");
    polling.close();
    polling.set(Map.of(1, () -> often));
    polling.start();
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().equals("test"))
        .isEqualTo(List.of());
    assertThat(often.asked).hasValue(0);
  }

  @Test
  void itsThreadsKeepNoProcessAliveAndEndWithIt() {
    Polling<Counter> polling = new Polling<>("ends");
    polling.set(Map.of(1, () -> seldom));
    polling.start();
    seldom.awaitAsked(1);
    assertThat(threads()).hasSize(1).allMatch(Thread::isDaemon);
    polling.close();
    await().atMost(DEADLINE).until(() -> threads().isEmpty());
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("ends"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"0, 300000", "0.5, 315000", "0.999999, 329999"})
  void eachWaitIsUpToATenthLonger(double random, long millis) {
    assertThat(Polling.withJitter(Duration.ofMinutes(5), random))
        .isEqualTo(Duration.ofMillis(millis));
  }
}
