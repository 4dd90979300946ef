package io.github.scimexporter.realparts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A copy of the repository's {@code prometheus/} and {@code alertmanager/} in a work directory,
 * with durations scaled by {@code bin/scale-durations} and this machine's addresses put in; every
 * other byte stays, so that what is tested is what is shipped. Each replacement finds exactly what
 * is shipped, once, or fails in one line that names the file and the text.
 *
 * <p>Alertmanager starts first, because Prometheus's configuration needs its address:
 *
 * <pre>{@code
 * ShippedConfiguration shipped = ShippedConfiguration.copy(repository, work, "1/20");
 * RealAlertmanager alertmanager = parts.startAlertmanager(
 *     shipped.alertmanager(
 *         mailbox.smarthost(), Map.of("scim-admins", admins.uri(), "deadmansswitch", watchdog.uri())));
 * RealPrometheus prometheus = parts.startPrometheus(
 *     shipped.prometheus(List.of("127.0.0.1:19180"), List.of(alertmanager.address())),
 *     List.of("--rules.alert.resend-delay=3s"));
 * }</pre>
 *
 * <p>The mail's From and To stay as shipped: they are addresses of example.com.
 */
public final class ShippedConfiguration {
  private static final String STATIC_TARGET = "- targets: [localhost:19180]";

  private final Path work;

  private ShippedConfiguration(Path work) {
    this.work = work;
  }

  /**
   * Copies both directories without the tests in them; files named {@code .yml} are scaled.
   *
   * @param repository has {@code bin}, {@code prometheus} and {@code alertmanager}
   * @param factor as {@code bin/scale-durations} takes it: {@code 1} leaves every duration as long
   *     as it is
   */
  public static ShippedConfiguration copy(Path repository, Path work, String factor) {
    for (String name : List.of("prometheus", "alertmanager")) {
      Path from = repository.resolve(name);
      if (!Files.isDirectory(from)) {
        throw new IllegalStateException(from + ": there is no such directory of shipped files");
      }
      try {
        copy(repository, from, work.resolve(name), factor);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new ShippedConfiguration(work);
  }

  /**
   * Puts addresses into the copy of alertmanager.yml.
   *
   * @param smarthost HOST:PORT of an SMTP server without TLS
   * @param webhooks where each receiver posts that has a webhook, by the receiver's name: all of
   *     them
   * @return the file to start Alertmanager with
   */
  public Path alertmanager(String smarthost, Map<String, URI> webhooks) {
    Path file = work.resolve("alertmanager/alertmanager.yml");
    String text = read(file);
    text = replace(file, text, "smtp_smarthost: localhost:25", "smtp_smarthost: " + smarthost);
    text = replace(file, text, "smtp_require_tls: false", "smtp_require_tls: false");
    for (Map.Entry<String, URI> webhook : webhooks.entrySet()) {
      text =
          replace(
              file,
              text,
              "url: http://localhost:9080/" + webhook.getKey(),
              "url: " + webhook.getValue());
    }
    return write(file, text);
  }

  /**
   * Puts addresses into the copy of prometheus.yml.
   *
   * @param exporters HOST:PORT of each scrape target of the job scim-exporter
   * @param alertmanagers HOST:PORT of each
   * @return the file to start Prometheus with
   */
  public Path prometheus(List<String> exporters, List<String> alertmanagers) {
    Path file = prometheusFile();
    String text = withAlertmanagers(file, alertmanagers);
    return write(file, replace(file, text, STATIC_TARGET, "- targets: " + quoted(exporters)));
  }

  /**
   * The same for targets that come and go: a file in which they are listed (prometheus.io,
   * file_sd_config) takes the place of the list. To change it needs no reload, which would make
   * Prometheus forget for seconds where Alertmanager is.
   *
   * @param targets the file, named {@code .json}
   */
  public Path prometheus(Path targets, List<String> alertmanagers) {
    Path file = prometheusFile();
    String text = withAlertmanagers(file, alertmanagers);
    String list = "    static_configs:\n      " + STATIC_TARGET + "\n";
    if (text.indexOf(list) < 0 || text.indexOf(list) != text.lastIndexOf(list)) {
      throw new IllegalStateException(file + ": exactly one list is expected:\n" + list);
    }
    return write(
        file, text.replace(list, "    file_sd_configs:\n      - files: [\"" + targets + "\"]\n"));
  }

  private Path prometheusFile() {
    return work.resolve("prometheus/prometheus.yml");
  }

  private static String withAlertmanagers(Path file, List<String> alertmanagers) {
    return replace(
        file, read(file), "- targets: [localhost:9093]", "- targets: " + quoted(alertmanagers));
  }

  /**
   * What follows the text on its line must be nothing or a comment, so that no longer value is cut
   * in two.
   */
  private static String replace(Path file, String text, String shipped, String replacement) {
    List<String> lines = text.lines().toList();
    List<String> found =
        lines.stream()
            .filter(line -> content(line).equals(shipped) || content(line).equals("- " + shipped))
            .toList();
    if (found.size() != 1) {
      throw new IllegalStateException(
          file
              + ": '"
              + shipped
              + "' is on "
              + found.size()
              + " lines; exactly one is expected, as it is shipped");
    }
    String line = found.get(0);
    return text.replace(line + "\n", line.replace(shipped, replacement) + "\n");
  }

  /** A line without its indentation and comment. */
  private static String content(String line) {
    return line.replaceFirst("(^|\\s)#.*", "").strip();
  }

  private static String quoted(List<String> addresses) {
    return addresses.stream().map(address -> '"' + address + '"').toList().toString();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An address of this machine that is left over would send a test's messages to a stranger. */
  private static Path write(Path file, String text) {
    text.lines()
        .filter(line -> content(line).contains("localhost"))
        .findFirst()
        .ifPresent(
            line -> {
              throw new IllegalStateException(
                  file
                      + ": '"
                      + line.strip()
                      + "' was given no address; give one for each that is shipped");
            });
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path repository, Path from, Path to, String factor) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(from)) {
      files =
          found
              .filter(Files::isRegularFile)
              .map(from::relativize)
              .filter(file -> !file.startsWith("tests"))
              .sorted()
              .toList();
    }
    for (Path file : files) {
      Path target = to.resolve(file);
      Path parent = target.getParent();
      Files.createDirectories(parent == null ? to : parent);
      Path source = from.resolve(file);
      Files.write(
          target,
          file.toString().endsWith(".yml")
              ? scaled(repository, source, factor)
              : Files.readAllBytes(source));
    }
  }

  private static byte[] scaled(Path repository, Path file, String factor) throws IOException {
    Path script = repository.resolve("bin/scale-durations").toAbsolutePath();
    Path errors = Files.createTempFile("scale-durations", ".err");
    try {
      Process process =
          new ProcessBuilder(script.toString(), factor, file.toString())
              .redirectError(errors.toFile())
              .start();
      byte[] out = process.getInputStream().readAllBytes();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(Files.readString(errors, StandardCharsets.UTF_8).strip());
      }
      return out;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while scaling " + file, e);
    } finally {
      Files.delete(errors);
    }
  }
}
