package io.github.scimexporter.cli;

import io.github.scimexporter.accesslog.follow.Wakeup;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What others ask of the thread that reads: to take another configuration, or to end. Safe for use
 * by several threads.
 */
final class Requests {
  private static final String ENDING = "the exporter ends";

  private final Wakeup wakeup;

  // These are guarded by this.
  private Optional<CompletableFuture<Optional<String>>> reload = Optional.empty();
  private boolean ending;

  /**
   * Makes one without any.
   *
   * @param wakeup lets the thread that reads not sleep on
   */
  Requests(Wakeup wakeup) {
    this.wakeup = wakeup;
  }

  /**
   * Asks for the configuration to be read again.
   *
   * @return why it was refused; empty once it is in force
   */
  synchronized CompletableFuture<Optional<String>> reload() {
    if (ending) {
      return CompletableFuture.completedFuture(Optional.of(ENDING));
    }
    // One that was not begun yet will read what is written now.
    CompletableFuture<Optional<String>> waiting = reload.orElseGet(CompletableFuture::new);
    reload = Optional.of(waiting);
    wakeup.wake();
    return waiting;
  }

  /** Asks for the end. */
  synchronized void end() {
    ending = true;
    reload.ifPresent(waiting -> waiting.complete(Optional.of(ENDING)));
    reload = Optional.empty();
    wakeup.wake();
  }

  /** Whether the end was asked for. */
  synchronized boolean isEnd() {
    return ending;
  }

  /** Whether anything was asked for that was not begun. */
  synchronized boolean areWaiting() {
    return ending || reload.isPresent();
  }

  /** The reload to be done now, which is to be completed, if one was asked for. */
  synchronized Optional<CompletableFuture<Optional<String>>> takeReload() {
    Optional<CompletableFuture<Optional<String>>> taken = reload;
    reload = Optional.empty();
    return taken;
  }
}
