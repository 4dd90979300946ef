package io.github.scimexporter.standin;

import static io.github.scimexporter.standin.Http.header;
import static io.github.scimexporter.standin.Http.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stand-in speaks SCIM as RFC 7644 asks, over real HTTP. */
class SpotfireScimIT {
  private final SpotfireStandIn spotfire = new SpotfireStandIn(SpotfireOptions.defaults());
  private final Http http = Http.anonymous().with(spotfire.issueToken(Duration.ofHours(1)));
  private final String users = spotfire.endpoint() + "/Users";
  private final String groups = spotfire.endpoint() + "/Groups";

  @AfterEach
  void stop() {
    spotfire.close();
  }

  @Test
  void createsReadsFindsAndDeletesUsers() throws Exception {
    HttpResponse<String> created = http.send("POST", users, "{\"userName\":\"Ann@example.com\"}");
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(header(created, "Content-Type")).startsWith("application/scim+json");
    String location = header(created, "Location");
    assertThat(location).isEqualTo(users + "/" + json(created).path("id").asText());

    HttpResponse<String> read = http.send("GET", location);
    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(json(read)).isEqualTo(json(created));
    assertThat(json(read).at("/meta/location").asText()).isEqualTo(location);

    JsonNode found = json(http.send("GET", users + "?filter=userName+eq+%22ann@EXAMPLE.com%22"));
    assertThat(found.path("totalResults").asInt()).isEqualTo(1);
    assertThat(found.at("/Resources/0/id")).isEqualTo(json(created).path("id"));

    assertThat(http.send("DELETE", location).statusCode()).isEqualTo(204);
    assertThat(http.send("GET", location).statusCode()).isEqualTo(404);
    assertThat(http.send("DELETE", location).statusCode()).isEqualTo(404);
  }

  @Test
  void refusesAUserNameTwiceWhateverItsCase() throws Exception {
    http.send("POST", users, "{\"userName\":\"ann\"}");
    HttpResponse<String> again = http.send("POST", users, "{\"userName\":\"ANN\"}");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(json(again).path("scimType").asText()).isEqualTo("uniqueness");
    assertThat(json(again).path("status").asText()).isEqualTo("409");

    String ben = header(http.send("POST", users, "{\"userName\":\"ben\"}"), "Location");
    assertThat(http.send("PUT", ben, "{\"userName\":\"ann\"}").statusCode()).isEqualTo(409);
    assertThat(http.send("PUT", ben, "{\"userName\":\"ben\"}").statusCode()).isEqualTo(200);
  }

  @Test
  void pagesAsTheRfcCounts() throws Exception {
    for (int i = 1; i <= 5; i++) {
      http.send("POST", users, "{\"userName\":\"user" + i + "\"}");
    }
    assertPage("?startIndex=2&count=3", 3, "user2");
    assertPage("?startIndex=-7&count=1", 1, "user1");
    assertPage("?startIndex=5", 1, "user5");
    assertPage("?count=0", 0, "");
    assertPage("?count=-1", 0, "");
    assertPage("?startIndex=99", 0, "");
  }

  private void assertPage(String query, int size, String first)
      throws IOException, InterruptedException {
    JsonNode page = json(http.send("GET", users + query));
    assertThat(page.path("totalResults").asInt()).as(query).isEqualTo(5);
    assertThat(page.path("itemsPerPage").asInt()).as(query).isEqualTo(size);
    assertThat(page.path("Resources").size()).as(query).isEqualTo(size);
    assertThat(page.at("/Resources/0/userName").asText()).as(query).isEqualTo(first);
  }

  @Test
  void patchesWithCapitalAndSmallOperations() throws Exception {
    String user = header(http.send("POST", users, "{\"userName\":\"ann\"}"), "Location");
    HttpResponse<String> patched =
        http.send(
            "PATCH",
            user,
            """
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[
             {"op":"Add","path":"emails[type eq \\"work\\"].value","value":"ann@example.com"},
             {"op":"replace","value":{"displayName":"Ann","name.familyName":"A"}},
             {"op":"Replace","path":"active","value":"False"}]}
            """);
    assertThat(patched.statusCode()).isEqualTo(200);
    JsonNode ann = json(patched);
    assertThat(ann.at("/emails/0/type").asText()).isEqualTo("work");
    assertThat(ann.at("/emails/0/value").asText()).isEqualTo("ann@example.com");
    assertThat(ann.path("displayName").asText()).isEqualTo("Ann");
    assertThat(ann.at("/name/familyName").asText()).isEqualTo("A");
    assertThat(ann.path("active").isBoolean()).isTrue();
    assertThat(ann.path("active").asBoolean()).isFalse();
  }

