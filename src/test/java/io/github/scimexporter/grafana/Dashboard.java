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

  /** The uid of the dashboard of all syncs. */
  public static final String OVERVIEW = "scim-overview";

  /** The uid of the dashboard of one sync. */
  public static final String SYNC = "scim-sync";

  // The tests' working directory is the checkout.
  private static final Path SHIPPED = Path.of("grafana/dashboards");

  /**
   * The uids of the shipped dashboards, after which their files are named.
   *
   * @throws IOException if their folder cannot be read
   */
  public static List<String> uids() throws IOException {
    try (Stream<Path> files = Files.list(SHIPPED)) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
          .sorted()
          .toList();
    }
  }

  /**
   * Reads a shipped dashboard.
   *
   * @throws IOException if its file cannot be read or is not JSON
   */
  public static Dashboard shipped(String uid) throws IOException {
    return new Dashboard(
        new JsonMapper().readTree(Files.readString(SHIPPED.resolve(uid + ".json"))));
  }

  /** The panels, rows' inner ones included, rows themselves left out. */
  public List<Panel> panels() {
    List<Panel> panels = new ArrayList<>();
    for (JsonNode panel : json.path("panels")) {
      panel.path("panels").forEach(inner -> panels.add(new Panel(inner)));
      if (!panel.path("type").asText().equals("row")) {
        panels.add(new Panel(panel));
      }
    }
    return List.copyOf(panels);
  }

  /**
   * One panel.
   *
   * @throws IllegalArgumentException if there is none of that title
   */
  public Panel panel(String title) {
    return panels().stream()
        .filter(panel -> panel.title().equals(title))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no panel " + title));
  }

  /** The queries of all panels. */
  public List<Query> queries() {
    return panels().stream().flatMap(panel -> panel.queries().stream()).toList();
  }

  /** The queries of the annotations; Grafana asks them as ranges. */
  public List<Query> annotationQueries() {
    return elements(json.at("/annotations/list"))
        .map(
            node ->
                new Query(
                    "annotation " + node.path("name").asText(), node.path("expr").asText(), true))
        .toList();
  }

  /** The queries of the template variables, as Grafana has them: label_values(SELECTOR, LABEL). */
  public List<Query> variableQueries() {
    return variables().stream()
        .filter(node -> node.path("type").asText().equals("query"))
        .map(
            node ->
                new Query(
                    "variable " + node.path("name").asText(),
                    node.at("/query/query").asText(),
                    false))
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

  /**
   * A query as it stands in the dashboard, variables not filled in.
   *
   * @param name the panel's title and the query's letter
   * @param expr PromQL with Grafana's variables
   * @param range true if Grafana asks it over the time range, false if for its end only
   */
  public record Query(String name, String expr, boolean range) {

    /** The query's letter in its panel. */
    public String refId() {
      return name.substring(name.lastIndexOf(' ') + 1);
    }

    /**
     * The query that Prometheus is sent when every job and instance is selected.
     *
     * @param timeRange the time range shown, a PromQL duration such as 24h
     * @param interval the distance of two points, and the window of rates, a PromQL duration
     * @param sync the sync that is selected
     */
    public String filled(String timeRange, String interval, String sync) {
      return expr.replace("$__range", timeRange)
          .replace("$__rate_interval", interval)
          .replace("$__interval", interval)
          .replace("$job", ".+")
          .replace("$instance", ".+")
          .replace("$sync", sync);
    }
  }
}
