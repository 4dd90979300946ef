package io.github.scimexporter.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.scimexporter.config.EntraConfig;
import io.github.scimexporter.config.Secret;
import io.github.scimexporter.standin.CertificateAuthority;
import io.github.scimexporter.standin.GraphShapes;
import io.github.scimexporter.standin.GraphStandIn;
import io.github.scimexporter.standin.GraphStandIn.Answer;
import io.github.scimexporter.sync.EntraApplication;
import io.github.scimexporter.sync.EntraJob;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading Graph from a real server over TLS, with every fault that it may have. */
class GraphClientTest {
  private static final Secret TOKEN = new Secret(GraphStandIn.TOKENS + "1");
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  private final Path directory;
  private final EntraSetup setup;

  GraphClientTest(@TempDir Path directory) {
    this.directory = directory;
    setup = new EntraSetup(directory);
  }

  @AfterEach
  void stop() {
    setup.close();
  }

  private GraphStandIn graph() {
    return setup.graph();
  }

  private GraphClient client() {
    return client(setup.config(setup.secret()));
  }

  private static GraphClient client(EntraConfig config) {
    return new GraphClient(config, GraphHttp.of(config), InstantSource.fixed(NOW));
  }

  private GraphException refusal() {
    return refusal(client());
  }

  private static GraphException refusal(GraphClient client) {
    return Objects.requireNonNull(
        catchThrowableOfType(GraphException.class, () -> client.jobs(TOKEN)));
  }

  private String place() {
    return graph().uri().getRawAuthority();
  }

  @Test
  void readsTheJobsOfTheApplication() throws Exception {
    graph()
        .answer(
            GraphStandIn.JOBS,
            200,
            GraphShapes.jobs(GraphShapes.idle("a", NOW), GraphShapes.paused("b")));
    assertThat(client().jobs(TOKEN)).extracting(EntraJob::id).containsExactly("a", "b");
    assertThat(graph().requests(GraphStandIn.JOBS))
        .containsExactly(
            new GraphStandIn.Request(
                "GET", GraphStandIn.JOBS, "Bearer " + TOKEN.reveal(), Map.of()));
  }

  @Test
  void anApplicationMayHaveNoJob() throws Exception {
    assertThat(client().jobs(TOKEN)).isEmpty();
  }

  @Test
  void readsEveryPageAndEachJobOnce() throws Exception {
    graph()
        .answer(
            GraphStandIn.JOBS,
            request ->
                Optional.of(
                    Answer.json(
                        200,
                        request.target().endsWith("?$skiptoken=2")
                            ? GraphShapes.jobs(GraphShapes.paused("a"), GraphShapes.paused("b"))
                            : GraphShapes.page(
                                graph().uri() + GraphStandIn.JOBS + "?$skiptoken=2",
                                GraphShapes.idle("a", NOW)))));
    assertThat(client().jobs(TOKEN)).extracting(EntraJob::code).containsExactly("Active", "Paused");
  }

  @Test
  void aNextPageElsewhereIsAskedForHereSoThatTheTokenGoesNowhereElse() throws Exception {
    try (GraphStandIn elsewhere = GraphStandIn.startInClear()) {
      graph()
          .answer(
              GraphStandIn.JOBS,
              request ->
                  Optional.of(
                      Answer.json(
                          200,
                          request.target().contains("?")
                              ? GraphShapes.jobs(GraphShapes.paused("b"))
                              : GraphShapes.page(
                                  elsewhere.uri() + "/v1.0/x?$skiptoken=2",
                                  GraphShapes.paused("a")))));
      assertThat(client().jobs(TOKEN)).extracting(EntraJob::id).containsExactly("a", "b");
      assertThat(elsewhere.requests("/v1.0/x")).isEmpty();
    }
  }