  @Test
  void addsMembersOnceAndRemovesThem() throws Exception {
    String group = header(http.send("POST", groups, "{\"displayName\":\"All\"}"), "Location");
    String add =
        "{\"Operations\":[{\"op\":\"Add\",\"path\":\"members\","
            + "\"value\":[{\"value\":\"1\"},{\"value\":\"2\"}]}]}";
    http.send("PATCH", group, add);
    assertThat(json(http.send("PATCH", group, add)).path("members")).hasSize(2);
    assertThat(json(http.send("GET", group + "?excludedAttributes=members")).has("members"))
        .isFalse();
    String remove =
        "{\"Operations\":[{\"op\":\"Remove\",\"path\":\"members[value eq \\\"1\\\"]\"}]}";
    JsonNode left = json(http.send("PATCH", group, remove)).path("members");
    assertThat(left).hasSize(1);
    assertThat(left.at("/0/value").asText()).isEqualTo("2");
  }

  @Test
  void anErrorChangesNothing() throws Exception {
    String user = header(http.send("POST", users, "{\"userName\":\"ann\"}"), "Location");
    JsonNode before = json(http.send("GET", user));
    String half =
        "{\"Operations\":[{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"X\"},"
            + "{\"op\":\"replace\",\"path\":\"id\",\"value\":\"1\"}]}";
    HttpResponse<String> refused = http.send("PATCH", user, half);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).path("scimType").asText()).isEqualTo("mutability");
    assertThat(json(http.send("GET", user))).isEqualTo(before);
  }

  @Test
  void answersErrorsInScimsTerms() throws Exception {
    assertError("GET", users + "/42", null, 404);
    assertError("GET", spotfire.endpoint("OTHER") + "/Users", null, 404);
    assertError("GET", spotfire.endpoint() + "/Devices", null, 404);
    assertError("GET", users + "?filter=userName+co+%22a%22", null, 400);
    assertError("GET", spotfire.endpoint() + "/Schemas?filter=id+eq+%22a%22", null, 403);
    assertError("DELETE", users, null, 405);
    assertError("POST", users, "{", 400);
    assertError("POST", users, "[]", 400);
    assertError("POST", users, "{}", 400);
  }

  private void assertError(String method, String uri, @Nullable String body, int status)
      throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(method, uri, body);
    assertThat(response.statusCode()).as(method + " " + uri).isEqualTo(status);
    assertThat(header(response, "Content-Type")).startsWith("application/scim+json");
    assertThat(json(response).at("/schemas/0").asText())
        .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
    assertThat(json(response).path("status").asText()).isEqualTo(Integer.toString(status));
  }

  @Test
  void servesDiscoveryAndAPageForPeople() throws Exception {
    JsonNode config = json(http.send("GET", spotfire.endpoint() + "/ServiceProviderConfig"));
    assertThat(config.at("/patch/supported").asBoolean()).isTrue();
    JsonNode schemas = json(http.send("GET", spotfire.endpoint() + "/Schemas"));
    assertThat(schemas.path("totalResults").asInt()).isEqualTo(2);
    String user = spotfire.endpoint() + "/Schemas/" + schemas.at("/Resources/0/id").asText();
    assertThat(json(http.send("GET", user)).path("name").asText()).isEqualTo("User");

    HttpResponse<String> page = http.send("GET", spotfire.uri("/spotfire/").toString());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "Content-Type")).startsWith("text/html");
    assertThat(page.headers().map()).doesNotContainKey("set-cookie");
    assertThat(http.send("GET", spotfire.uri("/spotfire/x").toString()).statusCode())
        .isEqualTo(404);
  }
}
