package io.github.scimexporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import org.junit.jupiter.params.provider.ValueSource;

/** The key {@code entra} of a sync. */
class EntraConfigTest {
  private static final String SECRET =
      "tenant_id: t.example.com, client_id: c-1, client_secret_file: graph.secret,"
          + " service_principal_id: p-1";

  @TempDir private Path directory = Path.of("");

  private Configuration load(String yaml) throws IOException, ConfigException {
    return ConfigLoader.load(Files.writeString(directory.resolve("c.yml"), yaml));
  }

  private SyncConfig sync(String entra, String... more) throws IOException, ConfigException {
    return configuration(entra, more).syncs().get(0);
  }

  private Configuration configuration(String entra, String... more)
      throws IOException, ConfigException {
    return load(
        "access_logs: [{name: x, paths: [a.log]}]\nsyncs:\n  - name: a\n    endpoint:"
            + " http://localhost/scim\n    entra: {"
            + entra
            + "}\n"
            + String.join("\n", more).indent(4));
  }

  private EntraConfig entra(String entra, String... more) throws IOException, ConfigException {
    return sync(entra, more).entra().orElseThrow();
  }

  private List<String> warnings(String entra, String... more) throws IOException, ConfigException {
    return configuration(entra, more).warnings().stream()
        .map(warning -> warning.substring((directory + "/c.yml: ").length()))
        .toList();
  }

