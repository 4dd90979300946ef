package io.github.scimexporter.standin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a client can learn before its first request: RFC 7643 sections 5 and 7. */
final class ScimDiscovery {
  private ScimDiscovery() {}

  static ObjectNode serviceProviderConfig() {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig");
    config.putObject("patch").put("supported", true);
    config
        .putObject("bulk")
        .put("supported", false)
        .put("maxOperations", 0)
        .put("maxPayloadSize", 0);
    config.putObject("filter").put("supported", true).put("maxResults", ScimServlet.MAX_RESULTS);
    config.putObject("changePassword").put("supported", false);
    config.putObject("sort").put("supported", false);
    config.putObject("etag").put("supported", false);
    config
        .putArray("authenticationSchemes")
        .addObject()
        .put("type", "oauthbearertoken")
        .put("name", "OAuth Bearer Token")
        .put("description", "Authentication with the OAuth 2.0 bearer token standard");
    return config;
  }

  static List<ObjectNode> schemas() {
    return List.of(userSchema(), groupSchema());
  }

  private static ObjectNode userSchema() {
    ObjectNode schema = schema(ScimType.USERS);
    ArrayNode attributes = schema.putArray("attributes");
    attribute(attributes, "userName", "string", false)
        .put("required", true)
        .put("uniqueness", "server");
    attribute(attributes, "displayName", "string", false);
    attribute(attributes, "active", "boolean", false);
    ArrayNode name = attribute(attributes, "name", "complex", false).putArray("subAttributes");
    attribute(name, "givenName", "string", false);
    attribute(name, "familyName", "string", false);
    ArrayNode emails = attribute(attributes, "emails", "complex", true).putArray("subAttributes");
    attribute(emails, "value", "string", false);
    attribute(emails, "type", "string", false);
    attribute(emails, "primary", "boolean", false);
    return schema;
  }

  private static ObjectNode groupSchema() {
    ObjectNode schema = schema(ScimType.GROUPS);
    ArrayNode attributes = schema.putArray("attributes");
    attribute(attributes, "displayName", "string", false).put("required", true);
    ArrayNode members = attribute(attributes, "members", "complex", true).putArray("subAttributes");
    attribute(members, "value", "string", false);
    attribute(members, "display", "string", false);
    return schema;
  }

  private static ObjectNode schema(ScimType type) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:Schema");
    return schema.put("id", type.schema()).put("name", type.label());
  }

  private static ObjectNode attribute(
      ArrayNode attributes, String name, String type, boolean multiValued) {
    return attributes
        .addObject()
        .put("name", name)
        .put("type", type)
        .put("multiValued", multiValued)
        .put("required", false)
        .put("caseExact", false)
        .put("mutability", "readWrite")
        .put("returned", "default")
        .put("uniqueness", "none");
  }
}
