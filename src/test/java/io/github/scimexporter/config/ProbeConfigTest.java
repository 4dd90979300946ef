package io.github.scimexporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeConfigTest {
  @TempDir private Path directory = Path.of("");

  private Configuration load(String probe) throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("c.yml"),
            """
            access_logs: [{name: x, paths: [a.log]}]
            syncs:
              - name: s
                endpoint: http://localhost/scim
                %s
            """
                .formatted(probe));
    return ConfigLoader.load(file);
  }

  private Optional<ProbeConfig> probe(String probe) throws Exception {
    Configuration configuration = load(probe);
    assertThat(configuration.warnings()).isEmpty();
    return configuration.syncs().get(0).probe();
  }

  @Test
  void nothingIsProbedUnlessThatIsWritten() throws Exception {
    assertThat(probe("")).isEmpty();
  }

  @Test
  void aProbeNeedsNoKey() throws Exception {
    assertThat(probe("probe: {}")).hasValue(ProbeConfig.DEFAULT);
    assertThat(ProbeConfig.DEFAULT.interval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(ProbeConfig.DEFAULT.timeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void readsEveryKeyAndResolvesItsFiles() throws Exception {
    assertThat(
            probe(
                "probe: {interval: 1m, timeout: 20s, token_file: probe.token, proxy_url:"
                    + " 'http://proxy:3128', tls_config: {ca_file: /etc/ca.pem, cert_file:"
                    + " tls/own.pem, key_file: tls/own.key}}"))
        .hasValue(
            new ProbeConfig(
                Duration.ofMinutes(1),
                Duration.ofSeconds(20),
                Optional.of(directory.resolve("probe.token")),
                new TlsConfig(
                    Optional.of(Path.of("/etc/ca.pem")),
                    Optional.of(directory.resolve("tls/own.pem")),
                    Optional.of(directory.resolve("tls/own.key"))),
                Optional.of(URI.create("http://proxy:3128"))));
  }

  @Test
  void aShortIntervalShortensTheTimeoutThatIsNotWritten() throws Exception {
    assertThat(probe("probe: {interval: 5s}").orElseThrow().timeout())
        .isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "probe: 5m | :5: syncs[0].probe: must be a mapping of keys to values",
        "probe: {intervall: 5m} | :5: syncs[0].probe.intervall: unknown key; known here are"
            + " interval, proxy_url, timeout, tls_config, token_file",
        "probe: {interval: 5} | :5: syncs[0].probe.interval: '5' is not a duration; write it as in"
            + " Prometheus, e.g. 40m, 1h30m or 30d",
        "probe: {interval: 0} | : syncs[0].probe.interval: must be 1s or more, e.g. 5m; to probe"
            + " nothing, leave out probe",
        "probe: {timeout: 0} | : syncs[0].probe.timeout: must be more than 0 and at most the"
            + " interval of 5m, e.g. 10s",
        "probe: {interval: 1m, timeout: 61s} | : syncs[0].probe.timeout: must be more than 0 and"
            + " at most the interval of 1m, e.g. 10s",
        "probe: {token_file: ''} | : syncs[0].probe.token_file: is empty; write a file name, or"
            + " leave it out",
        "probe: {token_file: [x]} | :5: syncs[0].probe.token_file: must be a single word",
        "probe: {token: x} | :5: syncs[0].probe.token: unknown key; known here are interval,"
            + " proxy_url, timeout, tls_config, token_file",
        "probe: {proxy_url: 'proxy:3128'} | :5: syncs[0].probe.proxy_url: 'proxy:3128' is not a"
            + " URL; write it whole, e.g. https://host.example.com/scim/v2",
        "probe: {proxy_url: 'http://u:p@proxy:3128'} | :5: syncs[0].probe.proxy_url: must be a URL"
            + " without a user name or password; leave out what stands before the @",
        "probe: {proxy_url: 'https://proxy:3128'} | : syncs[0].probe.proxy_url: must begin with"
            + " http://, e.g. http://proxy.example.com:3128",
        "probe: {tls_config: {insecure_skip_verify: true}} | :5:"
            + " syncs[0].probe.tls_config.insecure_skip_verify: unknown key; known here are"
            + " ca_file, cert_file, key_file",
        "probe: {tls_config: {ca_file: ' '}} | : syncs[0].probe.tls_config.ca_file: is empty;"
            + " write a file name, or leave it out",
        "probe: {tls_config: {cert_file: x}} | : syncs[0].probe.tls_config: has cert_file, but no"
            + " key_file; a client certificate needs both",
        "probe: {tls_config: {key_file: x}} | : syncs[0].probe.tls_config: has key_file, but no"
            + " cert_file; a client certificate needs both",
      })
  void whatIsWrongIsNamed(String probe, String message) throws IOException {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> load(probe))
        .withMessage(directory.resolve("c.yml") + message);
  }

  @Test
  void aCertificateComesWithItsKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new TlsConfig(Optional.empty(), Optional.of(Path.of("own.pem")), Optional.empty()));
  }

  private Configuration withoutLogs(String sync) throws Exception {
    return ConfigLoader.load(
        Files.writeString(
            directory.resolve("c.yml"),
            """
            syncs:
              - name: s
                endpoint: https://scim.example.com/scim
                provisioned_from: {provider: other}
                %s
            """
                .formatted(sync)));
  }

  @Test
  void whereEachSyncHasAProbeNoLogIsNeededAndNoHeartbeatIsDue() throws Exception {
    for (String logs : List.of("", "access_logs: []\n")) {
      Configuration configuration = withoutLogs("probe: {token_file: t}\n" + logs);
      assertThat(configuration.accessLogs()).isEmpty();
      assertThat(configuration.syncs().get(0).logs()).isEmpty();
      assertThat(configuration.syncs().get(0).heartbeat()).isEqualTo(HeartbeatConfig.OFF);
    }
  }

  @Test
  void whatAProbeAloneDoesNotSeeIsWarnedOf() throws Exception {
    String key = directory + "/c.yml: syncs[0].probe: is all that watches this sync, so that its";
    assertThat(withoutLogs("probe: {token_file: t}").warnings())
        .containsExactly(
            key
                + " client's own 401s and silence are not seen, only whether the endpoint answers and"
                + " takes the probe's token; add logs or entra to see more");
    assertThat(withoutLogs("probe: {}").warnings())
        .containsExactly(
            key
                + " client's own 401s and silence are not seen, only whether the endpoint answers;"
                + " give it a token_file to see whether it takes a token; add logs or entra to see"
                + " more");
  }

  @Test
  void aSyncWithAProbeMayLeaveTheLogsToOthers() throws Exception {
    SyncConfig sync = load("logs: []\n    probe: {token_file: t}").syncs().get(0);
    assertThat(sync.logs()).isEmpty();
    assertThat(sync.heartbeat().isOff()).isTrue();
  }

  @Test
  void aHeartbeatThatAProbeAloneCouldNeverGiveIsRefused() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> withoutLogs("probe: {}\n    heartbeat: {interval: 40m}"))
        .withMessage(
            directory
                + "/c.yml: syncs[0].heartbeat: can never come, since a probe is none; write off, or"
                + " give the sync logs or entra");
  }

  @Test
  void aLogIsNeededWhereOneSyncHasNoOtherEvidence() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> withoutLogs("probe: {}\n  - {name: b, endpoint: 'http://localhost/b'}"))
        .withMessageStartingWith(directory + "/c.yml: access_logs: is missing or empty");
  }
}
