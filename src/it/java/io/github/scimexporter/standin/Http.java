package io.github.scimexporter.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;

/** A plain client for the tests of the stand-in: one request, one answer. */
record Http(HttpClient client, @Nullable IssuedToken token) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Http anonymous() {
    return new Http(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), null);
  }

  Http with(IssuedToken newToken) {
    return new Http(client, newToken);
  }

  HttpResponse<String> send(String method, String uri) throws IOException, InterruptedException {
    return send(method, uri, null);
  }

  HttpResponse<String> send(String method, String uri, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri));
    if (token != null) {
      request.setHeader("Authorization", "Bearer " + token.value());
    }
    request.setHeader("Content-Type", "application/scim+json");
    request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
