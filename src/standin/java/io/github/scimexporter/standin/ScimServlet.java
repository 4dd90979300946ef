package io.github.scimexporter.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * SCIM over HTTP as RFC 7644 asks, for the paths that Spotfire documents: {@code
 * /{domain}/{Users|Groups|ServiceProviderConfig|Schemas}} and single resources below them. Neither
 * Bulk, Me, search by POST nor ResourceTypes.
 */
final class ScimServlet extends HttpServlet {
  /** Most resources in one answer. */
  static final int MAX_RESULTS = 200;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final transient Map<String, List<ResourceStore>> domains = new TreeMap<>();

  ScimServlet(Set<String> domains) {
    for (String domain : domains) {
      this.domains.put(domain, Arrays.stream(ScimType.values()).map(ResourceStore::new).toList());
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ScimReply reply;
    try {
      reply = answer(request);
    } catch (ScimException e) {
      reply = ScimReply.error(e);
    }
    reply.send(response);
  }

  private ScimReply answer(HttpServletRequest request) throws IOException {
    String path = request.getPathInfo() == null ? "" : request.getPathInfo();
    // "/SPOTFIRE/Users/42" gives an empty first part; a slash at the end gives no further one.
    List<String> parts = Arrays.asList(path.split("/"));
    List<ResourceStore> stores = parts.size() < 3 ? null : domains.get(parts.get(1));
    if (stores == null || parts.size() > 4) {
      throw noSuchEndpoint();
    }
    String endpoint = parts.get(2);
    String id = parts.size() == 4 ? parts.get(3) : null;
    for (ResourceStore store : stores) {
      if (endpoint.equals(store.type().path())) {
        Resources resources = new Resources(request, store, collection(request));
        return id == null ? resources.collectionCall() : resources.singleCall(id);
      }
    }
    return discovery(request, endpoint, id);
  }

  private static ScimReply discovery(
      HttpServletRequest request, String endpoint, @Nullable String id) {
    requireRead(request);
    if (request.getParameter("filter") != null) {
      // RFC 7644 section 4.
      throw new ScimException(403, null, "Discovery endpoints take no filter.");
    }
    List<ObjectNode> schemas = ScimDiscovery.schemas();
    if (endpoint.equals("ServiceProviderConfig") && id == null) {
      return ScimReply.ok(ScimDiscovery.serviceProviderConfig());
    }
    if (endpoint.equals("Schemas") && id == null) {
      return ScimReply.list(schemas.size(), 1, schemas);
    }
    return schemas.stream()
        .filter(schema -> endpoint.equals("Schemas") && schema.path("id").asText().equals(id))
        .findFirst()
        .map(ScimReply::ok)
        .orElseThrow(ScimServlet::noSuchEndpoint);
  }

  /** Calls on the users or the groups of one domain. */
  private record Resources(HttpServletRequest request, ResourceStore store, String collection) {

    ScimReply collectionCall() throws IOException {
      return switch (request.getMethod()) {
        case "GET", "HEAD" -> list();
        case "POST" -> created(store.create(body(request)));
        default -> throw notAllowed();
      };
    }

    ScimReply singleCall(String id) throws IOException {
      return switch (request.getMethod()) {
        case "GET", "HEAD" -> ScimReply.ok(shown(store.get(id)));
        case "PUT" -> ScimReply.ok(shown(store.replace(id, body(request))));
        case "PATCH" -> ScimReply.ok(shown(store.patch(id, body(request))));
        case "DELETE" -> {
          store.delete(id);
          yield ScimReply.noContent();
        }
        default -> throw notAllowed();
      };
    }

    /** RFC 7644 section 3.4.2.4: startIndex below 1 is 1, count below 0 is 0. */
    private ScimReply list() {
      String filter = request.getParameter("filter");
      List<ObjectNode> found = store.find(filter == null ? null : ScimFilter.parse(filter));
      int startIndex = Math.max(1, number("startIndex", 1));
      int count = Math.min(MAX_RESULTS, Math.max(0, number("count", MAX_RESULTS)));
      List<ObjectNode> page =
          found.stream().skip(startIndex - 1L).limit(count).map(this::shown).toList();
      return ScimReply.list(found.size(), startIndex, page);
    }

    private ScimReply created(ObjectNode resource) {
      ObjectNode shown = shown(resource);
      return new ScimReply(201, shown, shown.at("/meta/location").asText());
    }

    private ObjectNode shown(ObjectNode resource) {
      String id = resource.path("id").asText();
      resource.withObjectProperty("meta").put("location", collection + "/" + id);
      String excluded = request.getParameter("excludedAttributes");
      if (excluded != null) {
        resource.remove(Arrays.asList(excluded.split(",")));
      }
      return resource;
    }

    private int number(String parameter, int otherwise) {
      String text = request.getParameter(parameter);
      try {
        return text == null ? otherwise : Integer.parseInt(text);
      } catch (NumberFormatException e) {
        throw (ScimException)
            new ScimException(400, "invalidValue", parameter + " is not a number.").initCause(e);
      }
    }
  }

  /** Returns the address of the collection, as the client wrote it. */
  private static String collection(HttpServletRequest request) {
    return request.getRequestURL().toString().replaceFirst("/(Users|Groups)(/[^/]*)?/?$", "/$1");
  }

  private static JsonNode body(HttpServletRequest request) throws IOException {
    String contentType = String.valueOf(request.getContentType());
    if (!contentType.matches("(?i)application/(scim\\+)?json\\s*(;.*)?")) {
      throw new ScimException(415, null, "The body must be application/scim+json.");
    }
    try {
      return JSON.readTree(request.getInputStream());
    } catch (JsonProcessingException e) {
      throw (ScimException)
          new ScimException(400, "invalidSyntax", "The body is not JSON.").initCause(e);
    }
  }

  private static void requireRead(HttpServletRequest request) {
    if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
      throw notAllowed();
    }
  }

  private static ScimException notAllowed() {
    return new ScimException(405, null, "The endpoint does not take this method.");
  }

  private static ScimException noSuchEndpoint() {
    return new ScimException(404, null, "No such endpoint or domain.");
  }
}
