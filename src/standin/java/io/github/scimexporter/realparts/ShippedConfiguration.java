package io.github.scimexporter.realparts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A copy of the repository's {@code prometheus/} and {@code alertmanager/} in a work directory,
 * with durations scaled by {@code bin/scale-durations} and this machine's addresses put in: what is
 * tested stays what is shipped. Each replacement finds exactly what it expects, or fails in one
 * line that names the file and the key.
 *
 * <p>Alertmanager starts first, because Prometheus's configuration needs its address:
 *
 * <pre>{@code
 * ShippedConfiguration shipped = ShippedConfiguration.copy(repository, work, "1/10");
 * RealAlertmanager alertmanager = parts.startAlertmanager(
 *     shipped.alertmanager(mailbox.smarthost(), Map.of("scim-admins", webhook.uri())));
 * RealPrometheus prometheus = parts.startPrometheus(
 *     shipped.prometheus(List.of("127.0.0.1:19180"), alertmanager.address()));
 * }</pre>
 */
public final class ShippedConfiguration {
  /** Who writes and who reads the test's mail. */
  public static final String FROM = "alertmanager@example.com";

  public static final String TO = "scim-admins@example.com";

  private static final String JOB = "scim-exporter";

  private final Path work;
  private final YAMLMapper yaml = new YAMLMapper();

  private ShippedConfiguration(Path work) {
    this.work = work;
  }

  /**
   * Copies both directories; files named {@code .yml} are scaled, tests of rules are left out.
   *
   * @param repository has {@code bin}, {@code prometheus} and {@code alertmanager}
   * @param factor as {@code bin/scale-durations} takes it: {@code 1} leaves durations as they are
   */
  public static ShippedConfiguration copy(Path repository, Path work, String factor) {
    for (String name : List.of("prometheus", "alertmanager")) {
      Path from = repository.resolve(name);
      if (!Files.isDirectory(from)) {
        throw new IllegalStateException(from + ": there is no such directory of shipped files");
      }
      copy(repository, from, work.resolve(name), factor);
    }
    return new ShippedConfiguration(work);
  }

  /**
   * Puts addresses into the copy of alertmanager.yml.
   *
   * @param smarthost HOST:PORT of an SMTP server without TLS
   * @param webhooks for each receiver with a webhook, where it posts: exactly the receivers that
   *     have one
   * @return the file to start Alertmanager with
   */
  public Path alertmanager(String smarthost, Map<String, URI> webhooks) {
    Path file = work.resolve("alertmanager/alertmanager.yml");
    ObjectNode config = read(file);
    ObjectNode global = object(file, config, "global");
    replace(file, global, "smtp_smarthost", smarthost);
    replace(file, global, "smtp_from", FROM);
    global.put("smtp_require_tls", false);

    int mails = 0;
    int hooks = 0;
    for (JsonNode receiver : array(file, config, "receivers")) {
      String name = receiver.path("name").asText();
      for (JsonNode email : receiver.path("email_configs")) {
        replace(file, (ObjectNode) email, "to", TO);
        mails++;
      }
      URI uri = webhooks.get(name);
      JsonNode entries = receiver.path("webhook_configs");
      if (entries.size() != (uri == null ? 0 : 1)) {
        throw new IllegalStateException(
            file
                + ": receivers["
                + name
                + "].webhook_configs: "
                + entries.size()
                + " found, addresses given for "
                + webhooks.keySet()
                + "; give one for each receiver with a webhook");
      }
      for (JsonNode entry : entries) {
        replace(file, (ObjectNode) entry, "url", String.valueOf(uri));
        hooks++;
      }
    }
    if (mails == 0) {
      throw new IllegalStateException(
          file + ": receivers: none has email_configs; one at least is expected");
    }
    if (hooks != webhooks.size()) {
      throw new IllegalStateException(
          file
              + ": receivers: "
              + webhooks.keySet()
              + " were given addresses, but only "
              + hooks
              + " of them are receivers with a webhook");
    }
    return write(file, config);
  }

  /**
   * Puts addresses into the copy of prometheus.yml.
   *
   * @param exporters HOST:PORT of each scrape target of the job scim-exporter
   * @param alertmanager HOST:PORT
   * @return the file to start Prometheus with
   */
  public Path prometheus(List<String> exporters, String alertmanager) {
    Path file = work.resolve("prometheus/prometheus.yml");
    ObjectNode config = read(file);
    targets(
            file,
            single(
                file,
                array(file, object(file, config, "alerting"), "alertmanagers"),
                "alerting.alertmanagers"))
        .removeAll()
        .add(alertmanager);
    List<JsonNode> jobs = new ArrayList<>();
    for (JsonNode job : array(file, config, "scrape_configs")) {
      if (job.path("job_name").asText().equals(JOB)) {
        jobs.add(job);
      }
    }
    if (jobs.size() != 1) {
      throw new IllegalStateException(
          file
              + ": scrape_configs: "
              + jobs.size()
              + " jobs are named "
              + JOB
              + "; exactly one is expected");
    }
    ArrayNode targets = targets(file, jobs.get(0)).removeAll();
    exporters.forEach(targets::add);
    return write(file, config);
  }

  private static void copy(Path repository, Path from, Path to, String factor) {
    List<Path> files;
    try (Stream<Path> found = Files.walk(from)) {
      files =
          found
              .filter(Files::isRegularFile)
              .filter(file -> !from.relativize(file).startsWith("tests"))
              .sorted()
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      for (Path file : files) {
        Path target = to.resolve(from.relativize(file).toString());
        Path parent = target.getParent();
        Files.createDirectories(parent == null ? to : parent);
        Files.write(
            target,
            file.toString().endsWith(".yml")
                ? scaled(repository, file, factor)
                : Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] scaled(Path repository, Path file, String factor) throws IOException {
    Path errors = Files.createTempFile("scale-durations", ".err");
    try {
      Process process =
          new ProcessBuilder(
                  repository.resolve("bin/scale-durations").toAbsolutePath().toString(),
                  factor,
                  file.toString())
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

  private ObjectNode read(Path file) {
    try {
      if (yaml.readTree(Files.readString(file)) instanceof ObjectNode object) {
        return object;
      }
      throw new IllegalStateException(file + ": this is no mapping");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path write(Path file, ObjectNode config) {
    try {
      String text = yaml.writeValueAsString(config);
      if (!yaml.readTree(text).equals(config)) {
        throw new IllegalStateException(
            file + ": this configuration does not survive being written");
      }
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void replace(Path file, ObjectNode parent, String key, String value) {
    if (!parent.path(key).isTextual()) {
      throw new IllegalStateException(
          file + ": " + key + ": a text to replace is expected, not " + parent.get(key));
    }
    parent.put(key, value);
  }

  private static ArrayNode targets(Path file, JsonNode discovery) {
    JsonNode config = single(file, array(file, discovery, "static_configs"), "static_configs");
    return array(file, config, "targets");
  }

  private static JsonNode single(Path file, ArrayNode array, String key) {
    if (array.size() != 1) {
      throw new IllegalStateException(
          file + ": " + key + ": exactly one entry is expected, not " + array.size());
    }
    return array.get(0);
  }

  private static ObjectNode object(Path file, JsonNode parent, String key) {
    if (parent.path(key) instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalStateException(
        file + ": " + key + ": a mapping is expected, not " + parent.get(key));
  }

  private static ArrayNode array(Path file, JsonNode parent, String key) {
    if (parent.path(key) instanceof ArrayNode array) {
      return array;
    }
    throw new IllegalStateException(
        file + ": " + key + ": a list is expected, not " + parent.get(key));
  }
}
