package io.github.scimexporter.standin;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An honest stand-in for a Spotfire Server: a real Tomcat on loopback that serves SCIM, checks
 * bearer tokens, and writes access logs with Tomcat's own valves, set as Spotfire's container kit
 * sets them. Logs are flushed each second; who reads them waits for what must come.
 *
 * <p>It can be broken in the ways life does: {@link #revoke}, {@link #limitScopes}, {@link
 * #answerWith}, {@link #stop}. What it holds (tokens, users, counts) outlives a stop. Thread-safe.
 */
public final class SpotfireStandIn implements AutoCloseable {
  /** The scope to read Users, Groups and Schemas. */
  public static final String READ_SCOPE = TokenStore.READ;

  /** The scope to create, change and delete Users and Groups. */
  public static final String WRITE_SCOPE = TokenStore.WRITE;

  static final String SCIM_PATH = "/spotfire/api/rest/scim/v2/";

  private final TokenStore tokens = new TokenStore();
  private final Outage outage = new Outage();
  private final RequestCounts all = new RequestCounts();
  private final ConcurrentHashMap<String, RequestCounts> byDomain = new ConcurrentHashMap<>();
  private final SpotfireOptions options;
  private final ScimServlet scim;
  private final int port;
  private List<ValveLog> logs;
  private @Nullable SpotfireServer server;

  /** Starts a server that is ready to answer when this returns. */
  public SpotfireStandIn(SpotfireOptions options) {
    this.options = options;
    this.scim = new ScimServlet(options.domains());
    this.logs = options.logs();
    SpotfireServer first = newServer(options.port());
    this.port = first.port();
    this.server = first;
  }

  /** Returns the SCIM base address of a domain, without a slash at its end. */
  public URI endpoint(String domain) {
    return uri(SCIM_PATH + domain);
  }

  /** Returns the SCIM base address of the only domain. */
  public URI endpoint() {
    if (options.domains().size() != 1) {
      throw new IllegalStateException("several domains, say which: " + options.domains());
    }
    return endpoint(options.domains().iterator().next());
  }

  /** Returns the address of any path on the server, which begins with a slash. */
  public URI uri(String path) {
    return URI.create(
        (options.tls().isPresent() ? "https://127.0.0.1:" : "http://127.0.0.1:") + port + path);
  }

  /** Issues a token with both scopes. */
  public IssuedToken issueToken(Duration validity) {
    return issueToken(Instant.now().plus(validity));
  }

  /** Issues a token with both scopes; a time in the past gives an expired one. */
  public IssuedToken issueToken(Instant validUntil) {
    return issueToken(validUntil, Set.of(TokenStore.READ, TokenStore.WRITE));
  }

  /** Issues a token with these scopes. */
  public IssuedToken issueToken(Instant validUntil, Set<String> scopes) {
    return tokens.issue(validUntil, scopes);
  }

  /** Refuses the token from now on. */
  public void revoke(IssuedToken token) {
    tokens.revoke(token);
  }

  /** Leaves the token only these scopes; none at all makes every call 403. */
  public void limitScopes(IssuedToken token, Set<String> scopes) {
    tokens.limit(token, scopes);
  }

  /** Answers every call of the API, whatever its token, with this status for that long. */
  public void answerWith(int status, Duration length) {
    outage.begin(status, length);
  }

  /** Ends what {@link #answerWith} began. */
  public void answerNormally() {
    outage.end();
  }

  /**
   * Stops listening, having ended the requests under way; connections are refused from then on.
   *
   * <p>A request that comes in at that very moment on an open connection may be answered 400, 404
   * or 503 by Tomcat itself. It is counted and in the common and combined logs; it is not in the
   * extended log, whose context is gone. Who compares that one lets the clients rest before.
   */
  public synchronized void stop() {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  /** Starts again on the same port after {@link #stop}. */
  public synchronized void start() {
    if (server == null) {
      server = newServer(port);
    }
  }

  /** Writes these logs instead, from the next {@link #start} on. */
  public synchronized void changeLogs(ValveLog... newLogs) {
    logs = List.of(newLogs);
  }

  @Override
  public void close() {
    stop();
  }

  /**
   * Returns what was answered on the SCIM path, of all domains, known or not, by "METHOD STATUS".
   */
  public Map<String, Long> answered() {
    return AnsweredValve.sum(byDomain);
  }

  /** Returns what was answered on the SCIM path of one domain, by "METHOD STATUS". */
  public Map<String, Long> answered(String domain) {
    RequestCounts counts = byDomain.get(domain);
    return counts == null ? Map.of() : counts.snapshot();
  }

  /** Returns what was answered on any path, by "METHOD STATUS". */
  public Map<String, Long> answeredInAll() {
    return all.snapshot();
  }

  private synchronized SpotfireServer newServer(int onPort) {
    return new SpotfireServer(
        onPort,
        options.tls(),
        logs,
        new AnsweredValve(SCIM_PATH, all, byDomain),
        outage,
        new BearerFilter(tokens),
        scim);
  }
}
