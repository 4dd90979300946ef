package io.github.scimexporter.standin.tomcats;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/**
 * A program: a Tomcat under load. It is compiled once, against Tomcat 10.1, and runs with the
 * classes of 9, 10.1 and 11: it uses no type of the servlet API, whose packages have other names in
 * 9, and nothing that is not on the class path of a bare Tomcat.
 *
 * <p>Arguments: a work directory, requests a second, and {@linkplain TomcatLog logs}. It says
 * {@code ready}; {@code burst N} on its standard input makes it ask N times at once and say {@code
 * done}; at the end of its standard input it ends the load, flushes and closes the logs, and says
 * the truth: {@code {"lines":N,"requests":{"GET 200":N,...}}}.
 */
final class LoadedTomcat {
  private static final Logger tomcatLogger = Logger.getLogger("org.apache");

  private LoadedTomcat() {}

  public static void main(String[] args) throws Exception {
    tomcatLogger.setLevel(Level.WARNING);
    int rate = Integer.parseInt(args[1]);
    List<TomcatLog> logs = Arrays.stream(args, 2, args.length).map(TomcatLog::ofArgument).toList();
    Tomcat tomcat = start(args[0], logs);
    Load load = new Load(tomcat.getConnector().getLocalPort());
    load.start(rate);
    say("ready");
    obey(load);
    load.stop();
    tomcat.stop();
    tomcat.destroy();
    say(load.truth());
  }

  private static Tomcat start(String work, List<TomcatLog> logs) throws LifecycleException {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(work);
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
    tomcat.setConnector(connector);
    // Nothing is flushed in the background: a log says itself when its lines reach the file.
    tomcat.getEngine().setBackgroundProcessorDelay(-1);
    logs.forEach(log -> tomcat.getHost().getPipeline().addValve(log.toValve(work)));
    tomcat.getHost().getPipeline().addValve(new AnsweringValve());
    tomcat.addContext("", null);
    tomcat.start();
    return tomcat;
  }

  private static void obey(Load load) throws IOException, InterruptedException {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      load.burst(Integer.parseInt(line.replaceFirst("burst ", "")));
      say("done");
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
