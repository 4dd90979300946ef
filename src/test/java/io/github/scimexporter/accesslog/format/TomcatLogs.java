package io.github.scimexporter.accesslog.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.AccessLogValve;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.catalina.valves.ExtendedAccessLogValve;

/** A real Tomcat that writes a common, a combined and an extended log of the same requests. */
final class TomcatLogs implements AutoCloseable {
  private static final String SPOTFIRE_PATTERN =
      "date time c-ip x-R(spotfire.user) x-S(spotfire.session-number) x-R(spotfire.request-id)"
          + " cs-method cs-uri-stem cs-uri-query sc-status bytes time-taken-fracsec"
          + " x-H(protocol) x-H(scheme)";

  private final Logger tomcatLogger = Logger.getLogger("org.apache");
  private final Path directory;
  private final Tomcat tomcat = new Tomcat();

  /** Answers with the status that its query names, as a user that is a hard one to read. */
  static final class Answer extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
      request.setAttribute("spotfire.user", "jane \"q\" doe");
      String query = String.valueOf(request.getQueryString());
      int status = query.indexOf("status=");
      response.setStatus(
          status < 0 ? 200 : Integer.parseInt(query.substring(status + 7, status + 10)));
    }
  }

  TomcatLogs(Path directory) throws LifecycleException {
    this.directory = directory;
    tomcatLogger.setLevel(Level.SEVERE);
    tomcat.setBaseDir(directory.resolve("base").toString());
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
    connector.setProperty("relaxedQueryChars", "\"");
    tomcat.setConnector(connector);
    StandardHost host = (StandardHost) tomcat.getHost();
    host.setErrorReportValveClass(ErrorReportValve.class.getName());
    host.getPipeline().addValve(valve(new AccessLogValve(), "common", "common"));
    host.getPipeline().addValve(valve(new AccessLogValve(), "combined", "combined"));
    host.getPipeline().addValve(valve(new ExtendedAccessLogValve(), "extended", SPOTFIRE_PATTERN));
    Context context = tomcat.addContext("", null);
    Wrapper servlet = Tomcat.addServlet(context, "answer", new Answer());
    servlet.addMapping("/");
    tomcat.start();
  }

  private AccessLogValve valve(AccessLogValve valve, String name, String pattern) {
    valve.setDirectory(directory.resolve(name).toString());
    valve.setPattern(pattern);
    valve.setRequestAttributesEnabled(true);
    valve.setBuffered(false);
    return valve;
  }

  /** Sends these bytes and waits until the server has answered and hung up. */
  void send(String request) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), tomcat.getConnector().getLocalPort())) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      socket.getInputStream().readAllBytes();
    }
  }

  /** The lines of one log; what was written is complete once the server was closed. */
  List<String> lines(String name) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(name))) {
      StringBuilder text = new StringBuilder();
      for (Path file : files.sorted().toList()) {
        text.append(Files.readString(file, ISO_8859_1));
      }
      return text.toString().lines().toList();
    }
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }
}
