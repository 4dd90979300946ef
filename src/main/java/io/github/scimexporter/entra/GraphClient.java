package io.github.scimexporter.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.scimexporter.config.EntraConfig;
import io.github.scimexporter.config.GraphCredential;
import io.github.scimexporter.config.Secret;
import io.github.scimexporter.sync.EntraApplication;
import io.github.scimexporter.sync.EntraJob;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks Microsoft Graph about one application; reads only, and sends the token nowhere else. */
final class GraphClient {
  /** An application has a job or two; more pages than this are somebody's mistake. */
  private static final int MOST_PAGES = 20;

  /**
   * What is known of the application beyond its jobs.
   *
   * @param application what Graph tells
   * @param allowed whether it tells, or wants a permission first
   */
  record Details(EntraApplication application, boolean allowed) {}

  /** What Graph answers to one question of several; missing where it has no answer. */
  private record Part(JsonNode node, boolean allowed) {}

  private final EntraConfig config;
  private final GraphHttp http;
  private final InstantSource clock;
  private final String principal;
  private Duration clockAhead = Duration.ZERO;

  GraphClient(EntraConfig config, GraphHttp http, InstantSource clock) {
    this.config = config;
    this.http = http;
    this.clock = clock;
    principal = config.graphUrl() + "/v1.0/servicePrincipals/" + config.servicePrincipalId();
  }

  /** Its provisioning jobs, from all pages. */
  List<EntraJob> jobs(Secret token) throws GraphException, InterruptedException {
    URI first = URI.create(principal + "/synchronization/jobs");
    Map<String, EntraJob> jobs = new LinkedHashMap<>();
    URI next = first;
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonNode answer = get(next, token);
      if (!answer.path("value").isArray()) {
        throw new GraphException(
            GraphHttp.place(first)
                + " answered with JSON that is no list of jobs; check graph_url");
      }
      GraphJson.jobs(answer).forEach(job -> jobs.putIfAbsent(job.id(), job));
      Optional<String> more = nextPage(answer);
      if (more.isEmpty()) {
        return new ArrayList<>(jobs.values());
      }
      // Of the link only what comes after the ?, so that it leads to no other server.
      next = URI.create(first + "?" + more.get());
    }
    throw new GraphException(
        GraphHttp.place(first) + " lists jobs without end; more than " + MOST_PAGES + " pages");
  }

  /**
   * The application itself.
   *
   * @param knownId its application id, where the configuration has it
   */
  Details details(Secret token, String knownId) throws GraphException, InterruptedException {
    Part enterprise = part(URI.create(principal + "?$select=id,appId,displayName"), token);
    String told = GraphJson.word(enterprise.node().path("appId"));
    String id = told.isEmpty() ? knownId : told;
    Part registration =
        isId(id)
            ? part(
                URI.create(
                    config.graphUrl()
                        + "/v1.0/applications(appId='"
                        + id
                        + "')?$select=id,appId,displayName,passwordCredentials,keyCredentials"),
                token)
            : enterprise;
    return new Details(
        new EntraApplication(
            told,
            GraphJson.word(enterprise.node().path("displayName")),
            GraphJson.credentials(registration.node())),
        enterprise.allowed() && registration.allowed());
  }

  /** By how much Graph's clock was ahead of this machine's; zero where it did not tell. */
  Duration clockAhead() {
    return clockAhead;
  }

  private static boolean isId(String text) {
    return text.matches("[0-9A-Za-z][0-9A-Za-z-]*");
  }

  private Optional<String> nextPage(JsonNode answer) throws GraphException {
    String link = answer.path("@odata.nextLink").asText("");
    if (link.isEmpty()) {
      return Optional.empty();
    }
    try {
      String query = new URI(link).getRawQuery();
      if (query != null) {
        return Optional.of(query);
      }
    } catch (URISyntaxException e) {
      // The same as a link that leads nowhere.
    }
    throw new GraphException(
        GraphHttp.place(config.graphUrl()) + " names a next page of jobs that cannot be asked for");
  }

  private Part part(URI url, Secret token) throws GraphException, InterruptedException {
    try {
      return new Part(get(url, token), true);
    } catch (GraphException e) {
      return switch (e.kind()) {
        case NOT_ALLOWED -> new Part(MissingNode.getInstance(), false);
        case NOT_THERE -> new Part(MissingNode.getInstance(), true);
        case OTHER, TOKEN_REFUSED, THROTTLED -> throw e;
      };
    }
  }

  private JsonNode get(URI url, Secret token) throws GraphException, InterruptedException {
    GraphHttp.Answer answer =
        http.send(
            HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer " + token.reveal())
                .header("Accept", "application/json")
                .header("User-Agent", "scim-exporter")
                .build());
    Instant now = clock.instant();
    clockAhead = answer.header("Date").flatMap(text -> ahead(text, now)).orElse(Duration.ZERO);
    JsonNode body = GraphJson.tree(answer.body());
    if (answer.status() != 200 || !body.isObject()) {
      throw Refusals.ofGraph(url, answer, client(), config.servicePrincipalId(), now);
    }
    return body;
  }

  private String client() {
    GraphCredential credential = config.credential();
    if (credential instanceof GraphCredential.ClientSecret secret) {
      return "application " + secret.clientId();
    }
    if (credential instanceof GraphCredential.ClientCertificate certificate) {
      return "application " + certificate.clientId();
    }
    if (credential instanceof GraphCredential.FederatedToken federated) {
      return "application " + federated.clientId();
    }
    return ((GraphCredential.ManagedIdentity) credential)
        .clientId()
        .map(id -> "managed identity " + id)
        .orElse("this machine's managed identity");
  }

  private static Optional<Duration> ahead(String date, Instant now) {
    try {
      return Optional.of(
          Duration.between(
              now, ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
