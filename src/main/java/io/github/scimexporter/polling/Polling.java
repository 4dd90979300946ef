package io.github.scimexporter.polling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Polls that go on side by side, each in a thread of its own that keeps no process alive: one that
 * is slow holds up no other. Which they are may change meanwhile. Safe for use by several threads.
 *
 * @param <P> what is asked
 */
public final class Polling<P extends Poll> implements AutoCloseable {
  /** By how much the waiting varies: exporters that were started together must not ask together. */
  private static final double JITTER = 0.1;

  private final String threads;

  /** By what they are known. */
  private volatile Map<Object, Running<P>> running = Map.of();

  // These are guarded by this.
  private boolean started;
  private boolean closed;

  /**
   * Makes one that asks nobody.
   *
   * @param threads what its threads are called
   */
  public Polling(String threads) {
    this.threads = threads;
  }

  /**
   * From now on these are asked: those that are new are made, those that go on are left alone.
   *
   * @param wanted by what each is known; two of equal keys are the same
   */
  public synchronized void set(Map<?, ? extends Supplier<P>> wanted) {
    Map<Object, Running<P>> before = running;
    Map<Object, Running<P>> after = new LinkedHashMap<>();
    List<Running<P>> fresh = new ArrayList<>();
    wanted.forEach(
        (key, poll) -> {
          Running<P> known = before.get(key);
          if (known == null) {
            known = new Running<>(poll.get(), threads);
            fresh.add(known);
          }
          after.put(key, known);
        });
    running = after;
    before.values().stream().filter(poll -> !after.containsValue(poll)).forEach(Running::close);
    if (started && !closed) {
      fresh.forEach(poll -> poll.thread.start());
    }
  }

  /** Asks each at once, and then again and again. */
  public synchronized void start() {
    started = true;
    if (!closed) {
      running.values().forEach(poll -> poll.thread.start());
    }
  }

  /** Those that are asked now. */
  public List<P> polls() {
    return running.values().stream().map(poll -> poll.poll).toList();
  }

  /**
   * Waits until each was asked once, whatever came of it.
   *
   * @param longest how long at most
   */
  public void awaitFirst(Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    for (Running<P> poll : running.values()) {
      poll.askedOnce.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
  }

  /** Asks no more; what is under way is broken off. */
  @Override
  public synchronized void close() {
    closed = true;
    running.values().forEach(Running::close);
  }

  private static final class Running<P extends Poll> {
    private final P poll;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch askedOnce = new CountDownLatch(1);

    private Running(P poll, String name) {
      this.poll = poll;
      thread = new Thread(this::run, name);
      thread.setDaemon(true);
    }

    private void run() {
      try {
        Duration wait;
        do {
          wait = poll.ask();
          askedOnce.countDown();
        } while (!closing.await(
            withJitter(wait, ThreadLocalRandom.current().nextDouble()).toMillis(),
            TimeUnit.MILLISECONDS));
      } catch (InterruptedException e) {
        // Told to end, as the only one who interrupts it does.
        Thread.currentThread().interrupt();
      }
    }

    private void close() {
      closing.countDown();
      thread.interrupt();
      // Nobody waits for what will not be heard.
      askedOnce.countDown();
    }
  }

  /**
   * Up to a tenth longer.
   *
   * @param random from 0 on, and less than 1
   */
  static Duration withJitter(Duration wait, double random) {
    return wait.plusMillis((long) (wait.toMillis() * JITTER * random));
  }
}
