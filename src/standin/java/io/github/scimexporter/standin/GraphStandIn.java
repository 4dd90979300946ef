package io.github.scimexporter.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Stands in for the login and for Microsoft Graph, both at one place over TLS. It gives tokens to
 * whoever proves to be the client, answers the paths that were set to whoever brings one of these
 * tokens, and remembers what it was asked.
 */
public final class GraphStandIn implements AutoCloseable {
  /** The directory that it is the login of. */
  public static final String TENANT = "10000000-0000-0000-0000-000000000001";

  /** The exporter's own registration. */
  public static final String CLIENT = "20000000-0000-0000-0000-000000000002";

  /** The enterprise application that provisions. */
  public static final String PRINCIPAL = "30000000-0000-0000-0000-000000000003";

  /** The application id of that. */
  public static final String APPLICATION = "30000000-0000-0000-0000-00000000000a";

  /** Where the jobs are. */
  public static final String JOBS =
      "/v1.0/servicePrincipals/" + PRINCIPAL + "/synchronization/jobs";

  /** Where the enterprise application is. */
  public static final String ENTERPRISE = "/v1.0/servicePrincipals/" + PRINCIPAL;

  /** Where the registration of that is. */
  public static final String REGISTRATION = "/v1.0/applications(appId='" + APPLICATION + "')";

  /** Where tokens are asked for. */
  public static final String TOKEN = "/" + TENANT + "/oauth2/v2.0/token";

  /** The secret that the login accepts; invented. */
  public static final String SECRET = "an-invented-secret~that.is-nowhere";

  /** What each token begins with; a number follows. */
  public static final String TOKENS = "an-invented-access-token-";

  /** An answer with this header ends in its middle, and never goes on. */
  public static final String STALLS = "X-Stalls";

  /**
   * A request.
   *
   * @param target path and query
   * @param authorization the header of that name; empty if there was none
   * @param form the fields of its body, where it was a form
   */
  public record Request(
      String method, String target, String authorization, Map<String, String> form) {
    /** Copies the map. */
    public Request {
      form = Map.copyOf(form);
    }
  }

  /** An answer. */
  public record Answer(int status, Map<String, String> headers, String body) {
    /** Copies the map. */
    public Answer {
      headers = Map.copyOf(headers);
    }

    /** JSON with that status. */
    public static Answer json(int status, String body) {
      return new Answer(status, Map.of("Content-Type", "application/json"), body);
    }

    /** The same with one more header. */
    public Answer with(String name, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(name, value);
      return new Answer(status, more, body);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Function<Request, Optional<Answer>>> answers =
      new ConcurrentHashMap<>();
  private final AtomicInteger tokens = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);

  private GraphStandIn(HttpServer server) {
    this.server = server;
    answer(TOKEN, this::token);
    answer(JOBS, 200, GraphShapes.jobs());
    answer(ENTERPRISE, 403, GraphShapes.error("Authorization_RequestDenied"));
    answer(REGISTRATION, 403, GraphShapes.error("Authorization_RequestDenied"));
    server.setExecutor(threads);
    server.createContext("/", this::take);
  }

  /** Starts on a free loopback port, over TLS. */
  public static GraphStandIn start(CertificateAuthority.Issued identity) {
    try {
      HttpsServer server = HttpsServer.create(anyPort(), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(context(identity)));
      return started(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SSLContext context(CertificateAuthority.Issued identity) {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(identity.keyStore(), CertificateAuthority.PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts in clear, as what gives a machine its identity does. */
  public static GraphStandIn startInClear() {
    try {
      return started(HttpServer.create(anyPort(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static GraphStandIn started(HttpServer server) {
    GraphStandIn standIn = new GraphStandIn(server);
    server.start();
    return standIn;
  }

  /** Where it is, without a slash at its end. */
  public URI uri() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Answers a path so from now on. */
  public void answer(String path, int status, String json) {
    answer(path, request -> Optional.of(Answer.json(status, json)));
  }

  /** Answers a path so from now on. */
  public void answer(String path, Answer answer) {
    answer(path, request -> Optional.of(answer));
  }

  /**
   * Answers a path so from now on.
   *
   * @param answerer empty: no answer, until this server is closed
   */
  public void answer(String path, Function<Request, Optional<Answer>> answerer) {
    answers.put(path, answerer);
  }

  /** Tells all that it may tell of the application. */
  public void tellOfApplication(String registration) {
    answer(ENTERPRISE, 200, GraphShapes.servicePrincipal(PRINCIPAL, APPLICATION, "Spotfire SCIM"));
    answer(REGISTRATION, 200, registration);
  }

  /** What it was asked at that path, oldest first. */
  public List<Request> requests(String path) {
    return requests.stream().filter(request -> path(request).equals(path)).toList();
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private Optional<Answer> token(Request request) {
    if (!CLIENT.equals(request.form().get("client_id"))
        || !Arrays.asList(request.form().getOrDefault("scope", "").split(" ", -1))
            .contains("https://graph.microsoft.com/.default")
        || !"client_credentials".equals(request.form().get("grant_type"))) {
      return Optional.of(
          Answer.json(400, GraphShapes.loginError("unauthorized_client", 700016, "")));
    }
    boolean proven =
        SECRET.equals(request.form().get("client_secret"))
            || request.form().containsKey("client_assertion");
    return Optional.of(
        proven
            ? Answer.json(200, GraphShapes.token(TOKENS + tokens.incrementAndGet(), 3599))
            : Answer.json(
                401,
                GraphShapes.loginError(
                    "invalid_client",
                    7000215,
                    String.valueOf(request.form().get("client_secret")))));
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request = read(exchange);
      requests.add(request);
      Optional<Answer> answer = answer(request);
      if (answer.isEmpty()) {
        closing.await();
        return;
      }
      byte[] body = answer.get().body().getBytes(StandardCharsets.UTF_8);
      answer
          .get()
          .headers()
          .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      exchange.sendResponseHeaders(answer.get().status(), body.length == 0 ? -1 : body.length);
      if (answer.get().headers().containsKey(STALLS)) {
        exchange.getResponseBody().write(body, 0, body.length / 2);
        exchange.getResponseBody().flush();
        closing.await();
        return;
      }
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Answer> answer(Request request) {
    String path = path(request);
    Function<Request, Optional<Answer>> answerer = answers.get(path);
    if (answerer == null) {
      return Optional.of(Answer.json(404, GraphShapes.error("Request_ResourceNotFound")));
    }
    return path.startsWith("/v1.0/") && !request.authorization().startsWith("Bearer " + TOKENS)
        ? Optional.of(Answer.json(401, GraphShapes.error("InvalidAuthenticationToken")))
        : answerer.apply(request);
  }

  private static String path(Request request) {
    return request.target().split("\\?", 2)[0];
  }

  private static Request read(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> form = new LinkedHashMap<>();
    for (String field : body.isEmpty() ? new String[0] : body.split("&", -1)) {
      String[] parts = field.split("=", 2);
      form.put(
          URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
          parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    return new Request(
        exchange.getRequestMethod(),
        exchange.getRequestURI().toString(),
        authorization == null ? "" : authorization,
        form);
  }
}
