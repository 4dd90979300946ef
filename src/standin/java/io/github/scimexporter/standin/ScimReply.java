package io.github.scimexporter.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer in SCIM's terms: a status, a body unless there is none, a Location for new resources.
 */
record ScimReply(int status, @Nullable JsonNode body, @Nullable String location) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static ScimReply ok(JsonNode body) {
    return new ScimReply(200, body, null);
  }

  static ScimReply noContent() {
    return new ScimReply(204, null, null);
  }

  /** RFC 7644 section 3.12; the status is a string there. */
  static ScimReply error(ScimException e) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:Error");
    body.put("status", Integer.toString(e.status()));
    if (e.scimType() != null) {
      body.put("scimType", e.scimType());
    }
    body.put("detail", e.getMessage());
    return new ScimReply(e.status(), body, null);
  }

  /** RFC 7644 section 3.4.2. */
  static ScimReply list(int totalResults, int startIndex, List<? extends JsonNode> page) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:ListResponse");
    body.put("totalResults", totalResults);
    body.put("startIndex", startIndex);
    body.put("itemsPerPage", page.size());
    body.putArray("Resources").addAll(page);
    return ok(body);
  }

  void send(HttpServletResponse response) throws IOException {
    response.setStatus(status);
    if (location != null) {
      response.setHeader("Location", location);
    }
    if (body != null) {
      byte[] bytes = JSON.writeValueAsBytes(body);
      response.setContentType("application/scim+json");
      response.setContentLength(bytes.length);
      response.getOutputStream().write(bytes);
    }
  }
}
