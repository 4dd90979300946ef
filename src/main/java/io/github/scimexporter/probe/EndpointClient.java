package io.github.scimexporter.probe;

import io.github.scimexporter.config.ProbeConfig;
import io.github.scimexporter.config.Secret;
import io.github.scimexporter.config.SyncConfig;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Asks one sync's endpoint, as its client would. A token is sent to that endpoint and nowhere else:
 * no redirect is followed. Safe for use by several threads.
 */
public final class EndpointClient {
  private static final int LONGEST_BODY = 64 * 1024;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final String USER_AGENT =
      Optional.ofNullable(EndpointClient.class.getPackage().getImplementationVersion())
          .map(version -> "scim-exporter/" + version)
          .orElse("scim-exporter");

  /** What a header may hold; anything else would be quoted in Java's error. */
  private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e]+");

  private record Secured(TlsFiles files, HttpClient http) {}

  private final URI endpoint;
  private final ProbeConfig config;
  private final CertificateRequests requests = new CertificateRequests();
  private final Failures failures;
  private @Nullable Secured secured;

  /** A client of that sync's endpoint. */
  public EndpointClient(SyncConfig sync) {
    endpoint = sync.endpoint();
    config = sync.probe().orElse(ProbeConfig.DEFAULT);
    InetSocketAddress server = address(endpoint);
    InetSocketAddress first = config.proxyUrl().map(EndpointClient::address).orElse(server);
    failures =
        new Failures(
            config.proxyUrl().isEmpty()
                ? server.getHostString() + ":" + server.getPort()
                : "the proxy " + first.getHostString() + ":" + first.getPort(),
            first,
            connectTimeout(),
            config.tls().certFile().isPresent(),
            requests);
  }

  /**
   * Whether a token can be sent at all: it is of visible ASCII characters. Who asks with another
   * one makes a mistake.
   */
  public static boolean isSendable(Secret token) {
    return SENDABLE.matcher(token.reveal()).matches();
  }

  /** Looks for a user that nobody has; changes nothing on the server. */
  public Answer ask(Optional<Secret> token) throws InterruptedException {
    return exchange(token).answer();
  }

  /** The same, with what was seen on the way. */
  public Reply exchange(Optional<Secret> token) throws InterruptedException {
    if (token.isPresent() && !isSendable(token.get())) {
      throw new IllegalArgumentException("the token holds what no header may hold");
    }
    long start = System.nanoTime();
    HttpClient http;
    try {
      http = client();
    } catch (UnusableFile e) {
      return reply(new Answer.TlsFailure(TlsProblem.FILES, e.words()), Optional.empty(), start);
    }
    requests.forget();
    CompletableFuture<HttpResponse<byte[]>> pending =
        http.sendAsync(
            request(token),
            response -> {
              requests.satisfy();
              return new Beginning(LONGEST_BODY);
            });
    try {
      HttpResponse<byte[]> response = pending.get(config.timeout().toNanos(), TimeUnit.NANOSECONDS);
      Answer answer = new AnswerReader(new ServerText(token)).read(response);
      return reply(answer, response.sslSession().flatMap(EndpointClient::expiry), start);
    } catch (TimeoutException e) {
      return reply(failures.late(config.timeout()), Optional.empty(), start);
    } catch (ExecutionException e) {
      return reply(failures.answer(e), CertificateRefused.expiry(e), start);
    } finally {
      // Ends it where it is still under way.
      pending.cancel(true);
    }
  }

  private HttpRequest request(Optional<Secret> token) {
    String base = endpoint.toString().replaceFirst("/+$", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    base
                        + "/Users?filter=userName%20eq%20%22scim-exporter-probe-"
                        + UUID.randomUUID()
                        + "%22"))
            .header("Accept", "application/scim+json, application/json")
            .header("User-Agent", USER_AGENT);
    token.ifPresent(value -> request.header("Authorization", "Bearer " + value.reveal()));
    return request.build();
  }

  /**
   * Certificates are renewed: the files are read each time, and a new client made if they changed.
   */
  private synchronized HttpClient client() throws UnusableFile {
    TlsFiles files = TlsFiles.read(config.tls());
    if (secured == null || !secured.files().equals(files)) {
      secured = new Secured(files, newClient(files));
    }
    return secured.http();
  }

  private HttpClient newClient(TlsFiles files) throws UnusableFile {
    return HttpClient.newBuilder()
        .connectTimeout(connectTimeout())
        .followRedirects(HttpClient.Redirect.NEVER)
        // In clear, HTTP/2 would be asked for in headers that not every proxy understands.
        .version(isHttps(endpoint) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
        .proxy(
            config
                .proxyUrl()
                .map(url -> ProxySelector.of(address(url)))
                .orElse(HttpClient.Builder.NO_PROXY))
        .sslContext(files.context(requests))
        .build();
  }

  /** Half of the whole, so that it shows which of them took too long. */
  private Duration connectTimeout() {
    return config.timeout().dividedBy(2);
  }

  private static Optional<Instant> expiry(SSLSession session) {
    try {
      for (Certificate certificate : session.getPeerCertificates()) {
        // The server's own comes first.
        return certificate instanceof X509Certificate x509
            ? Optional.of(x509.getNotAfter().toInstant())
            : Optional.empty();
      }
    } catch (SSLPeerUnverifiedException e) {
      // It showed none; then there is none to tell of.
    }
    return Optional.empty();
  }

  private static InetSocketAddress address(URI url) {
    int port = url.getPort();
    return InetSocketAddress.createUnresolved(
        url.getHost().replaceAll("[\\[\\]]", ""),
        port >= 0 ? port : isHttps(url) ? HTTPS_PORT : HTTP_PORT);
  }

  private static boolean isHttps(URI url) {
    return "https".equals(url.getScheme());
  }

  private static Reply reply(Answer answer, Optional<Instant> expiry, long start) {
    return new Reply(answer, expiry, Duration.ofNanos(System.nanoTime() - start));
  }
}
