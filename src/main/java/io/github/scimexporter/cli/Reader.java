package io.github.scimexporter.cli;

import io.github.scimexporter.accesslog.follow.Wakeup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads until told to end, by the configuration in force, and puts another one in its place when
 * asked to.
 */
final class Reader implements Runnable {
  private static final Logger logger = LoggerFactory.getLogger(Reader.class);

  /**
   * How often what was read is made durable while nobody scrapes, and told in the heartbeat log.
   */
  private static final Duration SAVE_INTERVAL = Duration.ofSeconds(10);

  /**
   * How long Graph may take before the exporter is ready without it: rules take for withdrawn what
   * a ready exporter does not say.
   */
  private static final Duration FIRST_READINGS = Duration.ofSeconds(10);

  private final ConfigFileOption file;
  private final Current setup;
  private final Parts parts;
  private final Requests requests;
  private final Wakeup wakeup;
  private final InstantSource clock;
  private volatile boolean failed;

  /** Whether what was found by the configuration in force was logged. */
  private boolean reported;

  /**
   * Makes a reader.
   *
   * @param file where the configuration is read again
   * @param setup what is in force; only this reader changes it
   */
  Reader(
      ConfigFileOption file,
      Current setup,
      Parts parts,
      Requests requests,
      Wakeup wakeup,
      InstantSource clock) {
    this.file = file;
    this.setup = setup;
    this.parts = parts;
    this.requests = requests;
    this.wakeup = wakeup;
    this.clock = clock;
  }

  /** Whether it ended because it could not read on. */
  boolean hasFailed() {
    return failed;
  }

  @Override
  public void run() {
    try {
      parts.entra().awaitFirstReadings(FIRST_READINGS);
      long lastSave = System.nanoTime();
      ClockWatch clockWatch = new ClockWatch(clock, System::nanoTime);
      do {
        Optional<CompletableFuture<Optional<String>>> asked = requests.takeReload();
        if (asked.isPresent()) {
          asked.get().complete(reload());
          parts.entra().awaitFirstReadings(FIRST_READINGS);
        }
        clockWatch.step().ifPresent(parts.keeper()::clockStepped);
        parts.keeper().readNews();
        if (!reported && parts.keeper().isReady()) {
          ReadyReport.log(setup.get().configuration(), parts.keeper().observe());
          tell();
          reported = true;
        }
        if (System.nanoTime() - lastSave >= SAVE_INTERVAL.toNanos()) {
          tell();
          lastSave = System.nanoTime();
        }
        wakeup.await();
      } while (!requests.isEnd());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      // An exporter that does not read must not look alive, nor as if it had ended in order.
      logger.error("reading the logs failed; the exporter ends", e);
      failed = true;
    }
  }

  /** Writes into the heartbeat log what has happened, by this thread or after its end. */
  void tell() {
    parts.tell(setup.get(), clock.instant());
  }

  /** Returns why the new configuration was refused; empty if it is in force. */
  private Optional<String> reload() {
    try {
      Setup next = setup.get().loadAgain(file, clock.instant());
      if (!next.configuration().equals(setup.get().configuration())) {
        tell();
        parts.configure(next);
        reported = false;
      }
      setup.set(next);
      logger.info("{}: was read again and is in force", next.configuration().file());
      StartCheck.log(next, logger);
      return Optional.empty();
    } catch (CommandFailure e) {
      setup.set(setup.get().andAnotherRefused());
      String why = e.getMessage() + "; the old configuration stays in force";
      logger.error(why);
      return Optional.of(why);
    }
  }
}
