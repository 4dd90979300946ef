package io.github.scimexporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
  private static final HeartbeatConfig DAILY =
      new HeartbeatConfig(Duration.ofHours(24), Duration.ofHours(1), 2);

  @TempDir private Path directory = Path.of("");

  private Configuration load(String yaml) throws IOException, ConfigException {
    return ConfigLoader.load(Files.writeString(directory.resolve("scim-exporter.yml"), yaml));
  }

  private SyncConfig sync(String lines) throws IOException, ConfigException {
    return load("""
            access_logs: [{name: tss1, paths: [access.log]}]
            syncs:
              - name: entra
                endpoint: http://localhost/scim
            """
            + lines.indent(4))
        .syncs()
        .get(0);
  }

  @Test
  void fillsInTheDefaults() throws Exception {
    Configuration configuration =
        load(
            """
            access_logs:
              - name: tss1
                paths: [logs/access*.log]
              - name: tss2
                paths: [/var/log/access.log]
            syncs:
              - name: entra-prod
                endpoint: http://localhost:8080/scim
            """);
    assertThat(configuration)
        .isEqualTo(
            new Configuration(
                directory.resolve("scim-exporter.yml"),
                HeartbeatLogConfig.DEFAULT,
                directory.resolve("tokens.json"),
                List.of(
                    AccessLogConfig.of(
                        "tss1", List.of(directory + "/logs/access*.log"), LogFormat.Named.AUTO),
                    AccessLogConfig.of(
                        "tss2", List.of("/var/log/access.log"), LogFormat.Named.AUTO)),
                List.of(
                    new SyncConfig(
                        "entra-prod",
                        URI.create("http://localhost:8080/scim"),
                        List.of("tss1", "tss2"),
                        List.of(),
                        ProvisionedFrom.UNKNOWN,
                        DAILY,
                        Map.of(
                            Severity.WARNING, Duration.ofDays(30),
                            Severity.CRITICAL, Duration.ofDays(7)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())),
                List.of()));
  }

  @Test
  void readsEveryKey() throws Exception {
    Configuration configuration =
        load(
            """
            token_registry: registry/tokens.json
            access_logs:
              - name: tss1
                paths: ["/opt/spotfire/access*.log*"]
                format: extended
                timezone: Europe/Brussels
                silence: 45m
              - name: tss2
                paths: ["/opt/other/access.log"]
                format: combined
            syncs:
              - name: entra-prod
                endpoint: https://spotfire.example.com/spotfire/api/rest/scim/v2/SPOTFIRE
                logs: [tss1]
                clients: ["20.190.128.0/18", "user:provisioning"]
                provisioned_from:
                  provider: entra
                  tenant_id: 00000000-0000-0000-0000-000000000001
                  application_id: 00000000-0000-0000-0000-000000000002
                  service_principal_id: 00000000-0000-0000-0000-000000000003
                  portal_url: https://entra.microsoft.com/?x=1#view/y
                  owner: identity-team@example.com
                  notes: "Änderung 4711"
                heartbeat: {interval: 40m, grace: 10m, missed_threshold: 3}
                token_warnings: {info: 60d, warning: 30d, critical: 1d12h}
                paused_until: 2026-12-24T07:00:00+01:00
            """);
    assertThat(configuration)
        .isEqualTo(
            new Configuration(
                directory.resolve("scim-exporter.yml"),
                HeartbeatLogConfig.DEFAULT,
                directory.resolve("registry/tokens.json"),
                List.of(
                    new AccessLogConfig(
                        "tss1",
                        List.of("/opt/spotfire/access*.log*"),
                        SyslogConfig.NONE,
                        LogFormat.Named.EXTENDED,
                        10,
                        Optional.empty(),
                        Optional.of(ZoneId.of("Europe/Brussels")),
                        Duration.ofMinutes(45)),
                    AccessLogConfig.of(
                        "tss2", List.of("/opt/other/access.log"), LogFormat.Named.COMBINED)),
                List.of(
                    new SyncConfig(
                        "entra-prod",
                        URI.create(
                            "https://spotfire.example.com/spotfire/api/rest/scim/v2/SPOTFIRE"),
                        List.of("tss1"),
                        List.of(
                            ClientRule.parse("20.190.128.0/18"),
                            new ClientRule.User("provisioning")),
                        new ProvisionedFrom(
                            Provider.ENTRA,
                            "00000000-0000-0000-0000-000000000001",
                            "00000000-0000-0000-0000-000000000002",
                            "00000000-0000-0000-0000-000000000003",
                            "https://entra.microsoft.com/?x=1#view/y",
                            "identity-team@example.com",
                            "Änderung 4711"),
                        new HeartbeatConfig(Duration.ofMinutes(40), Duration.ofMinutes(10), 3),
                        Map.of(
                            Severity.INFO, Duration.ofDays(60),
                            Severity.WARNING, Duration.ofDays(30),
                            Severity.CRITICAL, Duration.ofHours(36)),
                        Optional.of(Instant.parse("2026-12-24T06:00:00Z")),
                        Optional.empty(),
                        Optional.empty())),
                List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "entra, PT24H, PT1H, 2",
    "google, PT24H, PT1H, 2",
    "other, PT24H, PT1H, 2",
    "okta, PT0S, PT0S, 1",
    "ping, PT0S, PT0S, 1",
    "onelogin, PT0S, PT0S, 1"
  })
  void expectsWhatTheProviderIsKnownFor(
      String provider, Duration interval, Duration grace, int threshold) throws Exception {
    assertThat(sync("provisioned_from: {provider: " + provider + "}").heartbeat())
        .isEqualTo(new HeartbeatConfig(interval, grace, threshold));
  }

  @Test
  void heartbeatsCanBeSwitchedOff() throws Exception {
    assertThat(sync("heartbeat: off").heartbeat()).isEqualTo(HeartbeatConfig.OFF);
    assertThat(sync("heartbeat: 'off'").heartbeat()).isEqualTo(HeartbeatConfig.OFF);
    assertThat(sync("heartbeat: false").heartbeat()).isEqualTo(HeartbeatConfig.OFF);
    assertThat(HeartbeatConfig.OFF.isOff()).isTrue();
    assertThat(HeartbeatConfig.OFF.interval()).isZero();
  }

  @Test
  void aPartialHeartbeatKeepsTheOtherDefaults() throws Exception {
    assertThat(sync("heartbeat: {interval: 40m}").heartbeat())
        .isEqualTo(new HeartbeatConfig(Duration.ofMinutes(40), Duration.ofHours(1), 2));
    assertThat(sync("heartbeat: {grace: 0}").heartbeat())
        .isEqualTo(new HeartbeatConfig(Duration.ofHours(24), Duration.ZERO, 2));
    assertThat(sync("heartbeat: {missed_threshold: 5}").heartbeat())
        .isEqualTo(new HeartbeatConfig(Duration.ofHours(24), Duration.ofHours(1), 5));
    assertThat(sync("heartbeat:").heartbeat()).isEqualTo(DAILY);
  }

  @Test
  void aLongSilenceIsNoTroubleWhereHeartbeatsAreOffOrTheLogIsAnothers() throws Exception {
    load(
        """
        access_logs:
          - {name: tss1, paths: [a.log], silence: 9d}
          - {name: tss2, paths: [b.log], silence: 25h}
        syncs:
          - {name: okta, endpoint: "http://localhost/a", logs: [tss1], heartbeat: off}
          - {name: entra, endpoint: "http://localhost/b", logs: [tss2]}
        """);
  }

  @Test
  void noStepsMeansNoWarnings() throws Exception {
    assertThat(sync("token_warnings: {}").tokenWarnings()).isEmpty();
    assertThat(sync("token_warnings: {critical: 3d}").tokenWarnings())
        .isEqualTo(Map.of(Severity.CRITICAL, Duration.ofDays(3)));
  }

  @Test
  void plainNumbersMayStandWhereTextIsMeant() throws Exception {
    assertThat(sync("provisioned_from: {owner: 4711, notes: 1.5}").provisionedFrom())
        .isEqualTo(new ProvisionedFrom(Provider.OTHER, "", "", "", "", "4711", "1.5"));
  }

  @Test
  void warnsOfAnEndpointWithoutAPath() throws Exception {
    String yaml =
        """
        access_logs: [{name: tss1, paths: [access.log]}]
        syncs: [{name: a, endpoint: "http://localhost%s"}]
        """;
    assertThat(load(yaml.formatted("/")).warnings())
        .containsExactly(
            directory
                + "/scim-exporter.yml: syncs[0].endpoint: has no path, so that every request on"
                + " the server counts as the sync's; write the whole base URL, e.g."
                + " https://host.example.com/scim/v2");
    assertThat(load(yaml.formatted("/scim")).warnings()).isEmpty();
  }

  @Test
  void warnsOfExposureWithoutClients() throws Exception {
    String yaml =
        """
        access_logs: [{name: tss1, paths: [access.log]}]
        syncs: [{name: a, endpoint: "https://%s/scim"%s}]
        """;
    assertThat(load(yaml.formatted("scim.example.com", "")).warnings())
        .containsExactly(
            directory
                + "/scim-exporter.yml: syncs[0].clients: not set, so that requests by anyone on"
                + " this path count as the sync's; name the addresses of its client where others"
                + " can reach the endpoint");
    assertThat(load(yaml.formatted("203.0.113.7", "")).warnings()).hasSize(1);
    assertThat(load(yaml.formatted("scim.example.com", ", clients: [192.0.2.1]")).warnings())
        .isEmpty();
    for (String inside :
        List.of("localhost", "tss", "tss.internal", "127.0.0.1", "10.1.2.3", "172.16.0.1")) {
      assertThat(load(yaml.formatted(inside, "")).warnings()).as(inside).isEmpty();
    }
  }

  @Test
  void readsWhereTheHeartbeatLogIsWritten() throws Exception {
    String rest =
        """
        access_logs: [{name: tss1, paths: [access.log]}]
        syncs: [{name: a, endpoint: "http://localhost/scim"}]
        """;
    assertThat(load(rest).heartbeatLog()).isEqualTo(HeartbeatLogConfig.DEFAULT);
    assertThat(load("heartbeat_log: {path: a.log, max_size: 2MB, keep: 3}\n" + rest).heartbeatLog())
        .isEqualTo(new HeartbeatLogConfig(Optional.of(directory.resolve("a.log")), 2_000_000, 3));
    assertThat(load("heartbeat_log: {max_size: 1GiB}\n" + rest).heartbeatLog())
        .isEqualTo(new HeartbeatLogConfig(Optional.empty(), 1L << 30, 10));
  }

  @Test
  void findsASyncByItsName() throws Exception {
    Configuration configuration =
        load(
            """
            access_logs: [{name: tss1, paths: [access.log]}]
            syncs:
              - {name: a, endpoint: "http://localhost/a"}
              - {name: b, endpoint: "http://localhost/b"}
            """);
    assertThat(configuration.sync("b").orElseThrow().endpoint().getPath()).isEqualTo("/b");
    assertThat(configuration.sync("c")).isEmpty();
  }

  private AccessLogConfig log(String rest) throws IOException, ConfigException {
    Configuration configuration =
        load(
            "access_logs: [{name: x, "
                + rest
                + "}]\nsyncs: [{name: a, endpoint: 'http://localhost/a'}]\n");
    assertThat(configuration.warnings()).isEmpty();
    return configuration.accessLogs().get(0);
  }

  private static Optional<InetSocketAddress> place(String address, int port)
      throws UnknownHostException {
    return Optional.of(new InetSocketAddress(InetAddress.getByName(address), port));
  }

  @Test
  void aDashIsStandardInput() throws Exception {
    AccessLogConfig log = log("paths: ['-']");
    assertThat(log.paths()).containsExactly("-");
    assertThat(log.isStandardInput()).isTrue();
    assertThat(log.isInFiles()).isFalse();
    assertThat(log("paths: ['./-']").isInFiles()).isTrue();
  }

  @Test
  void aBarePortOfSyslogIsOnLoopback() throws Exception {
    AccessLogConfig log = log("syslog: {tcp: 1514, udp: 0}");
    assertThat(log.syslog())
        .isEqualTo(new SyslogConfig(place("127.0.0.1", 1514), place("127.0.0.1", 0)));
    assertThat(log.paths()).isEmpty();
    assertThat(log.isInFiles()).isFalse();
  }

  @Test
  void syslogMayNameAnAddress() throws Exception {
    assertThat(log("syslog: {tcp: '127.0.0.2:1514'}").syslog())
        .isEqualTo(new SyslogConfig(place("127.0.0.2", 1514), Optional.empty()));
    assertThat(log("syslog: {udp: '[::1]:1514'}").syslog())
        .isEqualTo(new SyslogConfig(Optional.empty(), place("::1", 1514)));
    assertThat(log("syslog: {udp: 'localhost:1514'}").syslog())
        .isEqualTo(new SyslogConfig(Optional.empty(), place("127.0.0.1", 1514)));
  }

  @Test
  void twoLogsMayHaveAnyFreePort() throws Exception {
    assertThat(
            load("""
                    access_logs: [{name: x, syslog: {tcp: 0}}, {name: y, syslog: {tcp: 0}}]
                    syncs: [{name: a, endpoint: 'http://localhost/a'}]
                    """)
                .accessLogs())
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0:1514", "192.0.2.1:1514", "[::]:1514"})
  void warnsOfSyslogThatOthersCanReach(String place) throws Exception {
    assertThat(
            load("access_logs: [{name: x, syslog: {udp: '"
                    + place
                    + "'}}]\nsyncs: [{name: a, endpoint: 'http://localhost/a'}]\n")
                .warnings())
        .containsExactly(
            directory.resolve("scim-exporter.yml")
                + ": access_logs[0].syslog.udp: is not on loopback: anyone who reaches this port"
                + " can write evidence; leave out the address, or let a firewall admit the proxy"
                + " alone");
  }
}
