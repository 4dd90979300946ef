package io.github.scimexporter.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.scimexporter.config.EntraConfig;
import io.github.scimexporter.config.GraphCredential;
import io.github.scimexporter.standin.CertificateAuthority;
import io.github.scimexporter.standin.GraphShapes;
import io.github.scimexporter.standin.GraphStandIn;
import io.github.scimexporter.standin.GraphStandIn.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
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

/** Getting a token from a real login over TLS, and what is said where there is none. */
class GraphTokensTest {
  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("own");

  private final EntraSetup setup;

  GraphTokensTest(@TempDir Path directory) {
    setup = new EntraSetup(directory);
  }

  @AfterEach
  void stop() {
    setup.close();
  }

  private GraphStandIn graph() {
    return setup.graph();
  }

  private GraphTokens tokens(GraphCredential credential) {
    EntraConfig config = setup.config(credential);
    return new GraphTokens(config, GraphHttp.of(config), InstantSource.system());
  }

  private List<GraphStandIn.Request> logins() {
    return graph().requests(GraphStandIn.TOKEN);
  }

  private static GraphException refusal(GraphTokens tokens) {
    return Objects.requireNonNull(
        catchThrowableOfType(GraphException.class, () -> tokens.token(false)));
  }

  private String place() {
    return graph().uri().getRawAuthority();
  }

  @Test
  void aSecretGivesATokenThatIsKept() throws Exception {
    GraphTokens tokens = tokens(setup.secret());
    assertThat(tokens.token(false).reveal()).isEqualTo(GraphStandIn.TOKENS + 1);
    assertThat(tokens.token(false).reveal()).isEqualTo(GraphStandIn.TOKENS + 1);
    assertThat(logins()).hasSize(1);
  }

  @Test
  void aTokenThatWillNotDoIsAskedForAnew() throws Exception {
    GraphTokens tokens = tokens(setup.secret());
    tokens.token(false);
    assertThat(tokens.token(true).reveal()).isEqualTo(GraphStandIn.TOKENS + 2);
    assertThat(tokens.token(false).reveal()).isEqualTo(GraphStandIn.TOKENS + 2);
  }

  @Test
  void aTokenThatIsAboutToEndIsNotKept() throws Exception {
    graph().answer(GraphStandIn.TOKEN, 200, GraphShapes.token(GraphStandIn.TOKENS + "short", 60));
    GraphTokens tokens = tokens(setup.secret());
    tokens.token(false);
    tokens.token(false);
    assertThat(logins()).hasSize(2);
  }

  @Test
  void aSecretThatWasReplacedIsTriedAtOnce() throws Exception {
    GraphTokens tokens = tokens(setup.secret());
    tokens.token(false);
    setup.write("graph.secret", "another-invented-secret");
    assertThat(refusal(tokens)).hasMessageContaining("AADSTS7000215");
    setup.write("graph.secret", GraphStandIn.SECRET);
    assertThat(tokens.token(false).reveal()).isEqualTo(GraphStandIn.TOKENS + 2);
  }

