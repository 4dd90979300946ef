package io.github.scimexporter.standin.tomcats;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.annotation.PostConstruct;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.catalina.startup.Tomcat;

/** A running {@link LoadedTomcat}. */
public final class TomcatProcess implements AutoCloseable {
  /** The versions that there are. */
  public enum Version {
    /** 9.0. */
    TOMCAT_9,
    /** 10.1. */
    TOMCAT_10_1,
    /** 11.0. */
    TOMCAT_11
  }

  /**
   * What was answered, and so must be counted.
   *
   * @param lines how many requests of any kind there were: the lines of each log
   * @param requests how many there were on the sync's path, by "METHOD STATUS"
   */
  public record Truth(long lines, Map<String, Long> requests) {
    public Truth {
      requests = Map.copyOf(requests);
    }
  }

  private final Process process;
  private final BufferedReader out;
  private final Writer in;
  private final Path errors;

  private TomcatProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    out = process.inputReader(US_ASCII);
    in = process.outputWriter(US_ASCII);
  }

  /**
   * Starts one and returns once it is asked and answers.
   *
   * @param work where its logs are written, each in its own directory
   * @param rate requests a second
   */
  public static TomcatProcess start(Version version, Path work, int rate, List<TomcatLog> logs) {
    Path errors = work.resolve(version + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(classPath(version));
    command.add(LoadedTomcat.class.getName());
    command.add(work.toString());
    command.add(Integer.toString(rate));
    logs.forEach(log -> command.add(log.toArgument()));
    try {
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      TomcatProcess started = new TomcatProcess(process, errors);
      try {
        started.expect("ready");
      } catch (RuntimeException e) {
        started.close();
        throw e;
      }
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has it asked so many times at once, and returns once that was answered. */
  public void burst(int requests) {
    try {
      in.write("burst " + requests + "\n");
      in.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    expect("done");
  }

  /** Ends it in order: every line is in the logs then. */
  public Truth finish() {
    try {
      in.close();
      JsonNode truth = JsonMapper.builder().build().readTree(line());
      Map<String, Long> requests = new HashMap<>();
      truth
          .path("requests")
          .properties()
          .forEach(entry -> requests.put(entry.getKey(), entry.getValue().asLong()));
      return new Truth(truth.path("lines").asLong(), requests);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void expect(String word) {
    String line = line();
    if (!line.equals(word)) {
      throw new IllegalStateException("the Tomcat says '" + line + "' instead of " + word);
    }
  }

  private String line() {
    try {
      String line = out.readLine();
      if (line == null) {
        throw new IllegalStateException("the Tomcat ended: " + Files.readString(errors));
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The classes of that Tomcat, and ours. */
  private static String classPath(Version version) {
    String tomcat =
        switch (version) {
          case TOMCAT_9 -> copied("tomcat-9");
          case TOMCAT_10_1 ->
              whereIs(Tomcat.class) + File.pathSeparator + whereIs(PostConstruct.class);
          case TOMCAT_11 -> copied("tomcat-11");
        };
    return tomcat + File.pathSeparator + whereIs(LoadedTomcat.class);
  }

  private static String copied(String name) {
    Path directory = Path.of("target", name).toAbsolutePath();
    if (!Files.isDirectory(directory)) {
      throw new IllegalStateException(directory + ": is missing; run mvn generate-test-resources");
    }
    return directory.resolve("*").toString();
  }

  private static String whereIs(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
