package io.github.scimexporter.accesslog.follow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the reader sleep until there is something to be read: told by whoever receives lines, and by
 * the file system where it notifies. Since it cannot be told in every case (network file systems),
 * the reader wakes by itself, too. Safe for use by several threads.
 */
public final class Wakeup implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(Wakeup.class);

  /** With the look itself, a line that nothing tells of is seen within a second. */
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(950);

  private static final Duration LOOK_INTERVAL_UNTOLD = Duration.ofMillis(250);

  private static final long BETWEEN_LOOKS_MILLIS = 25;

  private final Semaphore calls = new Semaphore(0);
  private final Optional<DirectoryWatch> directories;

  private Wakeup(boolean watching) {
    directories = watching ? watch(this) : Optional.empty();
  }

  /** Wakes for what the file system tells, too. */
  public static Wakeup ofFileSystem() {
    return new Wakeup(true);
  }

  /** Wakes only when told. */
  public static Wakeup whenTold() {
    return new Wakeup(false);
  }

  private static Optional<DirectoryWatch> watch(Wakeup wakeup) {
    try {
      return Optional.of(DirectoryWatch.start(wakeup::wake));
    } catch (IOException e) {
      logger.info("the file system does not notify ({}); it is looked at often", e.getMessage());
      return Optional.empty();
    }
  }

  /** Wakes the reader, or lets it not fall asleep. */
  public void wake() {
    if (calls.availablePermits() == 0) {
      calls.release();
    }
  }

  /** Wakes the reader when something changes in those directories, as far as that is told. */
  void watch(Set<Path> listed) {
    directories.ifPresent(watch -> watch.watch(listed));
  }

  /** Waits until woken, or until it is time to look anyway. */
  public void await() throws InterruptedException {
    boolean told = directories.map(DirectoryWatch::isComplete).orElse(false);
    await(told ? LOOK_INTERVAL : LOOK_INTERVAL_UNTOLD);
  }

  /** Waits until woken, for so long at most. */
  void await(Duration atMost) throws InterruptedException {
    if (calls.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      // Whoever sends line after line must not make the reader look at every file for each.
      TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
      calls.drainPermits();
    }
  }

  @Override
  public void close() {
    directories.ifPresent(DirectoryWatch::close);
  }
}
