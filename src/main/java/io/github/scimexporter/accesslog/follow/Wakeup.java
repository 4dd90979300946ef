package io.github.scimexporter.accesslog.follow;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells the reader that there is something to be read. Safe for use by several threads. */
public final class Wakeup {
  private final Semaphore calls = new Semaphore(0);

  /** Wakes the reader, or lets it not fall asleep. */
  public void wake() {
    if (calls.availablePermits() == 0) {
      calls.release();
    }
  }

  /** Waits until woken, for so long at most. */
  public void await(Duration atMost) throws InterruptedException {
    if (calls.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      calls.drainPermits();
    }
  }
}
