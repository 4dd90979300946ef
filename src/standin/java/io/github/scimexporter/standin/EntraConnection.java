package io.github.scimexporter.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint and token that were put into the portal. Immutable; its token is never printed.
 *
 * <p>Entra sends no User-Agent (a firewall refused it for that reason, kortix-ai/suna#7297). The
 * JDK's client always sends the header; empty is the nearest, and Tomcat's logs print it as {@code
 * -}, as they print a missing one.
 */
final class EntraConnection {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** No document states Entra's; this one only keeps a test from hanging. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client;
  private final URI endpoint;
  private final String token;

  /** The answer to one request: status 0 and no body when there was none. */
  record Answer(int status, JsonNode body) {}

  EntraConnection(HttpClient client, URI endpoint, String token) {
    // Checked here because the JDK's own message would show the token.
    if (!TOKEN.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "the token has characters that no header takes; want visible ASCII");
    }
    this.client = client;
    this.endpoint = endpoint;
    this.token = token;
  }

  /** HTTP/1.1 only, or the client would ask each server to switch to HTTP/2. */
  static HttpClient newClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT_TIMEOUT)
        .build();
  }

  EntraConnection withToken(String newToken) {
    return new EntraConnection(client, endpoint, newToken);
  }

  EntraConnection withEndpoint(URI newEndpoint) {
    return new EntraConnection(client, newEndpoint, token);
  }

  /**
   * Sends one request.
   *
   * @param target path and query after the endpoint, as they go over the wire
   */
  Answer send(String method, String target, @Nullable JsonNode body) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint + target))
            .timeout(TIMEOUT)
            .setHeader("User-Agent", "")
            .setHeader("Accept", "application/scim+json")
            .setHeader("Authorization", "Bearer " + token);
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.setHeader("Content-Type", "application/scim+json");
      request.method(method, BodyPublishers.ofString(body.toString()));
    }
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), parse(response));
    } catch (IOException e) {
      // No answer is a result here, not an error: it is what a stopped server looks like.
      return new Answer(0, MissingNode.getInstance());
    }
  }

  /** A body that is not JSON (an HTML error page) is no body; its status says enough. */
  private static JsonNode parse(HttpResponse<String> response) {
    boolean json =
        response
            .headers()
            .firstValue("Content-Type")
            .orElse("")
            .startsWith("application/scim+json");
    if (!json) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the server's application/scim+json is not JSON", e);
    }
  }
}
