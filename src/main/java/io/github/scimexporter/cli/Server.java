package io.github.scimexporter.cli;

import io.github.scimexporter.accesslog.follow.LogSources;
import io.github.scimexporter.accesslog.follow.Wakeup;
import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.entra.EntraWatch;
import io.github.scimexporter.heartbeatlog.HeartbeatLog;
import io.github.scimexporter.metrics.BuildInfo;
import io.github.scimexporter.metrics.ScimCollector;
import io.github.scimexporter.probe.Prober;
import io.github.scimexporter.state.EvidenceKeeper;
import io.github.scimexporter.state.SnapshotFile;
import io.github.scimexporter.state.StateException;
import io.github.scimexporter.token.RegistryFile;
import io.github.scimexporter.token.RegistryWatch;
import io.github.scimexporter.token.TokenException;
import io.github.scimexporter.web.LandingPage;
import io.github.scimexporter.web.WebServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the exporter until the process is told to end. */
final class Server {
  private static final Logger logger = LoggerFactory.getLogger(Server.class);

  /**
   * How often what was read is made durable while nobody scrapes, and told in the heartbeat log.
   */
  private static final Duration SAVE_INTERVAL = Duration.ofSeconds(10);

  /**
   * How long Graph may take before the exporter is ready without it: rules take for withdrawn what
   * a ready exporter does not say.
   */
  private static final Duration FIRST_READINGS = Duration.ofSeconds(10);

  private final ServeOptions options;
  private final InstantSource clock = InstantSource.system();

  Server(ServeOptions options) {
    this.options = options;
  }

  int run() throws CommandFailure, InterruptedException {
    LogSetup.apply(options.logLevel, options.logFormat);
    Configuration configuration = options.config.load();
    StartCheck.refuse(configuration);
    LogSources sources = options.config.sources(configuration);
    RegistryWatch registry = openRegistry(configuration);
    if (options.configCheck) {
      StartCheck.warnings(configuration, sources).forEach(System.err::println);
      StartCheck.tokenFiles(configuration).forEach(System.err::println);
      StartCheck.graphFiles(configuration, clock).forEach(System.err::println);
      System.out.println(configuration.file() + ": is valid");
      return 0;
    }
    try {
      return serve(configuration, sources, registry);
    } catch (StateException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private int serve(Configuration configuration, LogSources sources, RegistryWatch registry)
      throws StateException, CommandFailure, InterruptedException {
    BuildInfo build = BuildInfo.current();
    SnapshotFile file = SnapshotFile.open(options.storagePath);
    HeartbeatLog heartbeatLog = openHeartbeatLog(configuration);
    Wakeup wakeup = Wakeup.ofFileSystem();
    EvidenceKeeper keeper =
        new EvidenceKeeper(configuration, sources, file, clock, wakeup, registry::windows);
    Prober prober = new Prober(configuration.syncs(), clock);
    EntraWatch entra = new EntraWatch(configuration.syncs(), keeper::accept, clock);
    PrometheusRegistry metrics = new PrometheusRegistry();
    metrics.register(
        new ScimCollector(
            build,
            configuration,
            keeper::observe,
            registry::reading,
            prober::results,
            entra::readings,
            clock));
    WebServer web =
        new WebServer(
            options.listenAddress,
            metrics,
            () -> LandingPage.html(build.version(), configuration, entra.readings()),
            keeper::isReady);
    try {
      web.start();
    } catch (IOException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
    logger.info("version {} listens on {}", build.version(), web.uri());
    StartCheck.warnings(configuration, sources).forEach(logger::warn);
    StartCheck.unregisteredSecrets(configuration, registry.reading().registry())
        .forEach(logger::info);
    prober.start();
    CountDownLatch stop = new CountDownLatch(1);
    AtomicBoolean failed = new AtomicBoolean();
    Runnable tell =
        () ->
            heartbeatLog.update(
                keeper.observe(), registry.reading().registry(), entra.readings(), clock.instant());
    Thread reader =
        new Thread(() -> read(configuration, keeper, entra, tell, wakeup, stop, failed), "reader");
    Thread hook =
        new Thread(
            () -> {
              prober.close();
              entra.close();
              stop(stop, wakeup, reader, web, keeper, tell, heartbeatLog);
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    entra.start();
    reader.start();
    reader.join();
    return failed.get() ? 1 : 0;
  }

  /** Reads until told to stop. */
  private void read(
      Configuration configuration,
      EvidenceKeeper keeper,
      EntraWatch entra,
      Runnable tell,
      Wakeup wakeup,
      CountDownLatch stop,
      AtomicBoolean failed) {
    try {
      entra.awaitFirstReadings(FIRST_READINGS);
      long lastSave = System.nanoTime();
      boolean reported = false;
      ClockWatch clockWatch = new ClockWatch(clock, System::nanoTime);
      do {
        clockWatch.step().ifPresent(keeper::clockStepped);
        keeper.readNews();
        if (!reported && keeper.isReady()) {
          ReadyReport.log(configuration, keeper.observe());
          tell.run();
          reported = true;
        }
        if (System.nanoTime() - lastSave >= SAVE_INTERVAL.toNanos()) {
          tell.run();
          lastSave = System.nanoTime();
        }
        wakeup.await();
      } while (stop.getCount() > 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      // An exporter that does not read must not look alive, nor as if it had ended in order.
      logger.error("reading the logs failed; the exporter ends", e);
      failed.set(true);
    }
  }

  private void stop(
      CountDownLatch stop,
      Wakeup wakeup,
      Thread reader,
      WebServer web,
      EvidenceKeeper keeper,
      Runnable tell,
      HeartbeatLog heartbeatLog) {
    stop.countDown();
    wakeup.wake();
    keeper.stopReading();
    try {
      reader.join();
      web.stop();
      tell.run();
      keeper.close();
      heartbeatLog.stop(clock.instant());
      logger.info("stopped");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      logger.error("the state could not be closed ({})", e.toString());
    }
  }

  private HeartbeatLog openHeartbeatLog(Configuration configuration) throws CommandFailure {
    try {
      return new HeartbeatLog(configuration, options.storagePath);
    } catch (IOException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private static RegistryWatch openRegistry(Configuration configuration) throws CommandFailure {
    try {
      return new RegistryWatch(new RegistryFile(configuration.tokenRegistry()));
    } catch (TokenException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }
}
