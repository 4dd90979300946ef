package io.github.scimexporter.web;

import io.github.scimexporter.status.Board;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.pathmap.PathSpec;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.PathMappingsHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server of the exporter. */
public final class WebServer {
  private static final Logger logger = LoggerFactory.getLogger(WebServer.class);

  /** A scraper, a probe and a person at the same time need no more. */
  private static final int MAX_THREADS = 8;

  private final Server server;
  private final ServerConnector connector;

  /**
   * Makes a server; it listens from {@link #start()} on.
   *
   * @param address where to listen
   * @param registry what {@code /metrics} serves
   * @param boards what is known when it is asked for; given the address of this server
   * @param ready whether {@code /-/ready} says so
   * @param reload what {@code /-/reload} begins: to read the configuration again; what comes of it
   *     is empty, or says why it was refused
   */
  public WebServer(
      ListenAddress address,
      PrometheusRegistry registry,
      Function<URI, Board> boards,
      BooleanSupplier ready,
      Supplier<CompletableFuture<Optional<String>>> reload) {
    // Jetty would start all of Java's management to find out whether pointers are compressed.
    System.getProperties().putIfAbsent("org.eclipse.jetty.util.referencesPerCacheLine", "16");
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 1);
    threads.setName("web");
    server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    address.host().ifPresent(connector::setHost);
    connector.setPort(address.port());
    server.addConnector(connector);

    PathMappingsHandler paths = new PathMappingsHandler();
    paths.addMapping(PathSpec.from("/metrics"), new MetricsHandler(registry));
    paths.addMapping(
        PathSpec.from("/-/healthy"),
        new TextHandler(() -> TextHandler.Answer.plain(HttpStatus.OK_200, "scim-exporter is up.")));
    paths.addMapping(
        PathSpec.from("/-/ready"),
        new TextHandler(
            () ->
                ready.getAsBoolean()
                    ? TextHandler.Answer.plain(HttpStatus.OK_200, "scim-exporter is ready.")
                    : TextHandler.Answer.plain(
                        HttpStatus.SERVICE_UNAVAILABLE_503,
                        "scim-exporter is still reading the logs.")));
    paths.addMapping(PathSpec.from("/-/reload"), new ReloadHandler(reload));
    paths.addMapping(PathSpec.from("/api/v1/syncs"), new SyncsHandler(() -> boards.apply(uri())));
    PageHandler pages = new PageHandler(() -> boards.apply(uri()));
    // The empty path specification matches / alone.
    paths.addMapping(PathSpec.from(""), pages);
    paths.addMapping(PathSpec.from(PageHandler.SYNCS + "*"), pages);
    paths.addMapping(PathSpec.from(PageHandler.ASSETS + "*"), pages);
    server.setHandler(paths);
  }

  /**
   * Begins to listen.
   *
   * @throws IOException if the address cannot be used; the message is one line that says why
   */
  public void start() throws IOException {
    try {
      server.start();
    } catch (IOException e) {
      throw new IOException(listenFailure(e), e);
    } catch (Exception e) {
      throw new IllegalStateException("the web server cannot start", e);
    }
  }

  /** Where it listens. */
  public URI uri() {
    String host = connector.getHost() == null ? "localhost" : connector.getHost();
    return URI.create(
        "http://"
            + (host.contains(":") ? "[" + host + "]" : host)
            + ":"
            + connector.getLocalPort());
  }

  /** Stops listening. */
  public void stop() {
    try {
      server.stop();
    } catch (Exception e) {
      logger.warn("the web server did not stop in order ({})", e.toString());
    }
  }

  private String listenFailure(IOException e) {
    String address =
        "--web.listen-address="
            + (connector.getHost() == null ? "" : connector.getHost())
            + ":"
            + connector.getPort();
    Throwable reason = e.getCause() instanceof BindException ? e.getCause() : e;
    // The kernel's word for a port below 1024 that only root may use.
    boolean denied = String.valueOf(reason.getMessage()).contains("Permission denied");
    return reason instanceof BindException && !denied
        ? address
            + ": the address is in use or not of this machine; stop the other program or choose"
            + " another"
        : address + ": cannot be used (" + reason.getMessage() + "); choose another";
  }
}
