package io.github.scimexporter.standin;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntSupplier;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.tomcat.util.IntrospectionUtils;

/**
 * What runs among the classes of one Tomcat; {@link TomcatOfVersion} loads it there, once for each
 * version. It names no class of the servlet packages, because those changed their names between
 * Tomcat 9 and 10, and is spoken to by JDK types only. Its value is the port.
 */
final class TomcatInside implements IntSupplier, Closeable {
  private final Tomcat tomcat = new Tomcat();

  /**
   * Starts a Tomcat on a free port of the loopback address.
   *
   * @param directory where it keeps what it needs
   * @param logs for each log its valve's class name in {@code org.apache.catalina.valves}, under
   *     the key {@code valve}, and the valve's attributes
   */
  TomcatInside(Path directory, Iterable<Map<String, String>> logs)
      throws LifecycleException, ReflectiveOperationException {
    // A process has one factory of URLs, and several of these are in it.
    TomcatURLStreamHandlerFactory.disable();
    tomcat.setBaseDir(directory.toString());
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("relaxedQueryChars", "\"<>[\\]^`{|}");
    connector.setProperty("relaxedPathChars", "\"<>[\\]^`{|}");
    tomcat.setConnector(connector);
    for (Map<String, String> log : logs) {
      tomcat.getHost().getPipeline().addValve(valve(log));
    }
    tomcat.getHost().getPipeline().addValve(new Answer());
    tomcat.addContext("", new File(directory.toString()).getAbsolutePath());
    tomcat.start();
  }

  private static Valve valve(Map<String, String> log) throws ReflectiveOperationException {
    Valve valve =
        Class.forName("org.apache.catalina.valves." + log.get("valve"))
            .asSubclass(Valve.class)
            .getConstructor()
            .newInstance();
    log.forEach(
        (key, value) -> {
          if (!key.equals("valve") && !IntrospectionUtils.setProperty(valve, key, value)) {
            throw new IllegalArgumentException(key + " is no attribute of " + log.get("valve"));
          }
        });
    return valve;
  }

  @Override
  public int getAsInt() {
    return tomcat.getConnector().getLocalPort();
  }

  @Override
  public void close() throws IOException {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IOException(e);
    }
  }

  /** Answers as the request's headers and query ask for. */
  private static final class Answer extends ValveBase {
    private Answer() {
      super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException {
      if (response.getStatus() >= 400) {
        // Tomcat has rejected it already.
        return;
      }
      String user = request.getHeader("X-User");
      if (user != null) {
        request.setUserPrincipal(() -> user);
        request.setAttribute("spotfire.user", user);
      }
      String delay = request.getHeader("X-Delay");
      if (delay != null) {
        delay(Long.parseLong(delay));
      }
      String query = String.valueOf(request.getQueryString());
      int status = query.indexOf("status=");
      response.setStatus(
          status < 0 ? 200 : Integer.parseInt(query.substring(status + 7, status + 10)));
      String length = request.getHeader("X-Length");
      if (length != null) {
        response.getReporter().print("x".repeat(Integer.parseInt(length)));
      }
    }

    /** The answer takes as long as it is asked to: this is what the log is to tell. */
    private static void delay(long millis) {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