  @Test
  void theSmallestOneAsksMicrosoftEveryFiveMinutes() throws Exception {
    assertThat(entra(SECRET))
        .isEqualTo(
            new EntraConfig(
                "t.example.com",
                "p-1",
                new GraphCredential.ClientSecret("c-1", directory.resolve("graph.secret")),
                EntraCloud.GLOBAL,
                URI.create("https://graph.microsoft.com"),
                URI.create("https://login.microsoftonline.com"),
                Duration.ofMinutes(5),
                Duration.ofSeconds(30),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void readsEveryKey() throws Exception {
    assertThat(
            entra(
                "tenant_id: t, client_id: c, client_certificate_file: /etc/own.crt,"
                    + " client_key_file: own.key, service_principal_id: p, cloud: us_gov, interval:"
                    + " 10m, timeout: 5s, graph_url: 'https://proxy.example.com/graph/', login_url:"
                    + " 'https://login.example.com:8443/', proxy_url:"
                    + " 'http://proxy.example.com:3128', tls_config: {ca_file: ca.pem}"))
        .isEqualTo(
            new EntraConfig(
                "t",
                "p",
                new GraphCredential.ClientCertificate(
                    "c", Path.of("/etc/own.crt"), directory.resolve("own.key")),
                EntraCloud.US_GOV,
                URI.create("https://proxy.example.com/graph"),
                URI.create("https://login.example.com:8443"),
                Duration.ofMinutes(10),
                Duration.ofSeconds(5),
                Optional.of(URI.create("http://proxy.example.com:3128")),
                Optional.of(directory.resolve("ca.pem"))));
  }

  @ParameterizedTest
  @CsvSource({
    "global, https://login.microsoftonline.com, https://graph.microsoft.com",
    "us_gov, https://login.microsoftonline.us, https://graph.microsoft.us",
    "us_gov_dod, https://login.microsoftonline.us, https://dod-graph.microsoft.us",
    "china, https://login.chinacloudapi.cn, https://microsoftgraph.chinacloudapi.cn",
  })
  void eachCloudHasItsOwnHosts(String cloud, URI login, URI graph) throws Exception {
    EntraConfig entra = entra(SECRET + ", cloud: " + cloud);
    assertThat(entra.loginUrl()).isEqualTo(login);
    assertThat(entra.graphUrl()).isEqualTo(graph);
  }

  @Test
  void aManagedIdentityNeedsNothingMore() throws Exception {
    EntraConfig entra = entra("managed_identity: true, service_principal_id: p");
    assertThat(entra.credential()).isEqualTo(new GraphCredential.ManagedIdentity(Optional.empty()));
    assertThat(entra.tenantId()).isEmpty();
    assertThat(entra("managed_identity: true, client_id: c, service_principal_id: p").credential())
        .isEqualTo(new GraphCredential.ManagedIdentity(Optional.of("c")));
  }

  @Test
  void aFederatedTokenComesFromAFile() throws Exception {
    assertThat(
            entra(
                    "tenant_id: t, client_id: c, federated_token_file: /var/run/token,"
                        + " service_principal_id: p, managed_identity: false")
                .credential())
        .isEqualTo(new GraphCredential.FederatedToken("c", Path.of("/var/run/token")));
  }

  @Test
  void idsNeedNotBeWrittenTwice() throws Exception {
    EntraConfig entra =
        entra(
            "client_id: c, client_secret_file: s",
            "provisioned_from: {tenant_id: t, service_principal_id: p}");
    assertThat(entra.tenantId()).isEqualTo("t");
    assertThat(entra.servicePrincipalId()).isEqualTo("p");
  }

  @Test
  void whatIsWrittenHereFillsWhereItIsProvisionedFrom() throws Exception {
    assertThat(sync(SECRET).provisionedFrom())
        .isEqualTo(new ProvisionedFrom(Provider.ENTRA, "t.example.com", "", "p-1", "", "", ""));
    assertThat(sync(SECRET, "provisioned_from: {owner: me, tenant_id: t2}").provisionedFrom())
        .isEqualTo(new ProvisionedFrom(Provider.ENTRA, "t2", "", "p-1", "", "me", ""));
  }

  @Test
  void whatGraphTellsFillsWhatIsNotWrittenAndThePageFollowsFromBoth() throws Exception {
    SyncConfig sync = sync(SECRET + ", cloud: us_gov");
    assertThat(sync.origin("app-1"))
        .isEqualTo(
            new ProvisionedFrom(
                Provider.ENTRA,
                "t.example.com",
                "app-1",
                "p-1",
                "https://entra.microsoft.us/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Overview"
                    + "/objectId/p-1/appId/app-1",
                "",
                ""));
    assertThat(sync.origin("").portalUrl()).isEmpty();
  }

  @Test
  void whatIsWrittenCountsMoreThanWhatGraphTells() throws Exception {
    ProvisionedFrom origin =
        sync(SECRET, "provisioned_from: {application_id: mine, portal_url: 'https://my.test/'}")
            .origin("app-1");
    assertThat(origin.applicationId()).isEqualTo("mine");
    assertThat(origin.portalUrl()).isEqualTo("https://my.test/");
  }

  @Test
  void onlyTwoIdsThatDifferInMoreThanCaseContradictEachOther() throws Exception {
    ProvisionedFrom written =
        sync(SECRET, "provisioned_from: {application_id: app-1}").provisionedFrom();
    assertThat(written.contradicts("APP-1")).isFalse();
    assertThat(written.contradicts("")).isFalse();
    assertThat(written.contradicts("app-2")).isTrue();
    assertThat(sync(SECRET).provisionedFrom().contradicts("app-2")).isFalse();
  }

  @Test
  void idsThatDisagreeAreSaid() throws Exception {
    assertThat(
            warnings(
                SECRET,
                "provisioned_from: {provider: okta, tenant_id: t2, service_principal_id: P-1}"))
        .containsExactly(
            "syncs[0].entra.tenant_id: is not what provisioned_from says; Microsoft Graph is asked"
                + " about this one, remove the other",
            "syncs[0].provisioned_from.provider: is okta, but Microsoft Graph is asked, which knows"
                + " Entra only; write entra, or remove the key entra");
  }

  @Test
  void aHeartbeatIsDueAsOftenAsEntraRuns() throws Exception {
    assertThat(sync(SECRET).heartbeat())
        .isEqualTo(new HeartbeatConfig(Duration.ofMinutes(40), Duration.ofMinutes(10), 3));
    assertThat(sync(SECRET, "heartbeat: {interval: 2h}").heartbeat())
        .isEqualTo(new HeartbeatConfig(Duration.ofHours(2), Duration.ofMinutes(10), 3));
    assertThat(sync(SECRET, "heartbeat: off").heartbeat()).isEqualTo(HeartbeatConfig.OFF);
  }

  @Test
  void askingMoreSeldomThanTheGraceIsWarnedOf() throws Exception {
    assertThat(warnings(SECRET + ", interval: 11m"))
        .containsExactly(
            "syncs[0].entra.interval: is longer than the grace of its heartbeat, so that one may"
                + " seem missed only because Graph was not asked yet; write at most 10m");
    assertThat(warnings(SECRET + ", interval: 10m")).isEmpty();
    assertThat(warnings(SECRET + ", interval: 1h", "heartbeat: off")).isEmpty();
  }

  @Test
  void ownServersMayBeAskedMoreOften() throws Exception {
    EntraConfig entra =
        entra(SECRET + ", interval: 1s, graph_url: 'https://a.test', login_url: 'https://a.test'");
    assertThat(entra.interval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(entra.timeout()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void whereGraphTellsOfEverySyncNoLogIsNeeded() throws Exception {
    Configuration configuration =
        load(
            "syncs: [{name: a, endpoint: 'https://scim.example.com/scim', entra: {"
                + SECRET
                + "}}]");
    assertThat(configuration.accessLogs()).isEmpty();
    assertThat(configuration.syncs().get(0).logs()).isEmpty();
    assertThat(configuration.warnings()).isEmpty();
  }

  @Test
  void aSyncThatGraphTellsOfMayLeaveTheLogsToOthers() throws Exception {
    assertThat(sync(SECRET, "logs: []").logs()).isEmpty();
    assertThat(sync(SECRET).logs()).containsExactly("x");
  }

  @Test
  void whereGraphTellsOfSomeSyncsOnlyALogIsNeeded() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () ->
                load(
                    "syncs: [{name: a, endpoint: 'http://localhost/a', entra: {"
                        + SECRET
                        + "}}, {name: b, endpoint: 'http://localhost/b'}]"))
        .withMessage(
            directory
                + "/c.yml: access_logs: is missing or empty; write at least one entry, or give each"
                + " sync entra or probe");
  }

  private void refuses(String entra, String message) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> entra(entra))
        .withMessage(directory + "/c.yml" + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "client_secret: not-shown | :5: syncs[0].entra.client_secret: unknown key; known here are"
            + " client_certificate_file, client_id, client_key_file, client_secret_file, cloud,"
            + " federated_token_file, graph_url, interval, login_url, managed_identity, proxy_url,"
            + " service_principal_id, tenant_id, timeout, tls_config",
        "cloud: germany | :5: syncs[0].entra.cloud: 'germany' is not known; write one of global,"
            + " us_gov, us_gov_dod, china",
        "managed_identity: maybe | :5: syncs[0].entra.managed_identity: must be true or false",
        "tls_config: {cert_file: x} | :5: syncs[0].entra.tls_config.cert_file: unknown key; known"
            + " here are ca_file",
        "tls_config: {} | : syncs[0].entra.tls_config.ca_file: is missing; write a file name",
        "interval: 59s | : syncs[0].entra.interval: must be 1m or more, e.g. 5m",
        "interval: 5 | :5: syncs[0].entra.interval: '5' is not a duration; write it as in"
            + " Prometheus, e.g. 40m, 1h30m or 30d",
        "graph_url: 'https://a.test', interval: 1s | : syncs[0].entra.interval: must be 1m or more,"
            + " e.g. 5m",
        "graph_url: 'https://a.test', login_url: 'https://a.test', interval: 0 | :"
            + " syncs[0].entra.interval: must be 1s or more, e.g. 5m",
        "timeout: 0 | : syncs[0].entra.timeout: must be more than 0 and at most the interval of 5m,"
            + " e.g. 30s",
        "timeout: 6m | : syncs[0].entra.timeout: must be more than 0 and at most the interval of"
            + " 5m, e.g. 30s",
        "graph_url: 'http://a.test' | : syncs[0].entra.graph_url: must begin with https:// and have"
            + " no ? and #, e.g. https://graph.microsoft.com; secrets go there",
        "login_url: 'http://a.test' | : syncs[0].entra.login_url: must begin with https:// and have"
            + " no ? and #, e.g. https://login.microsoftonline.com; secrets go there",
        "graph_url: 'https://a.test?b' | : syncs[0].entra.graph_url: must begin with https:// and"
            + " have no ? and #, e.g. https://graph.microsoft.com; secrets go there",
        "login_url: 'https://a.test/b' | : syncs[0].entra.login_url: must have no path, e.g."
            + " https://login.microsoftonline.com",
        "proxy_url: 'https://a.test' | : syncs[0].entra.proxy_url: must begin with http://, e.g."
            + " http://proxy.example.com:3128",
        "proxy_url: 'http://user:not-shown@a.test' | :5: syncs[0].entra.proxy_url: must be a URL"
            + " without a user name or password; leave out what stands before the @",
        "managed_identity: true | : syncs[0].entra: has client_secret_file and managed_identity;"
            + " write one of client_secret_file, client_certificate_file with client_key_file,"
            + " managed_identity: true, federated_token_file",
        "client_key_file: k | : syncs[0].entra: has client_secret_file and client_certificate_file;"
            + " write one of client_secret_file, client_certificate_file with client_key_file,"
            + " managed_identity: true, federated_token_file",
      })
  void saysWhatIsWrongBesideWhatIsRight(String more, String message) {
    refuses(SECRET + ", " + more, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "client_secret_file: s, client_id: c, service_principal_id: p | .tenant_id: is missing;"
            + " write the directory (tenant) id, e.g. 00000000-0000-0000-0000-000000000000",
        "client_secret_file: s, client_id: c, tenant_id: 'a/b' | .tenant_id: 'a/b' is no id; write"
            + " the directory (tenant) id, e.g. 00000000-0000-0000-0000-000000000000",
        "client_secret_file: s, client_id: c, tenant_id: t | .service_principal_id: is missing;"
            + " write the object id of the enterprise application, e.g."
            + " 00000000-0000-0000-0000-000000000000",
        "managed_identity: true, service_principal_id: 'Spotfire SCIM' | .service_principal_id:"
            + " 'Spotfire SCIM' is no id; write the object id of the enterprise application, e.g."
            + " 00000000-0000-0000-0000-000000000000",
        "client_secret_file: s, tenant_id: t, service_principal_id: p | .client_id: is missing;"
            + " write the application (client) id of the exporter's own registration, e.g."
            + " 00000000-0000-0000-0000-000000000000",
        "client_secret_file: '', client_id: c | .client_secret_file: is empty; write a file name,"
            + " or leave it out",
        "client_certificate_file: s, client_id: c | .client_key_file: is missing; write a file"
            + " name",
        "client_key_file: s, client_id: c | .client_certificate_file: is missing; write a file"
            + " name",
        "tenant_id: t | : has no credential; write one of client_secret_file,"
            + " client_certificate_file with client_key_file, managed_identity: true,"
            + " federated_token_file",
      })
  void saysWhatIsMissing(String entra, String message) {
    refuses(entra, ": syncs[0].entra" + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"graph", "[a]", "true"})
  void mustBeAMapping(String value) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () ->
                load(
                    "access_logs: [{name: x, paths: [a.log]}]\n"
                        + "syncs: [{name: a, endpoint: 'http://localhost/a', entra: "
                        + value
                        + "}]"))
        .withMessage(directory + "/c.yml:2: syncs[0].entra: must be a mapping of keys to values");
  }
}
