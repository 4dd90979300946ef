package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.installation.ExporterJar;
import io.github.scimexporter.standin.CertificateAuthority;
import io.github.scimexporter.standin.IssuedToken;
import io.github.scimexporter.standin.ServerTls;
import io.github.scimexporter.standin.SpotfireOptions;
import io.github.scimexporter.standin.SpotfireStandIn;
import io.github.scimexporter.standin.ValveLog;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code token check} of the built jar says the truth of a token, and nothing of its value. */
class TokenCheckIT {
  private final ExporterJar jar = ExporterJar.built(Path.of("").toAbsolutePath());
  private final List<String> said = new ArrayList<>();
  private final List<IssuedToken> tokens = new ArrayList<>();

  @TempDir private Path work;

  @AfterEach
  void theValueIsNowhere() throws IOException {
    assertThat(tokens).isNotEmpty();
    for (IssuedToken token : tokens) {
      assertThat(said).isNotEmpty().noneMatch(text -> text.contains(token.value()));
      try (Stream<Path> files = Files.walk(work)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
              .as(file.toString())
              .doesNotContain(token.value());
        }
      }
    }
  }

  private SpotfireOptions options() {
    return SpotfireOptions.defaults().withLog(ValveLog.common(work.resolve("logs")));
  }

  private void configure(URI endpoint, String probe) throws IOException {
    Files.writeString(
        work.resolve("scim-exporter.yml"),
        """
        access_logs:
          - {name: tss1, paths: ["access*.log"]}
        syncs:
          - {name: entra-prod, endpoint: "%s"%s}
        """
            .formatted(endpoint, probe));
  }

  private IssuedToken registered(SpotfireStandIn spotfire, Duration validity) {
    IssuedToken token = spotfire.issueToken(validity);
    tokens.add(token);
    ExporterJar.Result added =
        run(
            token.printed(ZoneId.of("UTC")),
            "add",
            "--sync=entra-prod",
            "--also",
            "--expired",
            "--name=prod");
    assertThat(added.exit()).as(added.err()).isZero();
    return token;
  }

  private ExporterJar.Result run(String input, String command, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("token", command, "--config.file=scim-exporter.yml"));
    arguments.addAll(List.of(more));
    ExporterJar.Result result = jar.run(work, input, arguments);
    said.add(result.out() + result.err());
    return result;
  }

  private ExporterJar.Result check(IssuedToken token, String... more) {
    ExporterJar.Result result = run(token.value() + "\n", "check", more);
    assertThat(result.err()).isEmpty();
    return result;
  }

  @Test
  void theLifeOfATokenIsTold() throws IOException {
    try (SpotfireStandIn spotfire = new SpotfireStandIn(options())) {
      configure(spotfire.endpoint(), "");
      IssuedToken token = registered(spotfire, Duration.ofDays(365));

      ExporterJar.Result accepted = check(token);
      assertThat(accepted.out()).contains("the server accepts the token (200, a SCIM list)");
      assertThat(accepted.exit()).isZero();

      IssuedToken expired = registered(spotfire, Duration.ofDays(-1));
      ExporterJar.Result late = check(expired);
      assertThat(late.out())
          .contains("(401, invalid_token: ", "Next:      It has expired: issue a new one");
      assertThat(late.exit()).isEqualTo(1);

      spotfire.limitScopes(token, Set.of());
      ExporterJar.Result narrowed = check(token);
      assertThat(narrowed.out())
          .contains("(403, insufficient_scope: ", "Next:      The token lacks a scope");
      assertThat(narrowed.exit()).isEqualTo(1);

      spotfire.revoke(token);
      ExporterJar.Result revoked = check(token);
      assertThat(revoked.out())
          .contains("(401, invalid_token: ", "Next:      It was revoked before its end");
      assertThat(revoked.exit()).isEqualTo(1);

      IssuedToken other = registered(spotfire, Duration.ofDays(365));
      configure(spotfire.endpoint("OTHER"), "");
      ExporterJar.Result wrong = check(other);
      assertThat(wrong.out())
          .contains("the server knows no users at this URL (404)", "Correct the sync's endpoint");
      assertThat(wrong.exit()).isEqualTo(1);

      spotfire.stop();
      ExporterJar.Result down = check(other);
      assertThat(down.out()).contains("(connection refused)", "Next:      Start the server");
      assertThat(down.exit()).isEqualTo(1);
    }
  }

  @Test
  void theServerSeesWhoAsks() throws IOException {
    try (SpotfireStandIn spotfire =
        new SpotfireStandIn(
            SpotfireOptions.defaults().withLog(ValveLog.combined(work.resolve("logs"))))) {
      configure(spotfire.endpoint(), "");
      check(registered(spotfire, Duration.ofDays(365)));
      spotfire.stop();
      try (Stream<Path> logs = Files.list(work.resolve("logs"))) {
        assertThat(Files.readString(logs.findFirst().orElseThrow()))
            .contains("scim-exporter-probe-")
            .containsPattern("\"scim-exporter/\\d[^\" ]*\"");
      }
    }
  }

  @Test
  void aServerIsAskedOverTlsWithAClientCertificate() throws IOException {
    CertificateAuthority authority = new CertificateAuthority("Test Authority");
    ServerTls tls = ServerTls.of(authority.issue("127.0.0.1")).asking(authority);
    CertificateAuthority.Issued own = authority.issue();
    Files.writeString(work.resolve("ca.pem"), authority.own().certificatePem());
    Files.writeString(work.resolve("own.pem"), own.certificatePem());
    Files.writeString(work.resolve("own.key"), own.olderKeyPem());
    try (SpotfireStandIn spotfire = new SpotfireStandIn(options().withTls(tls))) {
      configure(
          spotfire.endpoint(),
          ", probe: {tls_config: {ca_file: ca.pem, cert_file: own.pem, key_file: own.key}}");
      IssuedToken token = registered(spotfire, Duration.ofDays(365));
      ExporterJar.Result accepted = check(token);
      assertThat(accepted.out()).contains("the server accepts the token");
      assertThat(accepted.exit()).isZero();

      configure(spotfire.endpoint(), ", probe: {tls_config: {ca_file: ca.pem}}");
      ExporterJar.Result refused = check(token);
      assertThat(refused.out()).contains("wants a client certificate");
      assertThat(refused.exit()).isEqualTo(1);
    }
  }
}
