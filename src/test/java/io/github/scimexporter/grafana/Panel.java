package io.github.scimexporter.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scimexporter.grafana.Dashboard.Query;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A panel of a dashboard, as far as tests ask about it.
 *
 * @param json the panel in Grafana's classic JSON model
 */
public record Panel(JsonNode json) {

  public String title() {
    return json.path("title").asText();
  }

  /** What it asks, in order. */
  public List<Query> queries() {
    return targets().map(this::query).toList();
  }

  /**
   * One of its queries.
   *
   * @throws IllegalArgumentException if it has none of that letter
   */
  public Query query(String refId) {
    return targets()
        .filter(target -> target.path("refId").asText().equals(refId))
        .map(this::query)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(title() + " has no query " + refId));
  }

  /**
   * The unit in which the values of a query are shown; empty where they are not shown, as those of
   * an info metric whose labels are.
   */
  public Optional<String> unitOf(String refId) {
    return shown(refId) ? Optional.of(property(refId, "unit").asText()) : Optional.empty();
  }

  /** The names that values of a query are shown as, by value. */
  public JsonNode namesOf(String refId) {
    return property(refId, "mappings").at("/0/options");
  }

  /** What the panel says of all its fields, and its override for one of them. */
  private JsonNode property(String refId, String id) {
    String field = field(refId);
    return Dashboard.elements(json.at("/fieldConfig/overrides"))
        .filter(override -> override.at("/matcher/options").asText().equals(field))
        .flatMap(override -> Dashboard.elements(override.path("properties")))
        .filter(property -> property.path("id").asText().equals(id))
        .map(property -> property.path("value"))
        .findFirst()
        .orElseGet(() -> json.at("/fieldConfig/defaults").path(id));
  }

  private boolean shown(String refId) {
    return organized().noneMatch(options -> options.path("excludeByName").has(valueField(refId)));
  }

  /**
   * The name of the field with the values of a query: a table's column, else what the legend says.
   */
  private String field(String refId) {
    return organized()
        .map(options -> options.path("renameByName").path(valueField(refId)).asText())
        .findFirst()
        .orElseGet(
            () ->
                targets()
                    .filter(target -> target.path("refId").asText().equals(refId))
                    .map(target -> target.path("legendFormat").asText())
                    .findFirst()
                    .orElse(""));
  }

  /** As Grafana names it in tables: without a letter where only one query is asked. */
  private String valueField(String refId) {
    return targets().count() > 1 ? "Value #" + refId : "Value";
  }

  private Stream<JsonNode> organized() {
    return Dashboard.elements(json.path("transformations"))
        .filter(transformation -> transformation.path("id").asText().equals("organize"))
        .map(transformation -> transformation.path("options"));
  }

  private Stream<JsonNode> targets() {
    return Dashboard.elements(json.path("targets"));
  }

  private Query query(JsonNode target) {
    return new Query(
        title() + " " + target.path("refId").asText(),
        target.path("expr").asText(),
        target.path("range").asBoolean());
  }
}
