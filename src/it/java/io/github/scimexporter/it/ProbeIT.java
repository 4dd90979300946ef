package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.installation.ExporterJar;
import io.github.scimexporter.installation.ExporterProcess;
import io.github.scimexporter.installation.Scrape;
import io.github.scimexporter.standin.CertificateAuthority;
import io.github.scimexporter.standin.IssuedToken;
import io.github.scimexporter.standin.ServerTls;
import io.github.scimexporter.standin.SpotfireOptions;
import io.github.scimexporter.standin.SpotfireStandIn;
import io.github.scimexporter.standin.ValveLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running exporter asks the endpoint, tells what came of it, and counts none of it. */
class ProbeIT {
  private final ExporterJar jar = ExporterJar.built(Path.of("").toAbsolutePath());

  @TempDir private Path work;

  @Test
  void theEndpointIsAskedAndNoneOfItIsEvidence() throws IOException {
    CertificateAuthority authority = new CertificateAuthority("Test Authority");
    CertificateAuthority.Issued certificate = authority.issue("127.0.0.1");
    Files.writeString(work.resolve("ca.pem"), authority.own().certificatePem());
    try (SpotfireStandIn spotfire =
        new SpotfireStandIn(
            SpotfireOptions.defaults()
                .withLog(ValveLog.common(work.resolve("logs")))
                .withTls(ServerTls.of(certificate)))) {
      IssuedToken token = spotfire.issueToken(Duration.ofHours(1));
      Files.writeString(
          work.resolve("scim-exporter.yml"),
          """
          access_logs:
            - {name: tss1, paths: ["logs/*"]}
          syncs:
            - name: entra-prod
              endpoint: "%s"
              probe:
                {interval: 3s, timeout: 3s, token_file: probe.token, tls_config: {ca_file: ca.pem}}
          """
              .formatted(spotfire.endpoint()));
      try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
        awaitOutcome(exporter, "token_file");
        writeToken("");
        await().until(() -> exporter.log().contains("probe.token: holds no token"));
        writeToken(token.value());
        Files.setPosixFilePermissions(
            work.resolve("probe.token"), PosixFilePermissions.fromString("rw-r--r--"));
        await().until(() -> exporter.log().contains("probe.token: is open to every user"));
        assertThat(value(exporter.scrape(), "scim_probe_success")).hasValue(0.0);
        writeToken(token.value());
        awaitOutcome(exporter, "success");
        Scrape scrape = exporter.scrape();
        assertThat(value(scrape, "scim_probe_success")).hasValue(1.0);
        assertThat(value(scrape, "scim_probe_http_status_code")).hasValue(200.0);
        assertThat(value(scrape, "scim_probe_certificate_expiry_timestamp_seconds"))
            .hasValue(certificate.certificate().getNotAfter().toInstant().getEpochSecond() * 1.0);

        spotfire.revoke(token);
        awaitOutcome(exporter, "unauthorized");
        spotfire.stop();
        awaitOutcome(exporter, "connection_refused");
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () ->
                    value(exporter.scrape(), "scim_probe_consecutive_unreachable").orElse(0.0)
                        >= 3);

        // All that was asked is in the log that is followed, and nothing of it is counted.
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () ->
                    exporter.scrape().all("scim_log_lines_total").get(0).value()
                        >= spotfire.answered().values().stream().mapToLong(Long::longValue).sum());
        scrape = exporter.scrape();
        assertThat(scrape.all("scim_requests_total"))
            .isNotEmpty()
            .allMatch(sample -> sample.value() == 0);
        assertThat(scrape.all("scim_foreign_requests_total")).isEmpty();
        assertThat(scrape.all("scim_sync_last_success_timestamp_seconds")).isEmpty();
        assertThat(scrape.all("scim_sync_last_unauthorized_timestamp_seconds")).isEmpty();

        assertThat(exporter.log())
            .contains("the server accepts the token (200, a SCIM list)")
            .contains(
                "probe.token: does not exist; write it, or correct its name; asked without a token")
            .doesNotContain(token.value());
        for (String page : new String[] {"/metrics", "/"}) {
          assertThat(exporter.get(page).body()).doesNotContain(token.value());
        }
      }
      Files.delete(work.resolve("probe.token"));
      try (Stream<Path> files = Files.walk(work)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
              .as(file.toString())
              .doesNotContain(token.value());
        }
      }
    }
  }

  @Test
  void aProbeAloneIsEvidenceEnough() throws IOException {
    try (SpotfireStandIn spotfire = new SpotfireStandIn(SpotfireOptions.defaults())) {
      IssuedToken token = spotfire.issueToken(Duration.ofHours(1));
      writeToken(token.value());
      Files.writeString(
          work.resolve("scim-exporter.yml"),
          """
          syncs:
            - name: okta-prod
              endpoint: "%s"
              provisioned_from: {provider: other, owner: identity-team@example.com}
              probe: {interval: 1s, token_file: probe.token}
          """
              .formatted(spotfire.endpoint()));
      String warning = "syncs[0].probe: is all that watches this sync";
      ExporterJar.Result check =
          jar.run(work, "", List.of("--config.file=scim-exporter.yml", "--config.check"));
      assertThat(check.exit()).as(check.err()).isZero();
      assertThat(check.err()).contains(warning).hasLineCount(1);

      try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
        awaitOutcome(exporter, "success");
        exporter.kill();
        exporter.start();
        awaitOutcome(exporter, "success");
        Scrape scrape = exporter.scrape();
        assertThat(value(scrape, "scim_exporter_ready")).hasValue(1.0);
        assertThat(value(scrape, "scim_heartbeat_interval_seconds")).hasValue(0.0);
        assertThat(value(scrape, "scim_heartbeats_missed")).hasValue(0.0);
        assertThat(scrape.all("scim_sync_info").get(0).labels())
            .containsEntry("owner", "identity-team@example.com");
        assertThat(scrape.all("scim_requests_total"))
            .isNotEmpty()
            .allMatch(sample -> sample.value() == 0);
        assertThat(scrape.all("scim_sync_last_success_timestamp_seconds")).isEmpty();
        assertThat(scrape.all("scim_sync_log_info")).isEmpty();
        assertThat(scrape.all("scim_log_up")).isEmpty();
        assertThat(exporter.log()).contains(warning);

        spotfire.revoke(token);
        awaitOutcome(exporter, "unauthorized");
        spotfire.stop();
        awaitOutcome(exporter, "connection_refused");
      }
      ExporterJar.Result scan =
          jar.run(work, "", List.of("scan", "--config.file=scim-exporter.yml", "-"));
      assertThat(scan.exit()).isEqualTo(1);
      assertThat(scan.err())
          .contains("access_logs: is missing; scan needs to know what the lines look like");
    }
  }

  private void writeToken(String value) throws IOException {
    Path file = Files.writeString(work.resolve("probe.token"), value);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static void awaitOutcome(ExporterProcess exporter, String outcome) {
    await("outcome " + outcome)
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                exporter.scrape().all("scim_probe_outcome").stream()
                    .anyMatch(
                        sample ->
                            sample.value() == 1 && outcome.equals(sample.labels().get("outcome"))));
  }

  private static Optional<Double> value(Scrape scrape, String name) {
    return scrape.all(name).stream().map(sample -> sample.value()).findFirst();
  }
}
