package io.github.scimexporter.installation;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A running exporter: the built jar as a process on a free loopback port, which it keeps through
 * restarts. Its log goes to {@code exporter.log} in the work directory.
 */
public final class ExporterProcess implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Pattern LISTENS = Pattern.compile("listens on (http://[^\\s\"]+)");

  private final HttpClient http = HttpClient.newHttpClient();
  private final ExporterJar jar;
  private final Path work;
  private final Path log;
  private int port;
  private @Nullable Process process;

  private ExporterProcess(ExporterJar jar, Path work, int port) {
    this.jar = jar;
    this.work = work;
    this.port = port;
    log = work.resolve("exporter.log");
  }

  /**
   * Starts an exporter and waits until it is ready.
   *
   * @param work its working directory, with its configuration in {@code scim-exporter.yml}
   */
  public static ExporterProcess start(ExporterJar jar, Path work) {
    ExporterProcess exporter = new ExporterProcess(jar, work, 0);
    exporter.start();
    return exporter;
  }

  /**
   * An exporter that is not started yet, for whoever wants to end it before it is ready. Its port
   * is below those that clients are given: while it is down, one of the clients that try to reach
   * it could else be given its port, and it could not come back.
   */
  public static ExporterProcess prepare(ExporterJar jar, Path work) {
    return prepare(jar, work, new Ports(19_190));
  }

  /** The same, with the next of these ports. */
  static ExporterProcess prepare(ExporterJar jar, Path work, Ports ports) {
    return new ExporterProcess(jar, work, ports.next());
  }

  /** Starts it again, on the same port and storage, and waits until it is ready. */
  public void start() {
    launch();
    awaitReady();
  }

  /** Starts it, and does not wait for anything. */
  public void launch() {
    try {
      Files.deleteIfExists(log);
      process =
          new ProcessBuilder(
                  jar.command(
                      List.of(
                          "--config.file=scim-exporter.yml",
                          "--web.listen-address=127.0.0.1:" + port)))
              .directory(work.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it is ready. */
  public void awaitReady() {
    Awaitility.await("the exporter to be ready")
        .atMost(START_TIMEOUT)
        .pollInterval(Duration.ofMillis(50))
        .until(this::isReady);
  }

  /** Where it listens. */
  public URI uri() {
    return URI.create("http://" + address());
  }

  /** HOST:PORT, as a scrape target names it. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Its process id. */
  public long pid() {
    return running().pid();
  }

  /** Its standard input. */
  public OutputStream input() {
    return running().getOutputStream();
  }

  /** What it logged since it was started last. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Scrapes it in the text format. */
  public Scrape scrape() {
    return Scrape.parse(get("/metrics").body());
  }

  /** Asks for a path. */
  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri().resolve(path)).build());
  }

  /** Lets it read its configuration again; 200 once that is in force. */
  public HttpResponse<String> reload() {
    return send(
        HttpRequest.newBuilder(uri().resolve("/-/reload"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the exporter was asked", e);
    }
  }

  /** Runs a command of the same jar in the same directory. */
  public ExporterJar.Result command(String input, String... arguments) {
    return jar.run(work, input, List.of(arguments));
  }

  /** Ends it without a warning, as kill -9 does. */
  public void kill() {
    end(running().destroyForcibly());
  }

  /** Ends it in order, as kill does. */
  public void stop() {
    running().destroy();
    end(running());
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      stop();
    }
  }

  private void end(Process ending) {
    try {
      ending.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the exporter ended", e);
    }
  }

  /**
   * Whether its web server listens, which it may do long before it is ready.
   *
   * @throws IllegalStateException if the process ended
   */
  public boolean listens() {
    if (!running().isAlive()) {
      throw new IllegalStateException("the exporter ended: " + log());
    }
    return LISTENS.matcher(log()).find();
  }

  private boolean isReady() {
    if (!running().isAlive()) {
      throw new IllegalStateException("the exporter ended: " + log());
    }
    if (port == 0) {
      Matcher matcher = LISTENS.matcher(log());
      if (!matcher.find()) {
        return false;
      }
      port = URI.create(matcher.group(1)).getPort();
    }
    try {
      return get("/-/ready").statusCode() == 200;
    } catch (UncheckedIOException e) {
      // It does not listen yet; await() gives up in time, and at once if the process ended.
      return false;
    }
  }

  private Process running() {
    if (process == null) {
      throw new IllegalStateException("the exporter was not started");
    }
    return process;
  }
}