  @Test
  void aCertificateProvesItselfByAnAssertionThatItsKeySigned() throws Exception {
    CertificateAuthority.Issued own = AUTHORITY.issue();
    tokens(certificate(own.certificatePem(), own.keyPem())).token(false);
    Map<String, String> form = logins().get(0).form();
    assertThat(form)
        .containsEntry(
            "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        .doesNotContainKey("client_secret");
    String[] jwt = Objects.requireNonNull(form.get("client_assertion")).split("\\.", -1);
    JsonNode header = json(jwt[0]);
    assertThat(header.path("x5t#S256").asText())
        .isEqualTo(
            Base64.getEncoder()
                .encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(own.certificate().getEncoded())));
    assertThat(json(jwt[1]).path("iss").asText()).isEqualTo(GraphStandIn.CLIENT);
    assertThat(json(jwt[1]).path("aud").asText()).isEqualTo(graph().uri() + GraphStandIn.TOKEN);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(own.certificate());
    signature.update((jwt[0] + "." + jwt[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(jwt[2]))).isTrue();
  }

  private static JsonNode json(String encoded) throws IOException {
    return new JsonMapper().readTree(Base64.getUrlDecoder().decode(encoded));
  }

  private GraphCredential certificate(String certificate, String key) {
    return new GraphCredential.ClientCertificate(
        GraphStandIn.CLIENT, setup.write("own.crt", certificate), setup.write("own.key", key));
  }

  @Test
  void aKeyInItsOlderFormIsTakenToo() throws Exception {
    CertificateAuthority.Issued own = AUTHORITY.issue();
    tokens(certificate(own.certificatePem(), own.olderKeyPem())).token(false);
    assertThat(logins()).hasSize(1);
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() {
    GraphTokens tokens =
        tokens(certificate(AUTHORITY.issue().certificatePem(), AUTHORITY.issue().keyPem()));
    assertThat(refusal(tokens))
        .hasMessage(
            "entra.client_key_file: %s: does not belong to the first certificate of %s"
                .formatted(
                    setup.directory().resolve("own.key"), setup.directory().resolve("own.crt")));
    assertThat(logins()).isEmpty();
  }

  @Test
  void aKeyOfAnotherKindIsRefused() {
    CertificateAuthority.Issued own = AUTHORITY.issue("of-another-kind");
    assertThat(refusal(tokens(certificate(own.certificatePem(), own.keyPem()))))
        .hasMessage(
            "entra.client_key_file: %s: holds no RSA key without a password (-----BEGIN PRIVATE"
                    .formatted(setup.directory().resolve("own.key"))
                + " KEY-----); Entra takes no other kind");
  }

  @Test
  void aCertificateFileWithoutOneIsRefused() {
    CertificateAuthority.Issued own = AUTHORITY.issue("of-another-kind");
    assertThat(refusal(tokens(certificate(own.keyPem(), own.keyPem()))))
        .hasMessage(
            "entra.client_certificate_file: %s: holds no certificate that can be read (-----BEGIN"
                    .formatted(setup.directory().resolve("own.crt"))
                + " CERTIFICATE-----)");
  }

  @Test
  void aFederatedTokenIsPassedOnAndReadAgainWhenItIsRenewed() throws Exception {
    Path file = setup.write("federated.jwt", "invented.federated.one\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    GraphTokens tokens = tokens(new GraphCredential.FederatedToken(GraphStandIn.CLIENT, file));
    tokens.token(false);
    Files.writeString(file, "invented.federated.two");
    tokens.token(true);
    assertThat(logins())
        .extracting(login -> login.form().get("client_assertion"))
        .containsExactly("invented.federated.one", "invented.federated.two");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | invalid_client | 7000215 | the client secret is wrong: paste its Value, not its Secret ID",
        "401 | invalid_client | 7000222 | the client secret has expired: make a new one and paste its Value",
        "400 | unauthorized_client | 700016 | that tenant has no such application: check client_id and tenant_id",
        "400 | invalid_request | 90002 | there is no such tenant: check tenant_id and cloud",
        "400 | invalid_request | 900023 | there is no such tenant: check tenant_id and cloud",
        "401 | invalid_client | 700027 | the certificate is not, or no more, one of the application's: upload it",
        "401 | invalid_client | 700024 | what the certificate signed is not valid yet or any more: set this machine's clock right",
        "400 | invalid_request | 700213 | no federated credential of the application fits the token: compare issuer, subject and audience",
        "401 | unauthorized_client | 7000112 | the application is disabled: enable its enterprise application",
        "400 | invalid_resource | 500011 | Microsoft Graph is not in that tenant's cloud: check cloud",
        "400 | invalid_request | 900144 | see https://login.microsoftonline.com/error?code=900144",
      })
  void aRefusalOfTheLoginIsToldWithWhatToDo(int status, String error, int number, String advice) {
    graph()
        .answer(
            GraphStandIn.TOKEN, status, GraphShapes.loginError(error, number, GraphStandIn.SECRET));
    assertThat(refusal(tokens(setup.secret())))
        .hasMessage(
            "%s gives no token (%d, %s, AADSTS%d); %s"
                .formatted(place(), status, error, number, advice));
  }

  @Test
  void aRefusalWithoutWordsIsTold() {
    graph().answer(GraphStandIn.TOKEN, 400, "");
    assertThat(refusal(tokens(setup.secret())))
        .hasMessage(
            place() + " gives no token (400); check tenant_id, client_id and the credential");
  }

  @Test
  void aTenantThatTheLoginDoesNotKnowIsRefused() {
    graph().answer(GraphStandIn.TOKEN, 404, "<html>not here</html>");
    assertThat(refusal(tokens(setup.secret())))
        .hasMessage(
            place() + " gives no token (404); check tenant_id, client_id and the credential");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"access_token\": null}", "<html>Sign in", ""})
  void anAnswerWithoutATokenIsNone(String body) {
    graph().answer(GraphStandIn.TOKEN, new Answer(200, Map.of("Content-Type", "text/html"), body));
    assertThat(refusal(tokens(setup.secret())))
        .hasMessage(
            place()
                + " answered with something else than JSON (text/html): a login page or a proxy"
                + " stands in between, or the URL is wrong");
  }

  @Test
  void aLoginThatIsAskedTooOftenIsLeftAlone() {
    graph().answer(GraphStandIn.TOKEN, Answer.json(429, "{}").with("Retry-After", "30"));
    GraphException refusal = refusal(tokens(setup.secret()));
    assertThat(refusal.kind()).isEqualTo(GraphException.Kind.THROTTLED);
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(30));
    assertThat(logins()).hasSize(1);
  }

