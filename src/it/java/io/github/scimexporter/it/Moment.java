package io.github.scimexporter.it;

import io.github.scimexporter.installation.ExporterProcess;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** When an exporter that was just started is killed. */
enum Moment {
  /** Somewhere between the start of its process and the first news that it reads. */
  WHILE_STARTING,
  /** While it reads what was written while it was down, perhaps before it is ready. */
  WHILE_CATCHING_UP,
  /** Any time after it was ready. */
  WHILE_FOLLOWING,
  /** While it answers a scrape. */
  IN_A_SCRAPE,
  /** While its temporary file is there: between the creation of that file and its renaming. */
  IN_THE_WRITE_OF_ITS_STATE;

  /** Whether the exporter is ready at that moment. */
  boolean isOfReadyOnes() {
    return this != WHILE_STARTING && this != WHILE_CATCHING_UP;
  }

  /**
   * Returns when the moment has come. It waits for a time where that is what the moment is.
   *
   * @param temporary what the state is written to before it is put in place
   */
  void await(ExporterProcess exporter, Path temporary, Random random) throws InterruptedException {
    switch (this) {
      case WHILE_STARTING -> TimeUnit.MILLISECONDS.sleep(random.nextInt(1500));
      case WHILE_CATCHING_UP -> {
        Awaitility.await("the exporter to listen")
            .atMost(Duration.ofSeconds(30))
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(5))
            .until(exporter::listens);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
      }
      case WHILE_FOLLOWING -> {
        exporter.awaitReady();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(3000));
      }
      case IN_A_SCRAPE -> {
        exporter.awaitReady();
        new Thread(() -> scrape(exporter), "scrape-to-be-cut").start();
        TimeUnit.MICROSECONDS.sleep(random.nextInt(10_000));
      }
      case IN_THE_WRITE_OF_ITS_STATE -> {
        exporter.awaitReady();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        // It is there for a few milliseconds at a time: only looking without a pause finds it.
        while (!Files.exists(temporary) && System.nanoTime() < end) {
          Thread.onSpinWait();
        }
      }
    }
  }

  private static void scrape(ExporterProcess exporter) {
    try {
      exporter.scrape();
    } catch (UncheckedIOException e) {
      // It was killed meanwhile, as it should be.
      return;
    }
  }
}
