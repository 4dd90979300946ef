package io.github.scimexporter.it;

import io.github.scimexporter.installation.Scrape;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Scrapes an exporter again and again, whether it is there or not, and notices what falls. */
final class FallWatch implements AutoCloseable {
  /** Kinds of samples that may only rise. */
  private static final List<String> RISING = List.of("_total", "_count", "_bucket");

  /** Between two scrapes, so that the rest of the machine gets its turn. */
  private static final long PAUSE_MILLIS = 20;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final HttpRequest request;
  private final Map<String, Double> seen = new HashMap<>();
  private final Queue<String> falls = new ConcurrentLinkedQueue<>();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong brokenOff = new AtomicLong();
  private final Thread thread = new Thread(this::watch, "fall-watch");
  private volatile boolean stopping;

  FallWatch(URI metrics) {
    request = HttpRequest.newBuilder(metrics).timeout(Duration.ofSeconds(20)).build();
    thread.start();
  }

  /** What fell: the sample, and from which value to which. */
  List<String> falls() {
    return List.copyOf(falls);
  }

  /** How many scrapes were answered whole. */
  long answered() {
    return answered.get();
  }

  /** How many were not answered because the exporter was killed, or was not there. */
  long brokenOff() {
    return brokenOff.get();
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    try {
      while (!stopping) {
        try {
          compare(Scrape.parse(http.send(request, HttpResponse.BodyHandlers.ofString()).body()));
          answered.incrementAndGet();
        } catch (IOException e) {
          brokenOff.incrementAndGet();
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      falls.add("an answer could not be read: " + e);
    }
  }

  private void compare(Scrape scrape) {
    for (Scrape.Sample sample : scrape.samples()) {
      if (RISING.stream().anyMatch(sample.name()::endsWith)) {
        String series = sample.name() + new TreeMap<>(sample.labels());
        Double before = seen.put(series, sample.value());
        if (before != null && before > sample.value()) {
          falls.add(series + " fell from " + before + " to " + sample.value());
        }
      }
    }
  }
}
