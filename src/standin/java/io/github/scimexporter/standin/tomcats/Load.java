package io.github.scimexporter.standin.tomcats;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that ask at a fixed rate and count what they were answered: the truth, of which the
 * server's logs know nothing.
 */
final class Load {
  private static final int THREADS = 4;
  private static final List<String> METHODS =
      List.of("GET", "GET", "POST", "PUT", "PATCH", "DELETE");
  private static final int[] STATUSES = {200, 200, 200, 201, 204, 401, 404, 500};
  private static final String USERS = "/spotfire/api/rest/scim/v2/SPOTFIRE/Users/";

  /** A person's request, on no sync's path. */
  private static final String OTHER = "/spotfire/login";

  private final int port;
  private final ExecutorService threads = Executors.newFixedThreadPool(2 * THREADS);
  private final List<Future<?>> steady = new ArrayList<>();

  /** By "METHOD STATUS", of the requests on the path; guarded by this. */
  private final Map<String, Long> answered = new TreeMap<>();

  /** How many requests there were of any kind; guarded by this. */
  private long lines;

  private volatile boolean stopping;

  Load(int port) {
    this.port = port;
  }

  /** Begins to ask so often a second. */
  void start(int rate) {
    long period = TimeUnit.SECONDS.toNanos(1) * THREADS / rate;
    for (int i = 0; i < THREADS; i++) {
      steady.add(threads.submit(() -> ask(Long.MAX_VALUE, period)));
    }
  }

  /** Asks so many times besides, as fast as it is answered; returns once it was. */
  void burst(int requests) throws InterruptedException {
    List<Future<?>> burst = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      burst.add(threads.submit(() -> ask(requests / THREADS, 0)));
    }
    await(burst);
  }

  /** Ends when everything asked was answered. */
  void stop() throws InterruptedException {
    stopping = true;
    await(steady);
    threads.shutdown();
  }

  /** What was answered, as JSON in one line. */
  synchronized String truth() {
    List<String> counts = new ArrayList<>();
    answered.forEach((kind, count) -> counts.add("\"" + kind + "\":" + count));
    return "{\"lines\":" + lines + ",\"requests\":{" + String.join(",", counts) + "}}";
  }

  private long ask(long requests, long periodNanos) throws IOException {
    Random random = new Random();
    long next = System.nanoTime();
    try (KeptConnection connection = new KeptConnection(port)) {
      for (long i = 0; i < requests && !stopping; i++) {
        int status = STATUSES[random.nextInt(STATUSES.length)];
        String query = "?" + AnsweringValve.STATUS + status;
        if (random.nextInt(8) == 0) {
          connection.ask("GET", OTHER + query);
          countLine();
        } else {
          String method = METHODS.get(random.nextInt(METHODS.size()));
          count(method, connection.ask(method, USERS + random.nextInt(100_000) + query));
        }
        next += periodNanos;
        // A rate is kept by waiting; there is no condition to wait for.
        LockSupport.parkNanos(next - System.nanoTime());
      }
    }
    return requests;
  }

  private synchronized void count(String method, int status) {
    answered.merge(method + " " + status, 1L, Long::sum);
    lines++;
  }

  private synchronized void countLine() {
    lines++;
  }

  private static void await(List<Future<?>> futures) throws InterruptedException {
    for (Future<?> future : futures) {
      try {
        future.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a client failed, so that the truth is not known", e);
      }
    }
  }
}
