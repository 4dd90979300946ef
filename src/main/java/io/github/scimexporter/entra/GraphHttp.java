package io.github.scimexporter.entra;

import io.github.scimexporter.config.EntraConfig;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests and takes answers that are bounded in time and size. No redirect is followed: a
 * secret goes where it was sent to and nowhere else.
 */
final class GraphHttp {
  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param headers by name, in whatever case it came
   * @param body as text
   */
  record Answer(int status, Map<String, List<String>> headers, String body) {
    /** The first value of that header. */
    Optional<String> header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .flatMap(header -> header.getValue().stream())
          .findFirst();
    }
  }

  private static final int LONGEST_BODY = 1024 * 1024;
  private static final int HTTP_PORT = 80;

  private record Trusting(String pem, HttpClient client) {}

  private final Duration timeout;
  private final Optional<URI> proxy;
  private final Optional<Path> caFile;
  private @Nullable HttpClient plain;
  private @Nullable Trusting trusting;

  private GraphHttp(Duration timeout, Optional<URI> proxy, Optional<Path> caFile) {
    this.timeout = timeout;
    this.proxy = proxy;
    this.caFile = caFile;
  }

  /** As configured for Graph and the login. */
  static GraphHttp of(EntraConfig config) {
    return new GraphHttp(config.timeout(), config.proxyUrl(), config.caFile());
  }

  /** For what is on this machine or beside it. */
  static GraphHttp direct(Duration timeout) {
    return new GraphHttp(timeout, Optional.empty(), Optional.empty());
  }

  /**
   * Sends a request and waits for the whole answer, whatever its status.
   *
   * @throws GraphException if there is none
   */
  Answer send(HttpRequest request) throws GraphException, InterruptedException {
    CompletableFuture<HttpResponse<String>> pending =
        client().sendAsync(request, head -> new BoundedBody(LONGEST_BODY));
    try {
      HttpResponse<String> response = pending.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return new Answer(response.statusCode(), response.headers().map(), response.body());
    } catch (TimeoutException e) {
      throw late(request.uri());
    } catch (ExecutionException e) {
      throw failure(request.uri(), e);
    } finally {
      // Ends it where it is still under way.
      pending.cancel(true);
    }
  }

  /** Host and port, as they stand in the URL. */
  static String place(URI url) {
    return String.valueOf(url.getRawAuthority());
  }

  /** The client to send with. */
  HttpClient client() throws GraphException {
    if (caFile.isEmpty()) {
      if (plain == null) {
        plain = newClient(Optional.empty());
      }
      return plain;
    }
    // Read each time: authorities are replaced, too.
    String pem = TextFile.text("tls_config.ca_file", caFile.get());
    Trusting known = trusting;
    if (known == null || !known.pem().equals(pem)) {
      known =
          new Trusting(
              pem,
              newClient(Optional.of(PemFiles.trusting("tls_config.ca_file", caFile.get(), pem))));
      trusting = known;
    }
    return known.client();
  }

  private HttpClient newClient(Optional<SSLContext> context) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .proxy(
                proxy
                    .map(
                        url ->
                            ProxySelector.of(
                                new InetSocketAddress(
                                    url.getHost(), url.getPort() < 0 ? HTTP_PORT : url.getPort())))
                    .orElse(HttpClient.Builder.NO_PROXY));
    context.ifPresent(builder::sslContext);
    return builder.build();
  }

  private GraphException late(URI url) {
    return new GraphException(
        place(url) + " gave no whole answer within " + timeout.toMillis() / 1000.0 + " s");
  }

  private GraphException failure(URI url, ExecutionException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof BoundedBody.TooLong) {
        return new GraphException(
            place(url) + " answered with more than 1 MiB, which is not what Microsoft Graph sends");
      }
      if (cause instanceof UnresolvedAddressException) {
        return new GraphException(
            "the name of "
                + first(url)
                + " cannot be resolved; check the name and this machine's"
                + " DNS");
      }
      if (cause instanceof SSLException) {
        return new GraphException(
            "no secure connection to "
                + place(url)
                + " ("
                + oneLine(cause)
                + "); a proxy that opens TLS needs its authority in tls_config.ca_file");
      }
      if (cause instanceof HttpConnectTimeoutException) {
        return late(url);
      }
    }
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause instanceof ConnectException
        ? new GraphException(first(url) + " cannot be connected to; check firewall and proxy_url")
        : new GraphException("the connection to " + place(url) + " broke (" + oneLine(cause) + ")");
  }

  /** What is connected to first: the proxy, where there is one. */
  private String first(URI url) {
    return proxy.map(through -> "the proxy " + place(through)).orElse(place(url));
  }

  private static String oneLine(Throwable problem) {
    String text = problem instanceof IOException ? problem.getMessage() : null;
    return text == null || text.isBlank()
        ? problem.getClass().getSimpleName()
        : text.lines().findFirst().orElse("").strip();
  }
}
