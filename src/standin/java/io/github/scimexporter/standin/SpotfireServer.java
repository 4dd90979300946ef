package io.github.scimexporter.standin;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.Globals;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the embedded Tomcat, from its start to its stop; the stand-in makes a new one each.
 */
final class SpotfireServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SpotfireServer.class);

  private static final String API_PATH = "/api/rest/*";

  /** How long requests under way may take to end. */
  private static final Duration STOP_GRACE = Duration.ofSeconds(5);

  private final Tomcat tomcat = new Tomcat();
  private final AtomicLong requestIds = new AtomicLong();
  private final Path baseDirectory;
  private final AnsweredValve answered;

  SpotfireServer(
      int port,
      Optional<ServerTls> tls,
      List<ValveLog> logs,
      AnsweredValve answered,
      Outage outage,
      BearerFilter bearer,
      ScimServlet scim) {
    this.answered = answered;
    try {
      baseDirectory = Files.createTempDirectory("spotfire-stand-in");
      tomcat.setBaseDir(baseDirectory.toString());
      tomcat.setSilent(true);
      // The engine's name is the domain of its MBeans: two Tomcats of one name start badly.
      tomcat.getEngine().setName(String.valueOf(baseDirectory.getFileName()));
      tomcat.setConnector(connector(port, tls));
      // Tomcat flushes its logs in the background, each 10 s unless told otherwise.
      tomcat.getEngine().setBackgroundProcessorDelay(1);
      tomcat.getEngine().getPipeline().addValve(answered);
      // Spotfire's chart switches this valve on: c-ip then is the client before the proxy.
      tomcat.getEngine().getPipeline().addValve(new RemoteIpValve());

      Context context = tomcat.addContext("/spotfire", null);
      doNotHuntLeaks(context);
      addFilter(context, "request-id", "/*", this::numberRequest);
      addFilter(context, "outage", API_PATH, outage);
      addFilter(context, "bearer", API_PATH, bearer);
      addServlet(context, "scim", "/api/rest/scim/v2/*", scim);
      addServlet(context, "pages", "/", new Pages());
      for (ValveLog valveLog : logs) {
        boolean ofContext = valveLog.format() == ValveLog.Format.EXTENDED;
        (ofContext ? context : tomcat.getHost()).getPipeline().addValve(valveLog.toValve());
      }
      tomcat.start();
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary directory for Tomcat", e);
    } catch (LifecycleException e) {
      IllegalStateException failure =
          new IllegalStateException("Tomcat did not start on 127.0.0.1:" + port, e);
      try {
        close();
      } catch (RuntimeException suppressed) {
        failure.addSuppressed(suppressed);
      }
      throw failure;
    }
    log.info("stand-in for Spotfire listens on 127.0.0.1:{}", port());
  }

  int port() {
    return tomcat.getConnector().getLocalPort();
  }

  @Override
  public void close() {
    try {
      // The connector ends before the engine, unlike in Tomcat's own order: so that no request is
      // answered when the logs are closed already.
      tomcat.getConnector().pause();
      boolean ended = answered.awaitLogged(STOP_GRACE);
      if (tomcat.getConnector().getState() == LifecycleState.STARTED) {
        tomcat.getConnector().stop();
      }
      if (!ended) {
        log.warn("requests were cut off: they did not end within {}", STOP_GRACE);
      }
      tomcat.stop();
      tomcat.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Tomcat was to stop", e);
    } catch (LifecycleException e) {
      throw new IllegalStateException("Tomcat did not stop", e);
    } finally {
      deleteBaseDirectory();
    }
  }

  private void deleteBaseDirectory() {
    // Tomcat leaves it as the home of the next Tomcat, which would make it again.
    if (baseDirectory.toString().equals(System.getProperty(Globals.CATALINA_HOME_PROP))) {
      System.clearProperty(Globals.CATALINA_HOME_PROP);
    }
    try (Stream<Path> files = Files.walk(baseDirectory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + baseDirectory, e);
    }
  }

  private static Connector connector(int port, Optional<ServerTls> tls) {
    Connector connector = new Connector();
    connector.setPort(port);
    connector.setProperty("address", "127.0.0.1");
    // A stopped server must refuse connections, not leave them waiting in the backlog.
    connector.setProperty("bindOnInit", "false");
    // A busy port must be an error, not a line in Tomcat's log.
    connector.setThrowOnFailure(true);
    tls.ifPresent(secured -> secured.secure(connector));
    return connector;
  }

  /** Tomcat's search for leaks needs JVM flags and warns without; there is no web application. */
  private static void doNotHuntLeaks(Context context) {
    if (context instanceof StandardContext standard) {
      standard.setClearReferencesObjectStreamClassCaches(false);
      standard.setClearReferencesRmiTargets(false);
      standard.setClearReferencesThreadLocals(false);
    }
  }

  /** What Spotfire's access log prints as {@code x-R(spotfire.request-id)}. */
  private void numberRequest(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    request.setAttribute("spotfire.request-id", Long.toString(requestIds.incrementAndGet()));
    chain.doFilter(request, response);
  }

  private static void addFilter(Context context, String name, String pattern, Filter filter) {
    FilterDef definition = new FilterDef();
    definition.setFilterName(name);
    definition.setFilter(filter);
    context.addFilterDef(definition);
    FilterMap map = new FilterMap();
    map.setFilterName(name);
    map.addURLPattern(pattern);
    context.addFilterMap(map);
  }

  private static void addServlet(Context context, String name, String pattern, Servlet servlet) {
    Tomcat.addServlet(context, name, servlet);
    context.addServletMappingDecoded(pattern, name);
  }

  /** What people see: one page, so that the logs hold more than provisioning. */
  private static final class Pages extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (!request.getServletPath().equals("/")) {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
        return;
      }
      response.setContentType("text/html");
      response.getOutputStream().print("<!DOCTYPE html><title>Spotfire</title><p>Stand-in\n");
    }
  }
}