  @Test
  void pagesWithoutEndAreLeft() {
    graph()
        .answer(
            GraphStandIn.JOBS,
            200,
            GraphShapes.page(
                "https://graph.microsoft.com/x?$skiptoken=1", GraphShapes.paused("a")));
    assertThat(refusal()).hasMessage(place() + " lists jobs without end; more than 20 pages");
    assertThat(graph().requests(GraphStandIn.JOBS)).hasSize(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nowhere", "https://graph.microsoft.com/a b?c"})
  void aNextPageThatCannotBeAskedForIsNoEnd(String link) {
    graph().answer(GraphStandIn.JOBS, 200, GraphShapes.page(link, GraphShapes.paused("a")));
    assertThat(refusal())
        .hasMessage(place() + " names a next page of jobs that cannot be asked for");
  }

  @Test
  void whoIsNotAllowedIsToldThePermission() {
    graph().answer(GraphStandIn.JOBS, 403, GraphShapes.error("Authorization_RequestDenied"));
    assertThat(refusal())
        .hasMessage(
            "application "
                + GraphStandIn.CLIENT
                + " may not read provisioning jobs (403, Authorization_RequestDenied); grant it the"
                + " application permission Synchronization.Read.All and give admin consent, see"
                + " docs/entra.md");
  }

  @Test
  void anUnknownApplicationIsToldWhichIdIsMeant() {
    graph().answer(GraphStandIn.JOBS, 404, GraphShapes.error("Request_ResourceNotFound"));
    assertThat(refusal())
        .hasMessage(
            "Microsoft Graph knows no service principal "
                + GraphStandIn.PRINCIPAL
                + " (404, Request_ResourceNotFound); service_principal_id is the object id on the"
                + " enterprise application's overview, not that of the app registration and not the"
                + " application id");
  }

  @Test
  void aTokenThatIsNotAcceptedIsToBeAskedForAnew() {
    graph().answer(GraphStandIn.JOBS, 401, GraphShapes.error("InvalidAuthenticationToken"));
    GraphException refusal = refusal();
    assertThat(refusal.kind()).isEqualTo(GraphException.Kind.TOKEN_REFUSED);
    assertThat(refusal)
        .hasMessage(
            place()
                + " does not accept the token that was issued for it (401,"
                + " InvalidAuthenticationToken); check cloud, and this machine's clock");
  }

  @ParameterizedTest
  @CsvSource({
    "17, PT17S",
    "'Tue, 24 Nov 2026 10:02:00 GMT', PT2M",
    "'Tue, 24 Nov 2026 09:00:00 GMT',",
    "soon,",
    "-1,",
    "99999999999,",
  })
  void whoAsksTooOftenIsToldForHowLongToWait(String header, Duration wait) {
    graph()
        .answer(
            GraphStandIn.JOBS,
            Answer.json(429, GraphShapes.error("TooManyRequests")).with("Retry-After", header));
    GraphException refusal = refusal();
    assertThat(refusal.kind()).isEqualTo(GraphException.Kind.THROTTLED);
    assertThat(refusal.retryAfter()).isEqualTo(Optional.ofNullable(wait));
    assertThat(refusal).hasMessage(place() + " is asked too often (429, TooManyRequests)");
  }

  @Test
  void throttlingWithoutAWordOfHowLong() {
    graph().answer(GraphStandIn.JOBS, 429, "");
    GraphException refusal = refusal();
    assertThat(refusal.kind()).isEqualTo(GraphException.Kind.THROTTLED);
    assertThat(refusal.retryAfter()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void aServerWithTroubleOfItsOwnMayAskToBeLeftAlone(int status) {
    graph()
        .answer(GraphStandIn.JOBS, new Answer(status, Map.of("Retry-After", "120"), "<html>Oops"));
    GraphException refusal = refusal();
    assertThat(refusal).hasMessage(place() + " has trouble of its own (" + status + ")");
    assertThat(refusal.retryAfter()).contains(Duration.ofMinutes(2));
    assertThat(refusal.kind()).isEqualTo(GraphException.Kind.OTHER);
  }

  @Test
  void aPageForPeopleIsNoAnswer() {
    graph()
        .answer(
            GraphStandIn.JOBS,
            new Answer(
                200, Map.of("Content-Type", "text/html; charset=utf-8"), "<html>Sign in</html>"));
    assertThat(refusal())
        .hasMessage(
            place()
                + " answered with something else than JSON (text/html): a login page or a proxy"
                + " stands in between, or the URL is wrong");
  }

  @Test
  void jsonThatIsNoListIsNoAnswer() {
    graph().answer(GraphStandIn.JOBS, 200, "{\"value\": {}}");
    assertThat(refusal())
        .hasMessage(place() + " answered with JSON that is no list of jobs; check graph_url");
  }

  @Test
  void anAnswerOfTenMegabytesIsNotTaken() {
    graph()
        .answer(
            GraphStandIn.JOBS, 200, GraphShapes.jobs("\"" + "x".repeat(10 * 1024 * 1024) + "\""));
    assertThat(refusal())
        .hasMessage(
            place() + " answered with more than 1 MiB, which is not what Microsoft Graph sends");
  }

  @Test
  void anAnswerOfOneMebibyteIsTaken() throws Exception {
    String jobs = GraphShapes.jobs(GraphShapes.paused("a"));
    graph().answer(GraphStandIn.JOBS, 200, jobs + " ".repeat(1024 * 1024 - jobs.length()));
    assertThat(client().jobs(TOKEN)).hasSize(1);
    graph().answer(GraphStandIn.JOBS, 200, jobs + " ".repeat(1024 * 1024 - jobs.length() + 1));
    assertThat(refusal()).hasMessageContaining("more than 1 MiB");
  }

  @Test
  void aRedirectToHttpIsNotFollowed() throws Exception {
    try (GraphStandIn elsewhere = GraphStandIn.startInClear()) {
      graph()
          .answer(
              GraphStandIn.JOBS,
              new Answer(
                  302, Map.of("Location", elsewhere.uri() + "/v1.0/jobs?secret=not-shown"), ""));
      assertThat(refusal())
          .hasMessage(
              place()
                  + " redirects to http://127.0.0.1 (302), which is not followed: a login page or a"
                  + " proxy stands in between, or the URL is wrong");
      assertThat(elsewhere.requests("/v1.0/jobs")).isEmpty();
    }
  }

  @Test
  void aRedirectToNowhereIsNotFollowedEither() {
    graph().answer(GraphStandIn.JOBS, new Answer(307, Map.of(), ""));
    assertThat(refusal()).hasMessageContaining(" redirects to nowhere (307)");
  }

  @Test
  void anAnswerThatDoesNotComeIsNotWaitedFor() {
    graph().answer(GraphStandIn.JOBS, request -> Optional.empty());
    GraphClient client =
        client(setup.config(setup.secret(), Duration.ofMillis(1500), Optional.empty()));
    assertThat(refusal(client)).hasMessage(place() + " gave no whole answer within 1.5 s");
  }

  @Test
  void anAnswerThatStopsInItsMiddleIsNotWaitedFor() {
    graph()
        .answer(
            GraphStandIn.JOBS,
            Answer.json(200, GraphShapes.jobs()).with(GraphStandIn.STALLS, "yes"));
    GraphClient client =
        client(setup.config(setup.secret(), Duration.ofMillis(1500), Optional.empty()));
    assertThat(refusal(client)).hasMessage(place() + " gave no whole answer within 1.5 s");
  }

  @Test
  void aServerThatIsNotKnownToBeOneIsNotAsked() {
    assertThat(refusal(client(EntraSetup.withoutAuthority(setup.config(setup.secret())))))
        .hasMessageStartingWith("no secure connection to " + place() + " (")
        .hasMessageEndingWith(
            "); a proxy that opens TLS needs its authority in tls_config.ca_file");
    assertThat(graph().requests(GraphStandIn.JOBS)).isEmpty();
  }

  @Test
  void authoritiesAreReadAgainWhenTheyChange() throws Exception {
    GraphClient client = client();
    String known = Files.readString(directory.resolve("ca.pem"));
    assertThat(client.jobs(TOKEN)).isEmpty();
    setup.write("ca.pem", new CertificateAuthority("another").own().certificatePem());
    assertThat(refusal(client)).hasMessageStartingWith("no secure connection to ");
    setup.write("ca.pem", known);
    assertThat(client.jobs(TOKEN)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | is empty; write into it what the key is for",
        "words | holds no certificate that can be read (-----BEGIN CERTIFICATE-----)",
      })
  void authoritiesThatAreNoneAreNamed(String text, String problem) {
    GraphClient client = client();
    Path file = setup.write("ca.pem", text);
    assertThat(refusal(client)).hasMessage("entra.tls_config.ca_file: " + file + ": " + problem);
  }

  @Test
  void aPortThatNobodyListensOnIsNamed() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    URI url = URI.create("https://127.0.0.1:" + port);
    assertThat(refusal(client(EntraSetup.at(setup.config(setup.secret()), url))))
        .hasMessage("127.0.0.1:" + port + " cannot be connected to; check firewall and proxy_url");
  }

  @Test
  void aNameThatDoesNotExistIsNamed() {
    URI url = URI.create("https://graph.invalid");
    assertThat(refusal(client(EntraSetup.at(setup.config(setup.secret()), url))))
        .hasMessage(
            "the name of graph.invalid cannot be resolved; check the name and this machine's DNS");
  }

  @Test
  void everythingGoesThroughTheProxyAndStaysEncrypted() throws Exception {
    try (ConnectProxy proxy = ConnectProxy.start()) {
      EntraConfig config =
          setup.config(setup.secret(), Duration.ofSeconds(20), Optional.of(proxy.uri()));
      assertThat(client(config).jobs(TOKEN)).isEmpty();
      new GraphTokens(config, GraphHttp.of(config), InstantSource.system()).token(false);
      assertThat(proxy.targets()).containsOnly(place()).hasSizeGreaterThan(1);
    }
  }

  @Test
  void aProxyThatIsNotThereIsNamed() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    EntraConfig config =
        setup.config(
            setup.secret(),
            Duration.ofSeconds(20),
            Optional.of(URI.create("http://127.0.0.1:" + port)));
    assertThat(refusal(client(config)))
        .hasMessage(
            "the proxy 127.0.0.1:"
                + port
                + " cannot be connected to; check firewall and proxy_url");
  }

  @Test
  void tellsOfTheApplicationWhatItMay() throws Exception {
    graph()
        .tellOfApplication(
            GraphShapes.application(
                GraphStandIn.APPLICATION, NOW.plusSeconds(1), NOW.plusSeconds(2)));
    GraphClient.Details details = client().details(TOKEN, "");
    assertThat(details.allowed()).isTrue();
    assertThat(details.application())
        .isEqualTo(
            new EntraApplication(
                GraphStandIn.APPLICATION,
                "Spotfire SCIM",
                List.of(
                    new EntraApplication.Credential(
                        "40000000-0000-0000-0000-000000000001",
                        EntraApplication.Credential.Kind.SECRET,
                        NOW.plusSeconds(1)),
                    new EntraApplication.Credential(
                        "40000000-0000-0000-0000-000000000002",
                        EntraApplication.Credential.Kind.CERTIFICATE,
                        NOW.plusSeconds(2)))));
    assertThat(graph().requests(GraphStandIn.ENTERPRISE).get(0).target())
        .endsWith("?$select=id,appId,displayName");
    assertThat(graph().requests(GraphStandIn.REGISTRATION).get(0).target())
        .endsWith("?$select=id,appId,displayName,passwordCredentials,keyCredentials");
  }

  @Test
  void withoutThePermissionNothingIsTold() throws Exception {
    for (String known : List.of("", GraphStandIn.APPLICATION)) {
      GraphClient.Details details = client().details(TOKEN, known);
      assertThat(details.allowed()).isFalse();
      assertThat(details.application()).isEqualTo(EntraApplication.UNKNOWN);
    }
  }

  @Test
  void anApplicationThatIsRegisteredInAnotherTenantHasNoCredentialsHere() throws Exception {
    graph().tellOfApplication("{}");
    graph().answer(GraphStandIn.REGISTRATION, 404, GraphShapes.error("Request_ResourceNotFound"));
    GraphClient.Details details = client().details(TOKEN, "");
    assertThat(details.allowed()).isTrue();
    assertThat(details.application().name()).isEqualTo("Spotfire SCIM");
    assertThat(details.application().credentials()).isEmpty();
  }

  @Test
  void knowsByHowMuchTheClocksDiffer() throws Exception {
    EntraConfig config = setup.config(setup.secret());
    GraphClient client =
        new GraphClient(
            config,
            GraphHttp.of(config),
            InstantSource.fixed(Instant.now().minus(Duration.ofHours(1))));
    client.jobs(TOKEN);
    assertThat(client.clockAhead()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(75));
  }
}
