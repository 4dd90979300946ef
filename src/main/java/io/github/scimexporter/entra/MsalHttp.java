package io.github.scimexporter.entra;

import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;

/**
 * Lets MSAL send what it has to send in the same way as everything else, so that proxy, authorities
 * and bounds hold for both.
 */
final class MsalHttp implements IHttpClient {
  /** What Java's client sets itself. */
  private static final Set<String> NOT_OURS =
      Set.of("connection", "content-length", "expect", "host", "upgrade");

  private final GraphHttp http;
  private final InstantSource clock;
  private final boolean onlyTokens;

  private MsalHttp(GraphHttp http, InstantSource clock, boolean onlyTokens) {
    this.http = http;
    this.clock = clock;
    this.onlyTokens = onlyTokens;
  }

  /** For the login: whatever is no token is refused here, where its meaning is known. */
  static MsalHttp login(GraphHttp http, InstantSource clock) {
    return new MsalHttp(http, clock, true);
  }

  /** For managed identities: some of their answers are questions, which MSAL answers. */
  static MsalHttp managedIdentity(GraphHttp http, InstantSource clock) {
    return new MsalHttp(http, clock, false);
  }

  private GraphHttp.Answer answer(URI url, java.net.http.HttpRequest request)
      throws GraphException, InterruptedException {
    try {
      return http.send(request);
    } catch (GraphException e) {
      if (onlyTokens) {
        throw e;
      }
      throw new GraphException(
          "what gives this machine its managed identity does not answer ("
              + GraphHttp.place(url)
              + "); only machines in Azure, or joined by Arc, have one");
    }
  }

  @Override
  public IHttpResponse send(HttpRequest request) throws GraphException, InterruptedException {
    URI url = URI.create(request.url().toString());
    String body = request.body();
    java.net.http.HttpRequest.Builder builder =
        java.net.http.HttpRequest.newBuilder(url)
            .method(
                request.httpMethod().name(),
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (!NOT_OURS.contains(name.toLowerCase(Locale.ROOT))) {
                builder.header(name, value);
              }
            });
    GraphHttp.Answer answer = answer(url, builder.build());
    if (onlyTokens
        && (answer.status() != 200
            || !GraphJson.tree(answer.body()).path("access_token").isTextual())) {
      throw Refusals.ofLogin(url, answer, clock.instant());
    }
    HttpResponse response = new HttpResponse().statusCode(answer.status()).body(answer.body());
    response.addHeaders(answer.headers());
    return response;
  }
}
