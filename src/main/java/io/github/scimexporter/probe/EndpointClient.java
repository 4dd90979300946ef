package io.github.scimexporter.probe;

import io.github.scimexporter.config.Secret;
import io.github.scimexporter.config.SyncConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Asks one sync's endpoint, as its client would. */
public final class EndpointClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final URI endpoint;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** A client of that sync's endpoint. */
  public EndpointClient(SyncConfig sync) {
    endpoint = sync.endpoint();
  }

  /** Looks for a user that nobody has; changes nothing on the server. */
  public Answer ask(Optional<Secret> token) throws InterruptedException {
    String base = endpoint.toString().replaceFirst("/+$", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    base
                        + "/Users?filter=userName%20eq%20%22scim-exporter-probe-"
                        + UUID.randomUUID()
                        + "%22"))
            .timeout(TIMEOUT)
            .header("Accept", "application/scim+json");
    token.ifPresent(value -> request.header("Authorization", "Bearer " + value.reveal()));
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      int status = response.statusCode();
      return switch (status) {
        case 200 -> new Answer.Accepted(status);
        case 401 -> new Answer.Unauthorized(Answer.Challenge.NONE);
        case 403 -> new Answer.Forbidden(Answer.Challenge.NONE);
        case 404 -> new Answer.NotFound();
        default -> status >= 500 ? new Answer.ServerError(status) : new Answer.Other(status);
      };
    } catch (IOException e) {
      return new Answer.NetworkFailure(Answer.NetworkFailure.Kind.OTHER, e.toString());
    }
  }
}
