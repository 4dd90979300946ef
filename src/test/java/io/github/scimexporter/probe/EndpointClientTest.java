package io.github.scimexporter.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.scimexporter.config.Secret;
import io.github.scimexporter.standin.IssuedToken;
import io.github.scimexporter.standin.SpotfireOptions;
import io.github.scimexporter.standin.SpotfireStandIn;
import java.io.EOFException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each answer that a server, or what stands before it, can give is told apart. */
class EndpointClientTest {
  private static final Secret TOKEN = new Secret("invented-first:invented-second");
  private static final String LIST =
      "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"totalResults\":0}";
  private static final SpotfireStandIn SPOTFIRE = new SpotfireStandIn(SpotfireOptions.defaults());

  @BeforeAll
  static void startFresh() {
    SPOTFIRE.answerNormally();
  }

  @AfterAll
  static void stop() {
    SPOTFIRE.close();
  }

  private static Answer ask(URI endpoint) throws InterruptedException {
    return new EndpointClient(Syncs.at(endpoint)).ask(Optional.of(TOKEN));
  }

  private static Answer ask(RawServer server) throws InterruptedException {
    return ask(server.uri());
  }

  private static Answer spotfire(IssuedToken token) throws InterruptedException {
    return new EndpointClient(Syncs.at(SPOTFIRE.endpoint()))
        .ask(Optional.of(new Secret(token.value())));
  }

