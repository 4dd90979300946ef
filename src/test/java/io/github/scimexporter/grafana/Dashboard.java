package io.github.scimexporter.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A dashboard in Grafana's classic JSON model, as far as tests ask about it.
 *
 * @param json the whole dashboard
 */
public record Dashboard(JsonNode json) {

  /** The shipped dashboard. The tests' working directory is the checkout. */
  public static final Path OVERVIEW = Path.of("grafana/dashboards/scim-overview.json");

  /**
   * Reads a dashboard.
   *
   * @throws IOException if the file cannot be read or is not JSON
   */
  public static Dashboard read(Path file) throws IOException {
    return new Dashboard(new JsonMapper().readTree(Files.readString(file)));
  }

  /** The panels, rows' inner ones included, rows themselves left out. */
  public List<JsonNode> panels() {
    List<JsonNode> panels = new ArrayList<>();
    for (JsonNode panel : json.path("panels")) {
      panel.path("panels").forEach(panels::add);
      if (!panel.path("type").asText().equals("row")) {
        panels.add(panel);
      }
    }
    return List.copyOf(panels);
  }

  /** The queries of all panels. */
  public List<Query> queries() {
    return panels().stream().flatMap(Dashboard::queriesOf).toList();
  }

  /** The queries of the annotations; Grafana asks them as ranges. */
  public List<Query> annotationQueries() {
    return elements(json.at("/annotations/list"))
        .map(node -> new Query("annotation " + node.path("name").asText(), text(node), true))
        .toList();
  }

  /** The template variables. */
  public List<JsonNode> variables() {
    return elements(json.at("/templating/list")).toList();
  }

  /**
   * One variable.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public JsonNode variable(String name) {
    return variables().stream()
        .filter(node -> node.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no variable " + name));
  }

  /** The elements of an array; none of a missing node. */
  static Stream<JsonNode> elements(JsonNode array) {
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    return elements.stream();
  }

  private static Stream<Query> queriesOf(JsonNode panel) {
    return elements(panel.path("targets"))
        .map(
            target ->
                new Query(
                    panel.path("title").asText() + " " + target.path("refId").asText(),
                    text(target),
                    target.path("range").asBoolean()));
  }

  private static String text(JsonNode node) {
    return node.path("expr").asText();
  }

  /**
   * A query as it stands in the dashboard, variables not filled in.
   *
   * @param name the panel's title and the query's letter
   * @param expr PromQL with Grafana's variables
   * @param range true if Grafana asks it over the time range, false if for its end only
   */
  public record Query(String name, String expr, boolean range) {

    /**
     * The query that Prometheus is sent when everything is selected.
     *
     * @param timeRange the time range shown, a PromQL duration such as 24h
     * @param interval the distance of two points, and the window of rates, a PromQL duration
     */
    public String filled(String timeRange, String interval) {
      return expr.replace("$__range", timeRange)
          .replace("$__rate_interval", interval)
          .replace("$__interval", interval)
          .replace("$job", ".+")
          .replace("$instance", ".+")
          .replace("$sync", ".+");
    }
  }
}
