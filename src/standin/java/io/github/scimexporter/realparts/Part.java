package io.github.scimexporter.realparts;

import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A running part: its life, and the HTTP interface that tells when it is ready. */
final class Part implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(50);

  private final Launch launch;
  private final Runner runner;
  private final HttpApi api;

  private Part(Launch launch, Runner runner) {
    this.launch = launch;
    this.runner = runner;
    this.api = new HttpApi(launch.uri());
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @throws IllegalStateException with the end of its output, when it ends or is not ready in time
   */
  static Part start(Launch launch, Runner runner) {
    Part part = new Part(launch, runner);
    try {
      part.startAndAwait();
    } catch (RuntimeException | Error e) {
      runner.close();
      throw e;
    }
    return part;
  }

  URI uri() {
    return launch.uri();
  }

  HttpApi api() {
    return api;
  }

  void kill() {
    runner.kill();
  }

  /** Starts it again on the same port and storage; a running one is asked to end first. */
  void restart() {
    runner.stop();
    startAndAwait();
  }

  String outputTail() {
    return runner.outputTail();
  }

  @Override
  public void close() {
    runner.close();
  }

  private void startAndAwait() {
    runner.start();
    try {
      Awaitility.await()
          .atMost(READY_WITHIN)
          .pollDelay(Duration.ZERO)
          .pollInterval(POLL)
          .until(this::isReady);
    } catch (ConditionTimeoutException e) {
      throw new IllegalStateException(
          launch.name()
              + " was not ready in "
              + READY_WITHIN.toSeconds()
              + " s; its last words:\n"
              + runner.outputTail(),
          e);
    }
  }

  private boolean isReady() {
    if (!runner.isRunning()) {
      throw new IllegalStateException(
          launch.name() + " ended instead of starting; its last words:\n" + runner.outputTail());
    }
    return api.answers("/-/ready");
  }
}
