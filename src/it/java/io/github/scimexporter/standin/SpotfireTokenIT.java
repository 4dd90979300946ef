package io.github.scimexporter.standin;

import static io.github.scimexporter.standin.Http.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is let in, and the ways to break the server. */
class SpotfireTokenIT {
  private static final String READ = SpotfireStandIn.READ_SCOPE;

  private final SpotfireStandIn spotfire = new SpotfireStandIn(SpotfireOptions.defaults());
  private final String users = spotfire.endpoint() + "/Users";

  @AfterEach
  void stop() {
    spotfire.close();
  }

  @Test
  void withoutCredentialsThereIsNoErrorCode() throws Exception {
    HttpResponse<String> refused = Http.anonymous().send("GET", users);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(header(refused, "WWW-Authenticate")).isEqualTo("Bearer realm=\"spotfire\"");
    assertThat(status(Http.anonymous(), "/ServiceProviderConfig")).isEqualTo(200);
    assertThat(status(Http.anonymous(), "/Schemas")).isEqualTo(401);
    assertThat(Http.anonymous().send("GET", spotfire.endpoint("NONE") + "/Users").statusCode())
        .as("as on a real server, 401 does not prove that the path exists")
        .isEqualTo(401);
  }

  @Test
  void anExpiredARevokedAndAnUnknownTokenLookTheSame() throws Exception {
    IssuedToken expired = spotfire.issueToken(Instant.now().minusSeconds(60));
    IssuedToken revoked = spotfire.issueToken(Duration.ofHours(1));
    spotfire.revoke(revoked);
    IssuedToken unknown =
        new IssuedToken("never:issued", "nobody", Set.of(), Instant.ofEpochSecond(0));
    for (IssuedToken token : new IssuedToken[] {expired, revoked, unknown}) {
      HttpResponse<String> refused = Http.anonymous().with(token).send("GET", users);
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(header(refused, "WWW-Authenticate")).contains("error=\"invalid_token\"");
    }
  }

  @Test
  void aTokenExpiresByItself() {
    IssuedToken token = spotfire.issueToken(Duration.ofSeconds(2));
    Http http = Http.anonymous().with(token);
    await().atMost(Duration.ofSeconds(10)).until(() -> http.send("GET", users).statusCode() == 401);
    assertThat(Instant.now()).isAfterOrEqualTo(token.validUntil());
    assertThat(spotfire.answered()).containsOnlyKeys("GET 200", "GET 401");
  }

  @Test
  void aMissingScopeIsForbidden() throws Exception {
    IssuedToken reader = spotfire.issueToken(Instant.now().plusSeconds(60), Set.of(READ));
    Http http = Http.anonymous().with(reader);
    assertThat(http.send("GET", users).statusCode()).isEqualTo(200);
    HttpResponse<String> refused = http.send("POST", users, "{\"userName\":\"a\"}");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(header(refused, "WWW-Authenticate"))
        .contains("error=\"insufficient_scope\"", "scope=\"user-directory.write.all\"");
    spotfire.limitScopes(reader, Set.of());
    assertThat(http.send("GET", users).statusCode()).isEqualTo(403);
  }

  @Test
  void anOutageLastsUntilItIsEnded() throws Exception {
    Http http = Http.anonymous().with(spotfire.issueToken(Duration.ofHours(1)));
    spotfire.answerWith(503, Duration.ofHours(1));
    assertThat(http.send("GET", users).statusCode()).isEqualTo(503);
    assertThat(http.send("GET", spotfire.uri("/spotfire/").toString()).statusCode()).isEqualTo(200);
    spotfire.answerNormally();
    assertThat(http.send("GET", users).statusCode()).isEqualTo(200);
    spotfire.answerWith(500, Duration.ofSeconds(1));
    await().atMost(Duration.ofSeconds(10)).until(() -> http.send("GET", users).statusCode() == 200);
  }

  @Test
  void startsAgainOnTheSamePortWithWhatItHeld() throws Exception {
    Http http = Http.anonymous().with(spotfire.issueToken(Duration.ofHours(1)));
    http.send("POST", users, "{\"userName\":\"ann\"}");
    spotfire.stop();
    assertThatThrownBy(() -> http.send("GET", users)).isInstanceOf(ConnectException.class);
    spotfire.start();
    assertThat(Http.json(http.send("GET", users)).path("totalResults").asInt()).isEqualTo(1);
    assertThat(spotfire.answered()).isEqualTo(Map.of("POST 201", 1L, "GET 200", 1L));
  }

  @Test
  void aBusyPortIsAnError() {
    int port = spotfire.endpoint().getPort();
    SpotfireOptions same = SpotfireOptions.defaults().withPort(port);
    assertThatThrownBy(() -> new SpotfireStandIn(same).close())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("127.0.0.1:" + port);
  }

  private int status(Http http, String path) throws Exception {
    return http.send("GET", spotfire.endpoint() + path).statusCode();
  }
}
