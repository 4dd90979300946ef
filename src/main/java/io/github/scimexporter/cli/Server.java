package io.github.scimexporter.cli;

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
import io.github.scimexporter.web.WebServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the exporter until the process is told to end. */
final class Server {
  private static final Logger logger = LoggerFactory.getLogger(Server.class);

  private final ServeOptions options;
  private final InstantSource clock = InstantSource.system();

  Server(ServeOptions options) {
    this.options = options;
  }

  int run() throws CommandFailure, InterruptedException {
    LogSetup.apply(options.logLevel, options.logFormat);
    Setup setup = Setup.load(options.config, clock.instant());
    if (options.configCheck) {
      Configuration configuration = setup.configuration();
      StartCheck.warnings(configuration, setup.sources()).forEach(System.err::println);
      StartCheck.tokenFiles(configuration).forEach(System.err::println);
      StartCheck.graphFiles(configuration, clock).forEach(System.err::println);
      System.out.println(configuration.file() + ": is valid");
      return 0;
    }
    try {
      return serve(setup);
    } catch (StateException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private int serve(Setup start) throws StateException, CommandFailure, InterruptedException {
    Current setup = new Current(start);
    Wakeup wakeup = Wakeup.ofFileSystem();
    Requests requests = new Requests(wakeup);
    Parts parts = open(setup, wakeup, requests);
    WebServer web = web(setup, parts, requests);
    try {
      web.start();
    } catch (IOException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
    Reader reader = new Reader(options.config, setup, parts, requests, wakeup, clock);
    Thread thread = new Thread(reader, "reader");
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stop(parts, requests, reader, thread, web), "stop"));
    // After that: whoever reads that it listens may end it in order.
    logger.info("version {} listens on {}", BuildInfo.current().version(), web.uri());
    StartCheck.log(start, logger);
    parts.prober().start();
    parts.entra().start();
    thread.start();
    thread.join();
    return reader.hasFailed() ? 1 : 0;
  }

  private Parts open(Current setup, Wakeup wakeup, Requests requests)
      throws StateException, CommandFailure {
    Configuration configuration = setup.get().configuration();
    SnapshotFile file = SnapshotFile.open(options.storagePath);
    HeartbeatLog heartbeatLog = openHeartbeatLog(configuration);
    EvidenceKeeper keeper =
        new EvidenceKeeper(
            configuration,
            setup.get().sources(),
            file,
            clock,
            wakeup,
            () -> setup.get().registry().windows(),
            requests::areWaiting);
    return new Parts(
        keeper,
        new Prober(configuration.syncs(), clock),
        new EntraWatch(configuration.syncs(), keeper::accept, clock),
        heartbeatLog);
  }

  private WebServer web(Current setup, Parts parts, Requests requests) {
    BuildInfo build = BuildInfo.current();
    PrometheusRegistry metrics = new PrometheusRegistry();
    metrics.register(
        new ScimCollector(
            build,
            () -> setup.get().inForce(),
            parts.keeper()::observe,
            () -> setup.get().registry().reading(),
            parts.prober()::results,
            parts.entra()::readings,
            clock));
    return new WebServer(
        options.listenAddress,
        metrics,
        new Boards(
                setup,
                parts,
                options.storagePath.toAbsolutePath().normalize(),
                build.version(),
                clock)
            ::at,
        parts.keeper()::isReady,
        requests::reload);
  }

  private void stop(Parts parts, Requests requests, Reader reader, Thread thread, WebServer web) {
    parts.prober().close();
    parts.entra().close();
    requests.end();
    try {
      thread.join();
      web.stop();
      reader.tell();
      parts.keeper().close();
      parts.heartbeatLog().stop(clock.instant());
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
}
