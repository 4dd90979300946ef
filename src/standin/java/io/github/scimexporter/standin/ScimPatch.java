package io.github.scimexporter.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The PATCH of RFC 7644 section 3.5.2. Operations are read in any case, because Entra writes them
 * with a capital: {@code Add}, {@code Replace}, {@code Remove}.
 */
final class ScimPatch {
  private static final Set<String> READ_ONLY = Set.of("id", "meta", "schemas");

  /** The attributes of which one value alone still makes a list. */
  private static final Set<String> MULTI_VALUED =
      Set.of("members", "emails", "phoneNumbers", "addresses", "roles", "entitlements", "ims");

  private ScimPatch() {}

  /** Changes the resource in place; give it a copy, for an error leaves it half changed. */
  static void apply(ObjectNode resource, JsonNode body) {
    JsonNode operations = body.path("Operations");
    if (!operations.isArray() || operations.isEmpty()) {
      throw new ScimException(400, "invalidSyntax", "A PATCH needs a list of Operations.");
    }
    for (JsonNode operation : operations) {
      String op = operation.path("op").asText("").toLowerCase(Locale.ROOT);
      String path = operation.path("path").textValue();
      JsonNode value = operation.path("value");
      switch (op) {
        case "add" -> put(resource, path, value, true);
        case "replace" -> put(resource, path, value, false);
        case "remove" -> remove(resource, path, value);
        default ->
            throw new ScimException(
                400, "invalidSyntax", "op is neither add nor replace nor remove.");
      }
    }
  }

  private static void put(ObjectNode resource, @Nullable String path, JsonNode value, boolean add) {
    if (value.isMissingNode()) {
      throw new ScimException(400, "invalidValue", "The operation has no value.");
    }
    if (path != null) {
      putAt(resource, checked(path), value, add);
      return;
    }
    if (!value.isObject()) {
      throw new ScimException(
          400, "invalidValue", "Without a path the value must be an object of attributes.");
    }
    for (var property : value.properties()) {
      String key = property.getKey();
      if (key.startsWith("urn:") && property.getValue() instanceof ObjectNode extension) {
        resource.withObjectProperty(key).setAll(extension);
      } else {
        putAt(resource, checked(key), property.getValue(), add);
      }
    }
  }

  private static void putAt(ObjectNode resource, ScimPath path, JsonNode value, boolean add) {
    ObjectNode container = path.container(resource);
    String name = ScimPath.nameIn(container, path.attribute());
    JsonNode present = container.path(name);
    if (path.filter() != null) {
      List<ObjectNode> targets = matching(present, path.filter());
      if (targets.isEmpty() && !add) {
        throw new ScimException(400, "noTarget", "No element matches the path.");
      }
      if (targets.isEmpty()) {
        targets = List.of(elementFor(container.withArrayProperty(name), path.filter()));
      }
      targets.forEach(target -> set(target, path.sub(), value));
    } else if (path.sub() != null && present instanceof ArrayNode array) {
      objects(array).forEach(element -> set(element, path.sub(), value));
    } else if (path.sub() != null) {
      set(container.withObjectProperty(name), path.sub(), value);
    } else if (add && present instanceof ArrayNode array) {
      append(array, value);
    } else if (present instanceof ObjectNode object && value instanceof ObjectNode change) {
      object.setAll(change);
    } else if (MULTI_VALUED.contains(name) && value.isObject()) {
      container.putArray(name).add(value.deepCopy());
    } else {
      container.set(name, value.deepCopy());
    }
  }

  private static void remove(ObjectNode resource, @Nullable String text, JsonNode value) {
    if (text == null) {
      throw new ScimException(400, "noTarget", "A remove needs a path.");
    }
    ScimPath path = checked(text);
    ObjectNode container = path.container(resource);
    String name = ScimPath.nameIn(container, path.attribute());
    JsonNode present = container.path(name);
    String sub = path.sub();
    if (path.filter() != null && sub == null) {
      matching(present, path.filter()).forEach(element -> removeElement(present, element));
    } else if (sub != null) {
      (path.filter() == null ? objects(present) : matching(present, path.filter()))
          .forEach(element -> element.remove(ScimPath.nameIn(element, sub)));
    } else if (present.isArray() && value.isArray()) {
      // Entra names group members to remove in the value, not in a filter.
      Set<JsonNode> gone = Set.copyOf(value.findValues("value"));
      objects(present).stream()
          .filter(element -> gone.contains(element.path("value")))
          .forEach(element -> removeElement(present, element));
    } else {
      container.remove(name);
    }
  }

  private static ScimPath checked(String text) {
    ScimPath path = ScimPath.parse(text);
    if (READ_ONLY.contains(path.attribute().toLowerCase(Locale.ROOT))) {
      throw new ScimException(400, "mutability", path.attribute() + " cannot be changed.");
    }
    return path;
  }

  private static void set(ObjectNode target, @Nullable String sub, JsonNode value) {
    if (sub != null) {
      target.set(ScimPath.nameIn(target, sub), value.deepCopy());
    } else if (value instanceof ObjectNode change) {
      target.setAll(change);
    } else {
      throw new ScimException(400, "invalidValue", "An element must be an object.");
    }
  }

  /** Adds what is not there yet: adding a member twice leaves one. */
  private static void append(ArrayNode array, JsonNode value) {
    List<JsonNode> present = new ArrayList<>();
    array.forEach(present::add);
    for (JsonNode element : value.isArray() ? value : List.of(value)) {
      if (!present.contains(element)) {
        array.add(element.deepCopy());
        present.add(element);
      }
    }
  }

  private static ObjectNode elementFor(ArrayNode array, ScimFilter filter) {
    ObjectNode element = array.addObject();
    filter.comparisons().forEach(c -> element.set(c.path().attribute(), c.value()));
    return element;
  }

  private static List<ObjectNode> matching(JsonNode node, ScimFilter filter) {
    return objects(node).stream().filter(filter::matches).toList();
  }

  private static List<ObjectNode> objects(JsonNode node) {
    List<ObjectNode> objects = new ArrayList<>();
    for (JsonNode element : node.isArray() ? node : List.of(node)) {
      if (element instanceof ObjectNode object) {
        objects.add(object);
      }
    }
    return objects;
  }

  private static void removeElement(JsonNode array, ObjectNode element) {
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i).equals(element) && array instanceof ArrayNode list) {
        list.remove(i);
        return;
      }
    }
  }
}
