package io.github.scimexporter.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.config.ProbeConfig;
import io.github.scimexporter.config.Secret;
import io.github.scimexporter.config.TlsConfig;
import io.github.scimexporter.standin.CertificateAuthority;
import io.github.scimexporter.standin.ServerTls;
import io.github.scimexporter.standin.SpotfireOptions;
import io.github.scimexporter.standin.SpotfireStandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way in which a connection cannot be secured is told apart. */
class EndpointClientTlsTest {
  private static final CertificateAuthority AUTHORITY = new CertificateAuthority("Test Authority");

  @TempDir private Path directory = Path.of("");
  private Path authorities = Path.of("");

  @BeforeEach
  void writeAuthorities() throws IOException {
    authorities = write("ca.pem", AUTHORITY.own().certificatePem());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static SpotfireStandIn server(ServerTls tls) {
    return new SpotfireStandIn(SpotfireOptions.defaults().withTls(tls));
  }

  private static Reply ask(SpotfireStandIn server, ProbeConfig probe) throws InterruptedException {
    Secret token = new Secret(server.issueToken(Duration.ofHours(1)).value());
    return new EndpointClient(Syncs.at(server.endpoint(), probe)).exchange(Optional.of(token));
  }

  private static void failed(Reply reply, TlsProblem problem, String words) {
    assertThat(reply.answer()).isInstanceOf(Answer.TlsFailure.class);
    assertThat(((Answer.TlsFailure) reply.answer()).kind()).as(reply.toString()).isEqualTo(problem);
    assertThat(reply.answer().words())
        .startsWith("there is no secure connection: ")
        .containsPattern(words);
    assertThat(reply.answer().status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aServerOfATrustedAuthorityIsAskedAndItsCertificatesEndIsKnown(String protocol)
      throws Exception {
    Instant end = Instant.now().plus(Duration.ofDays(20)).truncatedTo(ChronoUnit.SECONDS);
    CertificateAuthority.Issued certificate =
        AUTHORITY.issue(Instant.now().minusSeconds(60), end, "127.0.0.1");
    try (SpotfireStandIn server = server(ServerTls.of(certificate).speaking(protocol))) {
      Reply reply = ask(server, Syncs.trusting(authorities));
      assertThat(reply.answer()).isEqualTo(new Answer.Accepted(200));
      assertThat(reply.certificateExpiry()).hasValue(end);
    }
  }

  @Test
  void anExpiredCertificateIsSaidWithItsDate() throws Exception {
    Instant end = Instant.parse("2026-01-02T03:04:05Z");
    CertificateAuthority.Issued certificate =
        AUTHORITY.issue(Instant.parse("2025-01-02T03:04:05Z"), end, "127.0.0.1");
    try (SpotfireStandIn server = server(ServerTls.of(certificate))) {
      Reply reply = ask(server, Syncs.trusting(authorities));
      failed(reply, TlsProblem.CERTIFICATE_EXPIRED, "certificate expired on 2026-01-02T03:04:05Z$");
      assertThat(reply.certificateExpiry()).hasValue(end);
      assertThat(server.answered()).isEmpty();
    }
  }

  @Test
  void anExpiredCertificateIsSaidThoughItIsItselfTrusted() throws Exception {
    CertificateAuthority.Issued certificate =
        AUTHORITY.issue(
            Instant.parse("2025-01-02T03:04:05Z"),
            Instant.parse("2026-01-02T03:04:05Z"),
            "127.0.0.1");
    try (SpotfireStandIn server = server(ServerTls.of(certificate))) {
      failed(
          ask(server, Syncs.trusting(write("own.pem", certificate.certificatePem()))),
          TlsProblem.CERTIFICATE_EXPIRED,
          "expired on");
    }
  }

  @Test
  void aCertificateOfTheFutureIsSaid() throws Exception {
    Instant start = Instant.now().plus(Duration.ofDays(1));
    CertificateAuthority.Issued certificate =
        AUTHORITY.issue(start, start.plus(Duration.ofDays(1)), "127.0.0.1");
    try (SpotfireStandIn server = server(ServerTls.of(certificate))) {
      failed(
          ask(server, Syncs.trusting(authorities)),
          TlsProblem.CERTIFICATE_NOT_YET_VALID,
          "valid only from");
    }
  }

  @Test
  void anUnknownAuthorityIsNamed() throws Exception {
    try (SpotfireStandIn server = server(ServerTls.of(AUTHORITY.issue("127.0.0.1")))) {
      Reply reply = ask(server, ProbeConfig.DEFAULT);
      failed(
          reply,
          TlsProblem.UNKNOWN_CA,
          "of an issuer that is not trusted here \\(CN=Test Authority\\)");
      assertThat(reply.answer().advice()).contains("probe.tls_config.ca_file");
      assertThat(reply.certificateExpiry()).isPresent();
    }
  }

  @Test
  void aWrongHostNameIsSaidWithTheRightOnes() throws Exception {
    try (SpotfireStandIn server =
        server(ServerTls.of(AUTHORITY.issue("spotfire.example.com", "10.0.0.1")))) {
      failed(
          ask(server, Syncs.trusting(authorities)),
          TlsProblem.WRONG_HOST_NAME,
          "for spotfire.example.com, 10.0.0.1, not for 127.0.0.1$");
    }
  }

  @Test
  void aCertificateThatNamesNoHostIsOfTheWrongOne() throws Exception {
    try (SpotfireStandIn server = server(ServerTls.of(AUTHORITY.issue()))) {
      failed(
          ask(server, Syncs.trusting(authorities)),
          TlsProblem.WRONG_HOST_NAME,
          "is for no host \\(CN=client\\), not for 127.0.0.1$");
    }
  }

  @Test
  void aServerThatSpeaksNoTlsIsSaid() throws Exception {
    try (SpotfireStandIn server = new SpotfireStandIn(SpotfireOptions.defaults())) {
      URI endpoint = URI.create(server.endpoint().toString().replace("http:", "https:"));
      Reply reply = new EndpointClient(Syncs.at(endpoint)).exchange(Optional.empty());
      failed(reply, TlsProblem.NO_TLS, " does not speak TLS$");
      assertThat(reply.certificateExpiry()).isEmpty();
    }
  }

  @Test
  void aServerThatSpeaksTlsIsAskedInClear() throws Exception {
    try (SpotfireStandIn server = server(ServerTls.of(AUTHORITY.issue("127.0.0.1")))) {
      URI endpoint = URI.create(server.endpoint().toString().replace("https:", "http:"));
      Answer answer = new EndpointClient(Syncs.at(endpoint)).ask(Optional.empty());
      assertThat(answer).isEqualTo(new Answer.Other(400));
      assertThat(answer.advice()).contains("begins with https://");
    }
  }

  @Test
  void aHandshakeThatIsRefusedIsSaid() throws Exception {
    // A fatal alert, level 2: handshake_failure (40).
    byte[] alert = {21, 3, 3, 0, 2, 2, 40};
    try (RawServer server =
        new RawServer(connection -> connection.getOutputStream().write(alert))) {
      Reply reply = new EndpointClient(Syncs.at(server.https())).exchange(Optional.empty());
      failed(reply, TlsProblem.HANDSHAKE, "handshake_failure");
    }
  }

  @Test
  void aServerOfOldProtocolsIsSaid() throws Exception {
    // protocol_version (70).
    byte[] alert = {21, 3, 1, 0, 2, 2, 70};
    try (RawServer server =
        new RawServer(connection -> connection.getOutputStream().write(alert))) {
      Reply reply = new EndpointClient(Syncs.at(server.https())).exchange(Optional.empty());
      failed(reply, TlsProblem.HANDSHAKE, "protocol_version");
      assertThat(reply.answer().advice()).contains("TLS 1.2 or 1.3");
    }
  }

  @Test
  void aServerThatHasNoSuchNameIsSaid() throws Exception {
    // unrecognized_name (112).
    byte[] alert = {21, 3, 3, 0, 2, 2, 112};
    try (RawServer server =
        new RawServer(connection -> connection.getOutputStream().write(alert))) {
      Reply reply = new EndpointClient(Syncs.at(server.https())).exchange(Optional.empty());
      failed(reply, TlsProblem.WRONG_HOST_NAME, "has no certificate for that host name");
    }
  }

  @Test
  void aHandshakeThatIsCutOffIsAClosedConnection() throws Exception {
    try (RawServer server = new RawServer(java.net.Socket::close)) {
      Answer answer = new EndpointClient(Syncs.at(server.https())).ask(Optional.empty());
      assertThat(answer.words()).endsWith(" closed the connection during the TLS handshake");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aServerThatAsksForAClientCertificateAndClosesIsNotJustClosed(String protocol)
      throws Exception {
    ServerTls tls = ServerTls.of(AUTHORITY.issue("127.0.0.1")).asking(AUTHORITY).speaking(protocol);
    CertificateAuthority.Issued own = AUTHORITY.issue();
    try (SpotfireStandIn server = server(tls);
        CutOff cutOff = new CutOff(server.endpoint())) {
      failed(
          new EndpointClient(Syncs.at(cutOff.https(), Syncs.trusting(authorities)))
              .exchange(Optional.empty()),
          TlsProblem.CLIENT_CERTIFICATE,
          " wants a client certificate \\(it asked for one and closed the connection\\)$");
      failed(
          new EndpointClient(Syncs.at(cutOff.https(), with(own, own.keyPem())))
              .exchange(Optional.empty()),
          TlsProblem.CLIENT_CERTIFICATE,
          " does not accept the client certificate"
              + " \\(it asked for one and closed the connection\\)$");
    }
  }

  @Test
  void whoWasAskedForACertificateOnceIsNotSaidToBeAskedForIt() throws Exception {
    ServerTls tls = ServerTls.of(AUTHORITY.issue("127.0.0.1")).asking(AUTHORITY);
    try (SpotfireStandIn server = server(tls);
        CutOff cutOff = new CutOff(server.endpoint())) {
      EndpointClient client =
          new EndpointClient(Syncs.at(cutOff.https(), Syncs.trusting(authorities)));
      assertThat(client.ask(Optional.empty())).isInstanceOf(Answer.TlsFailure.class);
      cutOff.beforeTheServerSpeaks();
      assertThat(client.ask(Optional.empty()).words())
          .endsWith(" closed the connection during the TLS handshake");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aServerThatWantsAClientCertificateIsSaid(String protocol) throws Exception {
    ServerTls tls = ServerTls.of(AUTHORITY.issue("127.0.0.1")).asking(AUTHORITY).speaking(protocol);
    try (SpotfireStandIn server = server(tls)) {
      failed(
          ask(server, Syncs.trusting(authorities)),
          TlsProblem.CLIENT_CERTIFICATE,
          "wants a client certificate");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aClientCertificateIsShown(String protocol) throws Exception {
    ServerTls tls = ServerTls.of(AUTHORITY.issue("127.0.0.1")).asking(AUTHORITY).speaking(protocol);
    CertificateAuthority.Issued own = AUTHORITY.issue();
    try (SpotfireStandIn server = server(tls)) {
      assertThat(ask(server, with(own, own.keyPem())).answer()).isEqualTo(new Answer.Accepted(200));
      assertThat(ask(server, with(own, own.olderKeyPem())).answer())
          .isEqualTo(new Answer.Accepted(200));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aClientCertificateThatTheServerDoesNotTrustIsSaid(String protocol) throws Exception {
    ServerTls tls = ServerTls.of(AUTHORITY.issue("127.0.0.1")).asking(AUTHORITY).speaking(protocol);
    CertificateAuthority.Issued stranger = new CertificateAuthority("Test Authority").issue();
    try (SpotfireStandIn server = server(tls)) {
      failed(
          ask(server, with(stranger, stranger.keyPem())),
          TlsProblem.CLIENT_CERTIFICATE,
          "does not accept the client certificate");
    }
  }

  private ProbeConfig with(CertificateAuthority.Issued own, String key) throws IOException {
    return Syncs.secured(
        new TlsConfig(
            Optional.of(authorities),
            Optional.of(write("client.pem", own.certificatePem())),
            Optional.of(write("client.key", key))));
  }

  @Test
  void aRenewedAuthorityIsReadWithoutARestart() throws Exception {
    CertificateAuthority renewed = new CertificateAuthority("Renewed Authority");
    try (SpotfireStandIn server = server(ServerTls.of(renewed.issue("127.0.0.1")))) {
      EndpointClient client =
          new EndpointClient(Syncs.at(server.endpoint(), Syncs.trusting(authorities)));
      assertThat(client.ask(Optional.empty())).isInstanceOf(Answer.TlsFailure.class);
      write("ca.pem", AUTHORITY.own().certificatePem() + renewed.own().certificatePem());
      assertThat(client.ask(Optional.empty())).isInstanceOf(Answer.Unauthorized.class);
    }
  }

  @Test
  void aFileThatCannotBeUsedIsNamed() throws Exception {
    try (SpotfireStandIn server = server(ServerTls.of(AUTHORITY.issue("127.0.0.1")))) {
      Path missing = directory.resolve("missing.pem");
      failed(
          ask(server, Syncs.trusting(missing)),
          TlsProblem.FILES,
          missing + ": does not exist; write it, or correct its name$");
      failed(
          ask(server, Syncs.trusting(directory)),
          TlsProblem.FILES,
          directory + ": is a directory; name a file$");
      failed(
          ask(server, Syncs.trusting(write("no.pem", "no certificate"))),
          TlsProblem.FILES,
          "no.pem: holds no certificate that can be read");
      Files.write(directory.resolve("der.pem"), AUTHORITY.own().certificate().getEncoded());
      failed(
          ask(server, Syncs.trusting(directory.resolve("der.pem"))),
          TlsProblem.FILES,
          "der.pem: holds no text in UTF-8");
      CertificateAuthority.Issued own = AUTHORITY.issue();
      failed(
          ask(server, with(own, "no key")),
          TlsProblem.FILES,
          "client.key: holds no key that can be read");
      assertThat(server.answered()).isEmpty();
    }
  }

  @Test
  void theKeyIsInNoWords() throws Exception {
    CertificateAuthority.Issued own = AUTHORITY.issue();
    ProbeConfig probe = with(own, own.keyPem());
    String key = own.keyPem().lines().skip(1).findFirst().orElseThrow();
    assertThat(TlsFiles.read(probe.tls()).toString()).doesNotContain(key);
    assertThat(
            new String(Files.readAllBytes(directory.resolve("client.key")), StandardCharsets.UTF_8))
        .contains(key);
  }
}
