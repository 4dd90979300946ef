package io.github.scimexporter.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.accesslog.follow.LogCapture;
import io.github.scimexporter.config.ProbeConfig;
import io.github.scimexporter.config.TlsConfig;
import io.github.scimexporter.standin.CertificateAuthority;
import io.github.scimexporter.standin.IssuedToken;
import io.github.scimexporter.standin.ServerTls;
import io.github.scimexporter.standin.SpotfireOptions;
import io.github.scimexporter.standin.SpotfireStandIn;
import io.github.scimexporter.sync.ProbeOutcome;
import io.github.scimexporter.sync.ProbeResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncProbeTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private final SpotfireStandIn spotfire = new SpotfireStandIn(SpotfireOptions.defaults());
  private final LogCapture log = LogCapture.start();

  @TempDir private Path directory = Path.of("");
  private Path tokenFile = Path.of("");

  @BeforeEach
  void nameTheFile() {
    tokenFile = directory.resolve("probe.token");
  }

  @AfterEach
  void stop() {
    log.close();
    spotfire.close();
  }

  private SyncProbe probe(URI endpoint, Optional<Path> token, TlsConfig tls) {
    ProbeConfig config =
        new ProbeConfig(
            Duration.ofMinutes(5), Duration.ofSeconds(30), token, tls, Optional.empty());
    return new SyncProbe(Syncs.at(endpoint, config), config, () -> NOW);
  }

  private SyncProbe withToken() {
    return probe(spotfire.endpoint(), Optional.of(tokenFile), TlsConfig.DEFAULT);
  }

  private SyncProbe withoutToken(URI endpoint) {
    return probe(endpoint, Optional.empty(), TlsConfig.DEFAULT);
  }

  private void write(String text) throws IOException {
    Files.writeString(tokenFile, text);
    Files.setPosixFilePermissions(tokenFile, PosixFilePermissions.fromString("rw-------"));
  }

  private IssuedToken issue() throws IOException {
    IssuedToken token = spotfire.issueToken(Duration.ofHours(1));
    write(token.value() + "\n");
    return token;
  }

  private static ProbeResult ask(SyncProbe probe) throws InterruptedException {
    probe.probe();
    return probe.last().orElseThrow();
  }

  private static ProbeOutcome outcome(SyncProbe probe) throws InterruptedException {
    return ask(probe).outcome();
  }

  /** Only a mistake of this program can be unforeseen; a closed file system plays one here. */
  @Test
  void whatIsUnforeseenIsSaidOnceAndEndsWhatTheLastProbeFound() throws Exception {
    Path zip = directory.resolve("closed.zip");
    SyncProbe probe;
    try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      tokenFile = files.getPath("/probe.token");
      Files.writeString(tokenFile, spotfire.issueToken(Duration.ofHours(1)).value());
      probe = withToken();
      probe.ask();
      assertThat(probe.last().orElseThrow().outcome()).isEqualTo(ProbeOutcome.SUCCESS);
    }
    probe.ask();
    probe.ask();
    assertThat(probe.last().orElseThrow().outcome()).isEqualTo(ProbeOutcome.OTHER);
    assertThat(logged()).filteredOn(line -> line.contains("in an unforeseen way")).hasSize(1);
  }

  private List<String> logged() {
    return log.messages().stream().filter(line -> line.contains("sync entra-prod: ")).toList();
  }

  @Test
  void nothingIsKnownBeforeTheFirst() {
    assertThat(withoutToken(spotfire.endpoint()).last()).isEmpty();
  }

  @Test
  void aTokenThatIsAcceptedIsASuccess() throws Exception {
    issue();
    ProbeResult result = ask(withToken());
    assertThat(result.outcome()).isEqualTo(ProbeOutcome.SUCCESS);
    assertThat(result.status()).isEqualTo(200);
    assertThat(result.time()).isEqualTo(NOW);
    assertThat(result.duration()).isPositive();
    assertThat(result.certificateExpiry()).isEmpty();
    assertThat(result.unreachable()).isZero();
  }

  @Test
  void withoutATokenAServerThatAsksForOneIsASuccess() throws Exception {
    ProbeResult result = ask(withoutToken(spotfire.endpoint()));
    assertThat(result.outcome()).isEqualTo(ProbeOutcome.TOKEN_WANTED);
    assertThat(result.status()).isEqualTo(401);
    assertThat(logged())
        .containsExactly(
            "INFO sync entra-prod: probe: the server answers, and asks for a token (401)");
  }

  @Test
  void aServerThatLetsAnyoneInIsSaid() throws Exception {
    try (RawServer open = RawServer.with("200 OK", "", "{\"totalResults\":0}")) {
      assertThat(outcome(withoutToken(open.uri()))).isEqualTo(ProbeOutcome.OPEN);
      assertThat(logged())
          .containsExactly(
              "WARNING sync entra-prod: probe: the server shows its users without a token (200)");
    }
  }

  @Test
  void onlyChangesAreLoggedAndNoToken() throws Exception {
    IssuedToken token = issue();
    SyncProbe probe = withToken();
    ask(probe);
    ask(probe);
    assertThat(logged())
        .containsExactly(
            "INFO sync entra-prod: probe: the server accepts the token (200, a SCIM list)");
    spotfire.revoke(token);
    assertThat(outcome(probe)).isEqualTo(ProbeOutcome.UNAUTHORIZED);
    ask(probe);
    assertThat(logged())
        .hasSize(2)
        .last()
        .asString()
        .startsWith(
            "WARNING sync entra-prod: probe: the server refuses the token (401, invalid_token");
    assertThat(log.messages()).noneMatch(line -> line.contains(token.value()));
  }

  @Test
  void aTokenThatWasReplacedInItsFileIsUsed() throws Exception {
    spotfire.revoke(issue());
    SyncProbe probe = withToken();
    assertThat(outcome(probe)).isEqualTo(ProbeOutcome.UNAUTHORIZED);
    issue();
    assertThat(outcome(probe)).isEqualTo(ProbeOutcome.SUCCESS);
  }

  @Test
  void aMissingTokenFileIsSaidOnceAndTheEndpointIsAskedAllTheSame() throws Exception {
    SyncProbe probe = withToken();
    ProbeResult result = ask(probe);
    assertThat(result.outcome()).isEqualTo(ProbeOutcome.TOKEN_FILE);
    assertThat(result.status()).isEqualTo(401);
    ask(probe);
    assertThat(logged())
        .containsExactly(
            "WARNING sync entra-prod: probe.token_file: "
                + tokenFile
                + ": does not exist; write it, or correct its name; asked without a token",
            "WARNING sync entra-prod: probe: the server answers, and asks for the token that"
                + " cannot be read (401)");
    issue();
    assertThat(outcome(probe)).isEqualTo(ProbeOutcome.SUCCESS);
    assertThat(logged()).contains("INFO sync entra-prod: probe: its token is read again");
  }

  @Test
  void aTokenFileWithoutATokenIsSaidWithoutItsText() throws Exception {
    for (String text : List.of("", "\n", "invented first", "inv\u00e9nted")) {
      write(text);
      assertThat(outcome(withToken())).isEqualTo(ProbeOutcome.TOKEN_FILE);
    }
    assertThat(logged())
        .contains(
            "WARNING sync entra-prod: probe.token_file: "
                + tokenFile
                + ": holds no token; write one into it, alone on one line; asked without a token")
        .noneMatch(line -> line.contains("invented") || line.contains("inv\u00e9nted"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw-----w-"})
  void aTokenThatOthersMayReadOrReplaceIsSaidOnceAndNotSent(String permissions) throws Exception {
    IssuedToken token = issue();
    Files.setPosixFilePermissions(tokenFile, PosixFilePermissions.fromString(permissions));
    SyncProbe probe = withToken();
    assertThat(outcome(probe)).isEqualTo(ProbeOutcome.TOKEN_FILE);
    assertThat(outcome(probe)).isEqualTo(ProbeOutcome.TOKEN_FILE);
    assertThat(logged())
        .filteredOn(line -> line.contains("probe.token_file"))
        .containsExactly(
            "WARNING sync entra-prod: probe.token_file: "
                + tokenFile
                + ": is open to every user of this machine ("
                + permissions
                + ") and is not used; chmod 600 it, and consider making a new token; asked without"
                + " a token");
    assertThat(log.messages()).noneMatch(line -> line.contains(token.value()));
    Files.setPosixFilePermissions(tokenFile, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(outcome(probe)).isEqualTo(ProbeOutcome.SUCCESS);
  }

  @Test
  void whatCannotBeReachedIsCountedUntilItAnswers() throws Exception {
    issue();
    SyncProbe probe = withToken();
    spotfire.stop();
    assertThat(ask(probe).unreachable()).isEqualTo(1);
    ProbeResult second = ask(probe);
    assertThat(second.outcome()).isEqualTo(ProbeOutcome.CONNECTION_REFUSED);
    assertThat(second.status()).isZero();
    assertThat(second.unreachable()).isEqualTo(2);
    spotfire.start();
    spotfire.answerWith(503, Duration.ofHours(1));
    ProbeResult third = ask(probe);
    assertThat(third.outcome()).isEqualTo(ProbeOutcome.SERVER_ERROR);
    assertThat(third.unreachable()).isEqualTo(3);
    spotfire.answerNormally();
    assertThat(ask(probe).unreachable()).isZero();
  }

  @Test
  void aServerThatIsDownIsSoThoughTheTokenFileIsMissing() throws Exception {
    spotfire.stop();
    assertThat(outcome(withToken())).isEqualTo(ProbeOutcome.CONNECTION_REFUSED);
  }

  @Test
  void aFileOfThisSideDoesNotMakeTheEndpointUnreachable() throws Exception {
    TlsConfig tls =
        new TlsConfig(Optional.of(directory.resolve("ca.pem")), Optional.empty(), Optional.empty());
    ProbeResult result = ask(probe(spotfire.endpoint(), Optional.empty(), tls));
    assertThat(result.outcome()).isEqualTo(ProbeOutcome.TLS_FILE);
    assertThat(result.unreachable()).isZero();
  }

  @Test
  void theEndOfTheServersCertificateIsKnown() throws Exception {
    CertificateAuthority authority = new CertificateAuthority("Test Authority");
    CertificateAuthority.Issued certificate = authority.issue("127.0.0.1");
    Path file = Files.writeString(directory.resolve("ca.pem"), authority.own().certificatePem());
    TlsConfig tls = new TlsConfig(Optional.of(file), Optional.empty(), Optional.empty());
    try (SpotfireStandIn secured =
        new SpotfireStandIn(SpotfireOptions.defaults().withTls(ServerTls.of(certificate)))) {
      ProbeResult result = ask(probe(secured.endpoint(), Optional.empty(), tls));
      assertThat(result.outcome()).isEqualTo(ProbeOutcome.TOKEN_WANTED);
      assertThat(result.certificateExpiry())
          .hasValue(certificate.certificate().getNotAfter().toInstant());
    }
  }
}
