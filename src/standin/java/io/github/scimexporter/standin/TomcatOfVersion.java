package io.github.scimexporter.standin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.annotation.PostConstruct;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.startup.Tomcat;

/**
 * A real Tomcat of one of the lines that are in use, whose valves write access logs. Each has its
 * classes to itself, so that all of them can run in one process.
 *
 * <p>It answers every request: with 200, or the status that the query names ({@code ?status=401});
 * as the user that the header X-User names, who is also the attribute {@code spotfire.user}; after
 * X-Delay ms; with a body of X-Length bytes.
 */
public final class TomcatOfVersion implements Closeable {
  /** A line of Tomcat: the release that the build brings. */
  public enum Line {
    /** 9.0.98. */
    V9(9),
    /** 10.1.44, which the other stand-ins use, too. */
    V10(10),
    /** 11.0.27. */
    V11(11);

    private final int major;

    Line(int major) {
      this.major = major;
    }

    /** The major version. */
    public int major() {
      return major;
    }
  }

  /**
   * A log to be written.
   *
   * @param name its directory within the Tomcat's own
   * @param valve the valve's class in {@code org.apache.catalina.valves}
   * @param attributes the valve's attributes, {@code pattern} and others
   */
  public record Log(String name, String valve, Map<String, String> attributes) {
    public Log {
      attributes = Map.copyOf(attributes);
    }

    /** A log of that pattern that holds each line as soon as it is written. */
    public static Log of(String name, String valve, String pattern) {
      return new Log(name, valve, Map.of("pattern", pattern, "buffered", "false"));
    }

    /** The same with one more attribute. */
    public Log with(String key, String value) {
      Map<String, String> more = new HashMap<>(attributes);
      more.put(key, value);
      return new Log(name, valve, more);
    }
  }

  // Held, because a logger that nobody holds forgets its level.
  private static final Logger TOMCAT_LOGGER = Logger.getLogger("org.apache");
  private final URLClassLoader loader;
  private final Closeable inside;

  private TomcatOfVersion(URLClassLoader loader, Closeable inside) {
    this.loader = loader;
    this.inside = inside;
  }

  /**
   * Starts a Tomcat.
   *
   * @param directory where its logs are, each in a directory of its own
   */
  public static TomcatOfVersion start(Line line, Path directory, List<Log> logs)
      throws IOException, ReflectiveOperationException {
    TOMCAT_LOGGER.setLevel(Level.OFF);
    List<Map<String, String>> valves = new ArrayList<>();
    for (Log log : logs) {
      Map<String, String> attributes = new HashMap<>(log.attributes());
      attributes.put("valve", log.valve());
      attributes.putIfAbsent("directory", directory.resolve(log.name()).toString());
      valves.add(attributes);
    }
    URLClassLoader loader =
        new URLClassLoader(
            classPath(line).toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    try {
      Constructor<?> constructor =
          loader
              .loadClass(TomcatInside.class.getName())
              .getDeclaredConstructor(Path.class, Iterable.class);
      constructor.setAccessible(true);
      Closeable inside = (Closeable) constructor.newInstance(directory.resolve("base"), valves);
      return new TomcatOfVersion(loader, inside);
    } catch (ReflectiveOperationException e) {
      loader.close();
      throw e;
    }
  }

  private static List<URL> classPath(Line line) throws IOException {
    List<URL> urls = new ArrayList<>();
    urls.add(placeOf(TomcatInside.class));
    if (line == Line.V10) {
      urls.add(placeOf(Tomcat.class));
      urls.add(placeOf(PostConstruct.class));
      return urls;
    }
    Path jars = Path.of("target", "tomcat-" + line.major());
    try (Stream<Path> found = Files.list(jars)) {
      found.forEach(jar -> urls.add(url(jar)));
    }
    return urls;
  }

  private static URL placeOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port of the loopback address on which it listens. */
  public int port() {
    return ((IntSupplier) inside).getAsInt();
  }

  /** Sends these bytes and waits until the server has answered and hung up. */
  public void send(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      socket.getInputStream().readAllBytes();
    }
  }

  /**
   * The lines of the files in a log's directory, their bytes as ISO-8859-1; complete once the
   * server was closed.
   */
  public static List<String> lines(Path logDirectory) throws IOException {
    try (Stream<Path> files = Files.list(logDirectory)) {
      StringBuilder text = new StringBuilder();
      for (Path file : files.sorted().toList()) {
        text.append(Files.readString(file, ISO_8859_1));
      }
      return List.of(text.toString().split("\r?\n"));
    }
  }

  @Override
  public void close() throws IOException {
    inside.close();
    loader.close();
  }
}
