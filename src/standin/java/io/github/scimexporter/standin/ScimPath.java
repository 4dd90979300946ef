package io.github.scimexporter.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An attribute path of RFC 7644 section 3.5.2, such as {@code emails[type eq "work"].value}.
 *
 * @param extension URN of the extension schema the attribute is in, or null for the core
 * @param attribute name of the attribute
 * @param filter which elements of a multi-valued attribute are meant, or null for all
 * @param sub name of the sub-attribute, or null for the attribute itself
 */
record ScimPath(
    @Nullable String extension,
    String attribute,
    @Nullable ScimFilter filter,
    @Nullable String sub) {

  private static final Pattern SHAPE =
      Pattern.compile(
          "(?:(?<urn>urn:[^\\[\\]\"]+):)?(?<attribute>[A-Za-z$][\\w$-]*)"
              + "(?:\\[(?<filter>.+)\\])?(?:\\.(?<sub>[A-Za-z$][\\w$-]*))?");

  static ScimPath parse(String text) {
    Matcher matcher = SHAPE.matcher(text.strip());
    if (!matcher.matches()) {
      throw new ScimException(400, "invalidPath", "Not an attribute path: " + text);
    }
    String urn = matcher.group("urn");
    String filter = matcher.group("filter");
    return new ScimPath(
        urn == null || urn.startsWith("urn:ietf:params:scim:schemas:core:") ? null : urn,
        matcher.group("attribute"),
        filter == null ? null : ScimFilter.parse(filter),
        matcher.group("sub"));
  }

  /** Returns every value at this path (which has no filter); empty where there is none. */
  List<JsonNode> select(ObjectNode resource) {
    JsonNode container = extension == null ? resource : resource.path(extension);
    List<JsonNode> values = new ArrayList<>();
    for (JsonNode value : elements(field(container, attribute))) {
      if (sub != null) {
        values.addAll(elements(field(value, sub)));
      } else if (value.isObject()) {
        // RFC 7644 section 3.4.2.2: "emails eq x" means the values of the emails.
        values.addAll(elements(value.path("value")));
      } else {
        values.add(value);
      }
    }
    return values;
  }

  /** Returns the object that holds the attribute, made if it is an extension not there yet. */
  ObjectNode container(ObjectNode resource) {
    return extension == null ? resource : resource.withObjectProperty(extension);
  }

  /**
   * Returns the name under which the object has the attribute, or the name as given if it has not.
   */
  static String nameIn(ObjectNode object, String name) {
    for (var property : object.properties()) {
      if (property.getKey().equalsIgnoreCase(name)) {
        return property.getKey();
      }
    }
    return name;
  }

  private static JsonNode field(JsonNode node, String name) {
    return node instanceof ObjectNode object ? object.path(nameIn(object, name)) : node.path(name);
  }

  private static List<JsonNode> elements(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    List<JsonNode> list = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(list::add);
    } else {
      list.add(node);
    }
    return list;
  }
}