  @Test
  void aLoginWithTroubleOfItsOwnIsAskedOnceAReading() {
    graph().answer(GraphStandIn.TOKEN, 503, "");
    assertThat(refusal(tokens(setup.secret())))
        .hasMessage(place() + " has trouble of its own (503)");
    assertThat(logins()).hasSize(1);
  }

  @Test
  void aLoginThatDoesNotAnswerIsNotWaitedFor() {
    graph().answer(GraphStandIn.TOKEN, request -> Optional.empty());
    EntraConfig config = setup.config(setup.secret(), Duration.ofMillis(1500), Optional.empty());
    assertThat(refusal(new GraphTokens(config, GraphHttp.of(config), InstantSource.system())))
        .hasMessage(place() + " gave no whole answer within 1.5 s");
  }

  @Test
  void aRedirectOfTheLoginIsNotFollowed() throws Exception {
    try (GraphStandIn elsewhere = GraphStandIn.startInClear()) {
      graph()
          .answer(
              GraphStandIn.TOKEN,
              new Answer(307, Map.of("Location", elsewhere.uri() + "/secret"), ""));
      assertThat(refusal(tokens(setup.secret())))
          .hasMessageStartingWith(place() + " redirects to http://127.0.0.1 (307)");
      assertThat(elsewhere.requests("/secret")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | is empty; write into it what the key is for",
        "'  ' | is empty; write into it what the key is for",
        "two words | holds more than a secret; write the secret's Value alone",
        "gehütet | holds more than a secret; write the secret's Value alone",
      })
  void aSecretFileThatHoldsNoSecretIsNamed(String text, String problem) {
    GraphTokens tokens = tokens(setup.secret());
    Path file = setup.write("graph.secret", text);
    assertThat(refusal(tokens)).hasMessage("entra.client_secret_file: " + file + ": " + problem);
    assertThat(logins()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw-----w-"})
  void aSecretThatOthersMayReadOrReplaceIsNotUsed(String permissions) throws IOException {
    GraphTokens tokens = tokens(setup.secret());
    Path file = setup.directory().resolve("graph.secret");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    assertThat(refusal(tokens))
        .hasMessage(
            "entra.client_secret_file: %s: is open to every user of this machine (%s) and is not"
                    .formatted(file, permissions)
                + " used; chmod 600 it, and consider making a new secret");
    assertThat(logins()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------", "rw-r-----"})
  void aSecretOfItsOwnerOrGroupIsUsed(String permissions) throws Exception {
    GraphTokens tokens = tokens(setup.secret());
    Files.setPosixFilePermissions(
        setup.directory().resolve("graph.secret"), PosixFilePermissions.fromString(permissions));
    assertThat(tokens.token(false).reveal()).startsWith(GraphStandIn.TOKENS);
  }

  @Test
  void aSecretFileThatIsNotThereIsNamedAndReadOnceItIs() throws Exception {
    GraphTokens tokens = tokens(setup.secret());
    Path file = setup.directory().resolve("graph.secret");
    Files.delete(file);
    assertThat(refusal(tokens))
        .hasMessage(
            "entra.client_secret_file: "
                + file
                + ": does not exist; write it, or correct its name");
    setup.write("graph.secret", GraphStandIn.SECRET);
    assertThat(tokens.token(false).reveal()).startsWith(GraphStandIn.TOKENS);
  }

  @Test
  void aDirectoryIsNoSecret() throws IOException {
    GraphTokens tokens = tokens(setup.secret());
    Path file = setup.directory().resolve("graph.secret");
    Files.delete(file);
    Files.createDirectory(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    assertThat(refusal(tokens))
        .hasMessage("entra.client_secret_file: " + file + ": is a directory; name a file");
  }
}
