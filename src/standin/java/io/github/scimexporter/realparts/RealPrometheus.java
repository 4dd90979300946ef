package io.github.scimexporter.realparts;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A running Prometheus. The HTTP interface: prometheus.io/docs/prometheus/latest/querying/api. */
public final class RealPrometheus implements AutoCloseable {

  /**
   * One element of an instant vector; a scalar has no labels. NaN and infinities are values too.
   */
  public record Sample(Map<String, String> labels, double value) {
    public Sample {
      labels = Map.copyOf(labels);
    }
  }

  /** The values of one series over a range, oldest first. */
  public record Series(Map<String, String> labels, List<Point> points) {
    public Series {
      labels = Map.copyOf(labels);
      points = List.copyOf(points);
    }
  }

  /** One value at one time. */
  public record Point(Instant time, double value) {}

  /**
   * An alert as Prometheus sees it.
   *
   * @param state {@code pending} or {@code firing}
   */
  public record Alert(
      Map<String, String> labels, Map<String, String> annotations, String state, Instant activeAt) {
    public Alert {
      labels = Map.copyOf(labels);
      annotations = Map.copyOf(annotations);
    }
  }

  private final Part part;

  RealPrometheus(Part part) {
    this.part = part;
  }

  public URI uri() {
    return part.uri();
  }

  /**
   * The result of a PromQL expression now: a vector's elements in Prometheus's order, or a scalar
   * as one sample.
   */
  public List<Sample> query(String promql) {
    JsonNode data = part.api().post("/api/v1/query", Map.of("query", promql)).path("data");
    JsonNode result = data.path("result");
    List<Sample> samples = new ArrayList<>();
    switch (data.path("resultType").asText()) {
      case "vector" ->
          result.forEach(
              element ->
                  samples.add(
                      new Sample(
                          HttpApi.strings(element.path("metric")),
                          number(element.path("value").path(1)))));
      case "scalar" -> samples.add(new Sample(Map.of(), number(result.path(1))));
      default ->
          throw new IllegalArgumentException(
              "'"
                  + promql
                  + "' is a "
                  + data.path("resultType").asText()
                  + ", not a vector or scalar");
    }
    return List.copyOf(samples);
  }

  /** The result of a PromQL expression from start to end, both included, one value each step. */
  public List<Series> queryRange(String promql, Instant start, Instant end, Duration step) {
    JsonNode data =
        part.api()
            .post(
                "/api/v1/query_range",
                Map.of(
                    "query",
                    promql,
                    "start",
                    start.toString(),
                    "end",
                    end.toString(),
                    "step",
                    step.toMillis() / 1000.0 + ""))
            .path("data");
    List<Series> series = new ArrayList<>();
    for (JsonNode element : data.path("result")) {
      List<Point> points = new ArrayList<>();
      for (JsonNode value : element.path("values")) {
        long millis = Math.round(value.path(0).asDouble() * 1000);
        points.add(new Point(Instant.ofEpochMilli(millis), number(value.path(1))));
      }
      series.add(new Series(HttpApi.strings(element.path("metric")), points));
    }
    return List.copyOf(series);
  }

  /** The values of a label of the series that a selector finds, of all that is stored. */
  public List<String> labelValues(String label, String selector) {
    String query = "?match%5B%5D=" + URLEncoder.encode(selector, StandardCharsets.UTF_8);
    List<String> values = new ArrayList<>();
    part.api()
        .get("/api/v1/label/" + label + "/values" + query)
        .path("data")
        .forEach(value -> values.add(value.asText()));
    return List.copyOf(values);
  }

  /** All pending and firing alerts. */
  public List<Alert> alerts() {
    List<Alert> alerts = new ArrayList<>();
    for (JsonNode alert : part.api().get("/api/v1/alerts").path("data").path("alerts")) {
      alerts.add(
          new Alert(
              HttpApi.strings(alert.path("labels")),
              HttpApi.strings(alert.path("annotations")),
              alert.path("state").asText(),
              Instant.parse(alert.path("activeAt").asText())));
    }
    return List.copyOf(alerts);
  }

  /** How many evaluations of a rule have failed since it was started, such as for a join. */
  public long failedEvaluations() {
    return part.api()
        .text("/metrics")
        .lines()
        .filter(line -> line.startsWith("prometheus_rule_evaluation_failures_total{"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Reads the configuration and the rules again. */
  public void reload() {
    part.api().poke("/-/reload");
  }

  /** Ends it without a warning. */
  public void kill() {
    part.kill();
  }

  /** Starts it again, on the same port and storage, and waits until it is ready. */
  public void restart() {
    part.restart();
  }

  /** The last lines of its output. */
  public String outputTail() {
    return part.outputTail();
  }

  @Override
  public void close() {
    part.close();
  }

  private static double number(JsonNode text) {
    return switch (text.asText()) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text.asText());
    };
  }
}
