package io.github.scimexporter.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The users, or the groups, of one domain, in memory. What goes in and out is copied. The location
 * in meta is left to the servlet, which knows under what address the client sees the server.
 */
final class ResourceStore {
  private final ScimType type;
  private final Map<String, ObjectNode> resources = new LinkedHashMap<>();

  ResourceStore(ScimType type) {
    this.type = type;
  }

  ScimType type() {
    return type;
  }

  /** Returns what matches, oldest first; null matches everything. */
  synchronized List<ObjectNode> find(@Nullable ScimFilter filter) {
    return resources.values().stream()
        .filter(resource -> filter == null || filter.matches(resource))
        .map(ObjectNode::deepCopy)
        .toList();
  }

  synchronized ObjectNode get(String id) {
    ObjectNode resource = resources.get(id);
    if (resource == null) {
      throw new ScimException(404, null, type.label() + " not found.");
    }
    return resource.deepCopy();
  }

  synchronized ObjectNode create(JsonNode body) {
    ObjectNode resource = requireObject(body);
    String id = UUID.randomUUID().toString();
    resource.put("id", id);
    return keep(id, resource, Instant.now().toString());
  }

  synchronized ObjectNode replace(String id, JsonNode body) {
    String created = get(id).at("/meta/created").asText();
    ObjectNode resource = requireObject(body);
    resource.put("id", id);
    return keep(id, resource, created);
  }

  synchronized ObjectNode patch(String id, JsonNode body) {
    ObjectNode resource = get(id);
    ScimPatch.apply(resource, body);
    return keep(id, resource, resource.at("/meta/created").asText());
  }

  synchronized void delete(String id) {
    get(id);
    resources.remove(id);
  }

  private ObjectNode keep(String id, ObjectNode resource, String created) {
    checkName(id, resource);
    normalizeActive(resource);
    if (!resource.path("schemas").isArray()) {
      resource.putArray("schemas").add(type.schema());
    }
    resource
        .putObject("meta")
        .put("resourceType", type.label())
        .put("created", created)
        .put("lastModified", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    resources.put(id, resource);
    return resource.deepCopy();
  }

  private void checkName(String id, ObjectNode resource) {
    String name = resource.path(type.nameAttribute()).textValue();
    if (name == null || name.isBlank()) {
      throw new ScimException(400, "invalidValue", type.nameAttribute() + " is missing.");
    }
    boolean taken =
        type.nameUnique()
            && resources.entrySet().stream()
                .filter(other -> !other.getKey().equals(id))
                .map(other -> other.getValue().path(type.nameAttribute()).asText())
                .anyMatch(name::equalsIgnoreCase);
    if (taken) {
      throw new ScimException(409, "uniqueness", type.nameAttribute() + " is already in use.");
    }
  }

  /** Entra writes active as the strings "True" and "False" unless told otherwise. */
  private static void normalizeActive(ObjectNode resource) {
    String text = resource.path("active").textValue();
    if (text != null) {
      resource.set("active", BooleanNode.valueOf(Boolean.parseBoolean(text)));
    }
  }

  private static ObjectNode requireObject(JsonNode body) {
    if (body instanceof ObjectNode object) {
      return object.deepCopy();
    }
    throw new ScimException(400, "invalidSyntax", "The body must be a JSON object.");
  }
}