  private static Answer.NetworkFailure.Kind network(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.NetworkFailure.class);
    assertThat(answer.status()).isZero();
    return ((Answer.NetworkFailure) answer).kind();
  }

  @Test
  void aValidTokenIsAccepted() throws Exception {
    Answer answer = spotfire(SPOTFIRE.issueToken(Duration.ofHours(1)));
    assertThat(answer).isEqualTo(new Answer.Accepted(200));
    assertThat(answer.words()).isEqualTo("the server accepts the token (200, a SCIM list)");
  }

  @Test
  void aRevokedTokenIsRefusedInTheServersWords() throws Exception {
    IssuedToken token = SPOTFIRE.issueToken(Duration.ofHours(1));
    SPOTFIRE.revoke(token);
    Answer answer = spotfire(token);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.words())
        .isEqualTo(
            "the server refuses the token (401, invalid_token: \"The access token expired, was"
                + " revoked or is unknown.\")");
  }

  @Test
  void withoutATokenTheServerAsksForOne() throws Exception {
    Answer answer = new EndpointClient(Syncs.at(SPOTFIRE.endpoint())).ask(Optional.empty());
    assertThat(answer)
        .isEqualTo(
            new Answer.Unauthorized(
                new Answer.Challenge(
                    Optional.empty(), Optional.empty(), Optional.empty(), List.of("Bearer"))));
  }

  @Test
  void aTokenWithoutTheScopeIsToldTheScope() throws Exception {
    Answer answer =
        spotfire(
            SPOTFIRE.issueToken(
                Instant.now().plusSeconds(3600), Set.of(SpotfireStandIn.WRITE_SCOPE)));
    assertThat(answer.words())
        .isEqualTo(
            "the server does not let the token read users (403, insufficient_scope: \"The access"
                + " token lacks a scope.\")");
    assertThat(answer.advice()).startsWith("The token lacks a scope (user-directory.read.all)");
  }

  @Test
  void aWrongDomainIsNotFound() throws Exception {
    IssuedToken token = SPOTFIRE.issueToken(Duration.ofHours(1));
    assertThat(
            new EndpointClient(Syncs.at(SPOTFIRE.endpoint("OTHER")))
                .ask(Optional.of(new Secret(token.value()))))
        .isEqualTo(new Answer.NotFound());
  }

  @Test
  void nothingIsChangedOnTheServer() throws Exception {
    long before = SPOTFIRE.answeredInAll().getOrDefault("GET 200", 0L);
    spotfire(SPOTFIRE.issueToken(Duration.ofHours(1)));
    assertThat(SPOTFIRE.answeredInAll().keySet()).allMatch(key -> key.startsWith("GET "));
    assertThat(SPOTFIRE.answeredInAll().get("GET 200")).isEqualTo(before + 1);
  }

  @Test
  void theQuestionIsOneThatNoLogCountsAndNamesItsSender() throws Exception {
    try (RawServer server = RawServer.with("200 OK", "", LIST)) {
      ask(URI.create(server.uri() + "//"));
      assertThat(server.requests())
          .singleElement()
          .asString()
          .matches(
              "(?s)GET /scim/v2/Users\\?filter=userName%20eq%20%22scim-exporter-probe-"
                  + "[0-9a-f-]{36}%22 HTTP/1\\.1\r\n.*")
          .containsIgnoringCase("\r\nUser-Agent: scim-exporter")
          .contains("\r\nAuthorization: Bearer " + TOKEN.reveal() + "\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 599})
  void aServerErrorIsNotTheTokens(int status) throws Exception {
    try (RawServer server = RawServer.with(status + " Oh", "", "")) {
      assertThat(ask(server)).isEqualTo(new Answer.ServerError(status));
    }
  }

  @ParameterizedTest
  @CsvSource({"120, 2m", "'', none", "-1, none", "soon, none", "999999999999, none"})
  void tooManyRequestsSayHowLongToWait(String retryAfter, String wait) throws Exception {
    try (RawServer server = RawServer.with("429 Too", "Retry-After: " + retryAfter, "")) {
      assertThat(ask(server).words())
          .isEqualTo(
              "the server is asked too often (429"
                  + (wait.equals("none") ? "" : ", wait " + wait)
                  + ")");
    }
  }

  @Test
  void tooManyRequestsMaySayUntilWhen() throws Exception {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME
            .withLocale(Locale.ROOT)
            .format(Instant.now().plusSeconds(7200).atOffset(ZoneOffset.UTC));
    try (RawServer server = RawServer.with("429 Too", "Retry-After: " + date, "")) {
      Answer.Throttled throttled = (Answer.Throttled) ask(server);
      assertThat(throttled.retryAfter().orElseThrow())
          .isBetween(Duration.ofHours(1), Duration.ofHours(2));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Location: https://elsewhere.invalid:8443/scim/v2/Users?filter=x&t=y#z",
        "Location: //elsewhere.invalid:8443/scim/v2/Users",
      })
  void aRedirectIsNotFollowedAndShownWithoutItsQuery(String location) throws Exception {
    try (RawServer server = RawServer.with("308 Permanent", location, "")) {
      Answer.Redirect answer = (Answer.Redirect) ask(server);
      assertThat(answer.target()).endsWith("://elsewhere.invalid:8443/scim/v2/Users");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aRedirectToNowhereIsOne() throws Exception {
    try (RawServer server = RawServer.with("302 Found", "Location: ht tp://?", "")) {
      assertThat(ask(server)).isEqualTo(new Answer.Redirect(302, ""));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/spotfire/login.html?target=x",
        "https://login.idp.invalid/common",
        "https://sso.idp.invalid/",
        "/oauth2/authorize?client_id=x",
        "/signin"
      })
  void aRedirectToALoginIsALoginPage(String location) throws Exception {
    try (RawServer server = RawServer.with("302 Found", "Location: " + location, "")) {
      assertThat(ask(server)).isInstanceOf(Answer.LoginPage.class);
    }
  }

  @Test
  void aLessonIsNoLogin() throws Exception {
    try (RawServer server = RawServer.with("302 Found", "Location: /lessons/catalogin", "")) {
      assertThat(ask(server)).isInstanceOf(Answer.Redirect.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Type: text/html;charset=UTF-8", "X-Nothing: said"})
  void aPageForPeopleIsALoginPage(String header) throws Exception {
    try (RawServer server = RawServer.with("200 OK", header, "\n<!DOCTYPE html><title>x")) {
      assertThat(ask(server)).isEqualTo(new Answer.LoginPage(200));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        LIST,
        "{\"Resources\":[{\"userName\":\"x\"",
        "{\"x\":{\"totalResults\":[1]},\"totalResults\":12}",
      })
  void aListOfUsersIsAnAcceptedToken(String body) throws Exception {
    try (RawServer server = RawServer.with("200 OK", "Content-Type: application/json", body)) {
      assertThat(ask(server)).isEqualTo(new Answer.Accepted(200));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "OK",
        "{\"status\":\"UP\"}",
        "{\"x\":{\"totalResults\":1}}",
        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:Error\"],\"status\":\"401\"}",
        "{\"a\":",
      })
  void aSuccessThatIsNoListProvesNothing(String body) throws Exception {
    try (RawServer server = RawServer.with("200 OK", "Content-Type: application/json", body)) {
      assertThat(ask(server)).isEqualTo(new Answer.Other(200));
    }
  }

  @Test
  void aServerThatSendsAllItsUsersForEverIsCutOff() throws Exception {
    String users = "{\"totalResults\":1000000,\"Resources\":[" + "{\"userName\":\"x\"},".repeat(99);
    try (RawServer server =
        new RawServer(
            connection -> {
              connection
                  .getOutputStream()
                  .write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
              while (true) {
                // Ends with an error once the client has gone.
                connection.getOutputStream().write(users.getBytes(StandardCharsets.ISO_8859_1));
              }
            })) {
      assertThat(ask(server)).isEqualTo(new Answer.Accepted(200));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 400, 405, 407, 418})
  void anyOtherStatusIsSaidAsIt(int status) throws Exception {
    try (RawServer server = RawServer.with(status + " X", "", "")) {
      Answer answer = ask(server);
      assertThat(answer).isEqualTo(new Answer.Other(status));
      assertThat(answer.words()).contains("(" + status + ")");
    }
  }

  @Test
  void aRefusalThatAsksForNoBearerTokenIsOfSomethingElse() throws Exception {
    try (RawServer server = RawServer.with("401 No", "WWW-Authenticate: Basic realm=\"x\"", "")) {
      Answer answer = ask(server);
      assertThat(answer.words())
          .isEqualTo(
              "the server refuses the token (401, asking for Basic, not for a bearer token)");
      assertThat(answer.advice()).contains("what stands before the server");
    }
  }

  @Test
  void aServerThatRepeatsTheTokenDoesNotGetItShown() throws Exception {
    String headers =
        "WWW-Authenticate: Bearer error=\"x-%s\", error_description=\"%s expired\""
            .formatted(TOKEN.reveal(), TOKEN.reveal());
    try (RawServer server = RawServer.with("401 No", headers, TOKEN.reveal())) {
      assertThat(ask(server).words()).doesNotContain("invented");
    }
    try (RawServer server = RawServer.with("302 Found", "Location: /login/" + TOKEN.reveal(), "")) {
      assertThat(ask(server).words()).doesNotContain("invented");
    }
    try (RawServer server = RawServer.answering(TOKEN.reveal(), "", "")) {
      assertThat(ask(server).words()).doesNotContain("invented");
    }
    try (RawServer server = RawServer.answering("HTTP/1.1 200 OK", TOKEN.reveal())) {
      assertThat(ask(server).words()).doesNotContain("invented");
    }
  }

  @Test
  void aTokenThatNoHeaderHoldsIsRefusedUnquoted() {
    EndpointClient client = new EndpointClient(Syncs.at(URI.create("http://127.0.0.1:1/")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.ask(Optional.of(new Secret("inv\u00e9nted\n"))))
        .withMessage("the token holds what no header may hold");
  }

  @Test
  void nobodyListens() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Answer answer = ask(URI.create("http://127.0.0.1:" + port + "/scim"));
    assertThat(network(answer)).isEqualTo(Answer.NetworkFailure.Kind.CONNECTION_REFUSED);
    assertThat(answer.words())
        .isEqualTo(
            "the server cannot be asked: nothing listens at 127.0.0.1:"
                + port
                + " (connection refused)");
    assertThat(network(ask(URI.create("https://127.0.0.1:" + port + "/scim"))))
        .isEqualTo(Answer.NetworkFailure.Kind.CONNECTION_REFUSED);
  }

  @Test
  void anUnknownHostIsNamed() throws Exception {
    Answer answer = ask(URI.create("http://no-such-host.invalid/scim"));
    assertThat(network(answer)).isEqualTo(Answer.NetworkFailure.Kind.UNKNOWN_HOST);
    assertThat(answer.words()).endsWith("no address is known of no-such-host.invalid");
  }

  @Test
  void noWayToTheHostIsSaid() {
    // No such network can be had in a test; the exceptions are those that Java throws there.
    Failures failures =
        new Failures(
            "host:443",
            InetSocketAddress.createUnresolved("host", 443),
            Duration.ofSeconds(1),
            false,
            new CertificateRequests());
    assertThat(network(failures.answer(new NoRouteToHostException("No route to host"))))
        .isEqualTo(Answer.NetworkFailure.Kind.NO_ROUTE);
    assertThat(network(failures.answer(new UnknownHostException("host"))))
        .isEqualTo(Answer.NetworkFailure.Kind.UNKNOWN_HOST);
  }

  @Test
  void aServerThatOnceTookTheCertificateAndClosesIsNotSaidToRefuseIt() throws Exception {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine();
    CertificateRequests requests = new CertificateRequests();
    Failures failures =
        new Failures(
            "host:443",
            InetSocketAddress.createUnresolved("host", 443),
            Duration.ofSeconds(1),
            true,
            requests);
    X509ExtendedKeyManager own = requests.answeredWith(Optional.empty());
    own.chooseEngineClientAlias(new String[0], new Principal[0], engine);
    assertThat(failures.answer(new EOFException())).isInstanceOf(Answer.TlsFailure.class);

    requests.satisfy();
    requests.forget();
    own.chooseEngineClientAlias(new String[0], new Principal[0], engine);
    assertThat(network(failures.answer(new EOFException())))
        .isEqualTo(Answer.NetworkFailure.Kind.CLOSED);
  }

  @Test
  void aServerThatTakesNoConnectionIsLate() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Filled filled = new Filled(full)) {
      Answer answer =
          new EndpointClient(
                  Syncs.at(
                      URI.create("http://127.0.0.1:" + full.getLocalPort() + "/scim"),
                      Syncs.within(Duration.ofMillis(600))))
              .ask(Optional.of(TOKEN));
      assertThat(filled.count()).isPositive();
      assertThat(network(answer)).isEqualTo(Answer.NetworkFailure.Kind.CONNECT_TIMEOUT);
      assertThat(answer.words()).endsWith(" within 300ms");
    }
  }

  @Test
  void aServerThatDoesNotAnswerIsLate() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server = new RawServer(connection -> awaited(over))) {
      assertThat(late(server)).isEqualTo(Answer.NetworkFailure.Kind.TIMEOUT);
      over.countDown();
    }
  }

  @Test
  void aServerThatStopsInTheMiddleOfAnAnswerIsLate() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            connection -> {
              connection
                  .getOutputStream()
                  .write(
                      "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"
                          .getBytes(StandardCharsets.ISO_8859_1));
              awaited(over);
            })) {
      assertThat(late(server)).isEqualTo(Answer.NetworkFailure.Kind.TIMEOUT);
      over.countDown();
    }
  }

  private static Answer.NetworkFailure.Kind late(RawServer server) throws InterruptedException {
    Answer answer =
        new EndpointClient(Syncs.at(server.uri(), Syncs.within(Duration.ofSeconds(2))))
            .ask(Optional.of(TOKEN));
    assertThat(answer.words()).endsWith(" gave no whole answer within 2s");
    return network(answer);
  }

  private static void awaited(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aConnectionThatIsClosedIsNoAnswer() throws Exception {
    try (RawServer closing = new RawServer(java.net.Socket::close);
        RawServer cutting = RawServer.answering("HTTP/1.1 200 OK", "Content-Length: 100", "", "{");
        RawServer half = RawServer.answering("HTTP/1.1 200 OK", "Content-Le")) {
      assertThat(network(ask(closing))).isEqualTo(Answer.NetworkFailure.Kind.CLOSED);
      assertThat(network(ask(cutting))).isEqualTo(Answer.NetworkFailure.Kind.CLOSED);
      assertThat(network(ask(half))).isEqualTo(Answer.NetworkFailure.Kind.CLOSED);
    }
  }

  @Test
  void whatIsNoHttpIsSaid() throws Exception {
    try (RawServer server = RawServer.answering("SSH-2.0-OpenSSH_9.2", "", "")) {
      Answer answer = ask(server);
      assertThat(network(answer)).isEqualTo(Answer.NetworkFailure.Kind.NO_HTTP);
    }
  }

  @Test
  void theEndpointIsAskedThroughAProxy() throws Exception {
    try (RawServer proxy = RawServer.with("200 OK", "", LIST)) {
      Answer answer =
          new EndpointClient(
                  Syncs.at(URI.create("http://spotfire.invalid/scim"), Syncs.through(proxy.uri())))
              .ask(Optional.of(TOKEN));
      assertThat(answer).isEqualTo(new Answer.Accepted(200));
      assertThat(proxy.requests())
          .singleElement()
          .asString()
          .startsWith("GET http://spotfire.invalid/scim/Users?filter=");
    }
  }

  @Test
  void aProxyIsGivenNoTokenOfAServerThatSpeaksTls() throws Exception {
    try (RawServer proxy = RawServer.with("502 Bad Gateway", "", "")) {
      Answer answer =
          new EndpointClient(
                  Syncs.at(URI.create("https://spotfire.invalid/scim"), Syncs.through(proxy.uri())))
              .ask(Optional.of(TOKEN));
      assertThat(network(answer)).isEqualTo(Answer.NetworkFailure.Kind.PROXY);
      assertThat(answer.words()).contains("the proxy 127.0.0.1:").contains("502");
      assertThat(proxy.requests())
          .isNotEmpty()
          .allSatisfy(
              request ->
                  assertThat(request)
                      .startsWith("CONNECT spotfire.invalid:443")
                      .doesNotContain("invented"));
    }
  }

  @Test
  void aProxyThatAsksForAPasswordIsSaid() throws Exception {
    try (RawServer proxy =
        RawServer.with("407 Auth", "Proxy-Authenticate: Basic realm=\"x\"", "")) {
      Answer answer =
          new EndpointClient(
                  Syncs.at(URI.create("https://spotfire.invalid/scim"), Syncs.through(proxy.uri())))
              .ask(Optional.of(TOKEN));
      assertThat(answer).isEqualTo(new Answer.Other(407));
      assertThat(answer.words()).startsWith("the proxy asks for");
    }
  }

  @Test
  void aProxyThatIsDownIsNamed() throws Exception {
    URI proxy;
    try (RawServer server = RawServer.answering("")) {
      proxy = server.uri();
    }
    Answer answer =
        new EndpointClient(
                Syncs.at(URI.create("http://spotfire.invalid/scim"), Syncs.through(proxy)))
            .ask(Optional.of(TOKEN));
    assertThat(answer.words()).contains("nothing listens at the proxy 127.0.0.1:");
  }
}
