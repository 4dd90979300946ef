package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.installation.ExporterJar;
import io.github.scimexporter.installation.ExporterProcess;
import io.github.scimexporter.installation.Scrape;
import io.github.scimexporter.standin.CertificateAuthority;
import io.github.scimexporter.standin.GraphShapes;
import io.github.scimexporter.standin.GraphStandIn;
import io.github.scimexporter.standin.GraphStandIn.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built jar and a Microsoft Graph on loopback: what it says, and what becomes of its faults.
 */
class EntraIT {
  private static final String JOB = "scim.0123";
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @TempDir Path work;

  private final CertificateAuthority authority = new CertificateAuthority("authority");
  private final GraphStandIn graph = GraphStandIn.start(authority.issue("127.0.0.1"));
  private final Instant ended = Instant.now().minusSeconds(300).truncatedTo(ChronoUnit.SECONDS);
  private ExporterJar jar = new ExporterJar(Path.of(""), Path.of(""));

  @BeforeEach
  void configure() throws IOException {
    jar = ExporterJar.built(Path.of("").toAbsolutePath());
    Files.writeString(work.resolve("ca.pem"), authority.own().certificatePem());
    secret(GraphStandIn.SECRET);
    configure(
        "tenant_id: "
            + GraphStandIn.TENANT
            + ", client_id: "
            + GraphStandIn.CLIENT
            + ", client_secret_file: graph.secret");
    healthy();
  }

  private void secret(String value) throws IOException {
    Path file = Files.writeString(work.resolve("graph.secret"), value + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private void configure(String credential) throws IOException {
    Files.writeString(
        work.resolve("scim-exporter.yml"),
        """
        syncs:
          - name: entra-prod
            endpoint: https://spotfire.example.com/spotfire/api/rest/scim/v2/SPOTFIRE
            provisioned_from: {owner: identity-team@example.com}
            entra:
              {%s, service_principal_id: %s, interval: 1s, timeout: 1s,
               graph_url: "%s", login_url: "%s", tls_config: {ca_file: ca.pem}}
        """
            .formatted(credential, GraphStandIn.PRINCIPAL, graph.uri(), graph.uri()));
  }

  private void healthy() {
    graph.answer(GraphStandIn.JOBS, 200, GraphShapes.jobs(GraphShapes.idle(JOB, ended)));
  }

  @AfterEach
  void stop() {
    graph.close();
  }

  private static double value(Scrape scrape, String metric, String... labels) {
    return find(scrape, metric, labels)
        .orElseThrow(() -> new AssertionError(metric + " is absent"));
  }

  private static OptionalDouble find(Scrape scrape, String metric, String... labels) {
    Map<String, String> wanted = new HashMap<>(Map.of("sync", "entra-prod"));
    for (int i = 0; i < labels.length; i += 2) {
      wanted.put(labels[i], labels[i + 1]);
    }
    return scrape.value(metric, wanted);
  }

  private static double seconds(Instant time) {
    return (double) time.getEpochSecond();
  }

  private static void awaitUp(ExporterProcess exporter, int up) {
    await().atMost(DEADLINE).until(() -> value(exporter.scrape(), "scim_entra_up") == up);
  }

  private static long said(ExporterProcess exporter, String words) {
    return exporter.log().lines().filter(line -> line.contains(words)).count();
  }

  @Test
  void graphAloneGivesHeartbeatsThatSurviveAKill() throws Exception {
    patiently();
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      Scrape scrape = exporter.scrape();
      assertThat(value(scrape, "scim_entra_up")).isEqualTo(1);
      assertThat(value(scrape, "scim_entra_poll_interval_seconds")).isEqualTo(60);
      assertThat(value(scrape, "scim_sync_last_success_timestamp_seconds", "source", "entra"))
          .isEqualTo(seconds(ended));
      assertThat(value(scrape, "scim_heartbeat_interval_seconds")).isEqualTo(2400);
      assertThat(value(scrape, "scim_heartbeats_missed")).isZero();
      assertThat(value(scrape, "scim_entra_job_status", "entra_job", JOB, "code", "Active"))
          .isEqualTo(1);
      assertThat(value(scrape, "scim_entra_job_interval_seconds", "entra_job", JOB))
          .isEqualTo(2400);

      exporter.kill();
      graph.answer(GraphStandIn.JOBS, 503, "");
      exporter.start();
      scrape = exporter.scrape();
      assertThat(value(scrape, "scim_entra_up")).isZero();
      assertThat(value(scrape, "scim_sync_last_success_timestamp_seconds", "source", "entra"))
          .isEqualTo(seconds(ended));
    }
  }

  @Test
  void aQuarantineIsShownAndSaid() throws Exception {
    patiently();
    Instant since = ended.minus(Duration.ofDays(3));
    graph.answer(
        GraphStandIn.JOBS,
        200,
        GraphShapes.jobs(GraphShapes.quarantined(JOB, since, ended.plusSeconds(3600))));
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      Scrape scrape = exporter.scrape();
      assertThat(value(scrape, "scim_entra_job_status", "entra_job", JOB, "code", "Quarantine"))
          .isEqualTo(1);
      assertThat(value(scrape, "scim_entra_job_quarantined_since_timestamp_seconds"))
          .isEqualTo(seconds(since));
      assertThat(value(scrape, "scim_entra_job_next_attempt_timestamp_seconds"))
          .isEqualTo(seconds(ended.plusSeconds(3600)));
      assertThat(
              value(
                  scrape,
                  "scim_entra_job_quarantine_info",
                  "reason",
                  "EncounteredQuarantineException"))
          .isEqualTo(1);
      assertThat(find(scrape, "scim_sync_last_success_timestamp_seconds")).isEmpty();
      assertThat(said(exporter, "in quarantine since " + since)).isEqualTo(1);
      assertThat(said(exporter, "24 days left")).isEqualTo(1);
      assertThat(exporter.get("/syncs/entra-prod").body())
          .contains("in quarantine since ", "Entra disables it on ");
    }
  }

  @Test
  void whatGraphKnowsNeedNotBeTyped() throws Exception {
    graph.tellOfApplication(
        GraphShapes.application(GraphStandIn.APPLICATION, ended, ended.plusSeconds(1)));
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      await()
          .atMost(DEADLINE)
          .untilAsserted(
              () ->
                  assertThat(exporter.scrape().all("scim_sync_info").get(0).labels())
                      .containsEntry("provider", "entra")
                      .containsEntry("tenant_id", GraphStandIn.TENANT)
                      .containsEntry("application_id", GraphStandIn.APPLICATION)
                      .containsEntry("application_name", "Spotfire SCIM")
                      .containsEntry("owner", "identity-team@example.com")
                      .extractingByKey("portal_url")
                      .asString()
                      .startsWith("https://entra.microsoft.com/#view/"));
      Scrape scrape = exporter.scrape();
      assertThat(value(scrape, "scim_entra_credential_expiry_timestamp_seconds", "kind", "secret"))
          .isEqualTo(seconds(ended));
      assertThat(exporter.get("/").body())
          .contains(
              "<dd>Spotfire SCIM, " + GraphStandIn.APPLICATION + "</dd>",
              "<dd>" + GraphStandIn.TENANT + "</dd>",
              "<dd>identity-team@example.com</dd>",
              "/appId/" + GraphStandIn.APPLICATION + "\">Microsoft Entra ID</a>");
    }
  }

  @Test
  void whereGraphAndTheConfigurationDisagreeThatIsSaid() throws Exception {
    rewrite("{owner: identity-team@example.com}", "{application_id: another-application}");
    graph.tellOfApplication(
        GraphShapes.application(GraphStandIn.APPLICATION, ended, ended.plusSeconds(1)));
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      await()
          .atMost(DEADLINE)
          .until(() -> exporter.get("/").body().contains("Microsoft Graph tells of application"));
      int asked = graph.requests(GraphStandIn.JOBS).size();
      await().atMost(DEADLINE).until(() -> graph.requests(GraphStandIn.JOBS).size() > asked + 2);
      assertThat(said(exporter, "provisioned_from.application_id is another-application"))
          .isEqualTo(1);
      assertThat(exporter.scrape().all("scim_sync_info").get(0).labels())
          .containsEntry("application_id", "another-application")
          .containsEntry("application_name", "");
    }
  }

  @Test
  void aCycleOfWhichTheLogShowsNothingIsInformation() throws Exception {
    patiently();
    Instant logged = ended.minus(Duration.ofHours(3));
    Files.writeString(
        work.resolve("access.log"),
        DateTimeFormatter.ofPattern(
                "'20.190.128.1 - - ['dd/MMM/yyyy:HH:mm:ss Z'] \"GET"
                    + " /spotfire/api/rest/scim/v2/SPOTFIRE/Users HTTP/1.1\" 200 11\n'",
                Locale.ENGLISH)
            .format(logged.atOffset(ZoneOffset.UTC)));
    rewrite("syncs:", "access_logs: [{name: tss1, paths: [access.log]}]\nsyncs:");
    String words =
        "Entra ended a cycle at "
            + ended
            + ", and the access log shows no success since "
            + logged
            + ": it had nothing to send";
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      Scrape scrape = exporter.scrape();
      assertThat(value(scrape, "scim_sync_last_success_timestamp_seconds", "source", "access_log"))
          .isEqualTo(seconds(logged));
      assertThat(value(scrape, "scim_heartbeats_missed")).isZero();
      assertThat(exporter.get("/").body())
          .contains("<li>Entra ended a cycle at ", ": it had nothing to send.</li>");
      await().atMost(DEADLINE).until(() -> said(exporter, words) == 1);
    }
  }

  /** For tests of the first reading: a second is too short for it on a machine with much to do. */
  private void patiently() throws IOException {
    rewrite("interval: 1s, timeout: 1s", "interval: 1m, timeout: 30s");
  }

  private void rewrite(String what, String by) throws IOException {
    Path file = work.resolve("scim-exporter.yml");
    String text = Files.readString(file);
    assertThat(text).contains(what);
    Files.writeString(file, text.replace(what, by));
  }

  @Test
  void consentThatIsMissingIsSaidOnceAndWhatItBringsIsSeen() throws Exception {
    graph.answer(GraphStandIn.JOBS, 403, GraphShapes.error("Authorization_RequestDenied"));
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      await().atMost(DEADLINE).until(() -> graph.requests(GraphStandIn.JOBS).size() >= 3);
      assertThat(value(exporter.scrape(), "scim_entra_up")).isZero();
      assertThat(said(exporter, "grant it the application permission Synchronization.Read.All"))
          .isEqualTo(1);
      healthy();
      awaitUp(exporter, 1);
      assertThat(said(exporter, "Microsoft Graph can be read again")).isEqualTo(1);
    }
  }

  @Test
  void everyFaultLeavesTheExporterServing() throws Exception {
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      List<Runnable> faults = new ArrayList<>();
      faults.add(() -> graph.answer(GraphStandIn.JOBS, 500, "no JSON"));
      faults.add(() -> graph.answer(GraphStandIn.JOBS, request -> Optional.empty()));
      faults.add(
          () ->
              graph.answer(
                  GraphStandIn.JOBS,
                  new Answer(200, Map.of("Content-Type", "text/html"), "<html>Sign in")));
      faults.add(
          () -> graph.answer(GraphStandIn.JOBS, 200, "[" + " ".repeat(10 * 1024 * 1024) + "]"));
      faults.add(
          () ->
              graph.answer(
                  GraphStandIn.JOBS,
                  new Answer(301, Map.of("Location", "http://127.0.0.1:1/"), "")));
      faults.add(
          () -> graph.answer(GraphStandIn.JOBS, Answer.json(429, "{}").with("Retry-After", "1")));
      faults.add(() -> graph.answer(GraphStandIn.JOBS, 200, "{\"value\": [null, {}, 7]"));
      for (Runnable fault : faults) {
        fault.run();
        awaitUp(exporter, 0);
        assertThat(exporter.get("/-/healthy").statusCode()).isEqualTo(200);
        healthy();
        awaitUp(exporter, 1);
      }
      assertThat(said(exporter, "cannot be read:")).isEqualTo(faults.size());
      assertThat(said(exporter, "can be read again")).isEqualTo(faults.size());
    }
  }

  @Test
  void everyRefusalOfTheLoginIsSaidOnceWithItsReasonAndLeavesTheExporterServing() throws Exception {
    Map<String, Runnable> faults = new LinkedHashMap<>();
    faults.put("there is no such tenant", () -> refuse(400, "invalid_request", 90002));
    faults.put("the client secret has expired", () -> refuse(401, "invalid_client", 7000222));
    faults.put("set this machine's clock right", () -> refuse(401, "invalid_client", 700024));
    faults.put(
        "gives no token (404)", () -> graph.answer(GraphStandIn.TOKEN, 404, "<html>no</html>"));
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      // It has a token by now, which it would go on with.
      exporter.kill();
      for (Map.Entry<String, Runnable> fault : faults.entrySet()) {
        fault.getValue().run();
        exporter.start();
        int asked = graph.requests(GraphStandIn.TOKEN).size();
        await().atMost(DEADLINE).until(() -> graph.requests(GraphStandIn.TOKEN).size() > asked + 1);
        await().atMost(DEADLINE).until(() -> said(exporter, fault.getKey()) == 1);
        assertThat(value(exporter.scrape(), "scim_entra_up")).isZero();
        assertThat(exporter.get("/-/healthy").statusCode()).isEqualTo(200);
        nowhere(exporter, GraphStandIn.SECRET);
        exporter.kill();
      }
      exporter.start();
      secret("");
      await().atMost(DEADLINE).until(() -> said(exporter, "graph.secret: is empty") == 1);
      assertThat(value(exporter.scrape(), "scim_entra_up")).isZero();
    }
  }

  private void refuse(int status, String error, int number) {
    graph.answer(
        GraphStandIn.TOKEN, status, GraphShapes.loginError(error, number, GraphStandIn.SECRET));
  }

  @Test
  void aGraphThatIsNotThereHoldsUpNoStart() {
    graph.close();
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      assertThat(value(exporter.scrape(), "scim_entra_up")).isZero();
      assertThat(said(exporter, "cannot be connected to; check firewall and proxy_url"))
          .isEqualTo(1);
    }
  }

  @Test
  void aWrongSecretIsRefusedAndANewOneIsTakenWithoutARestart() throws Exception {
    secret("another-invented-secret");
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      assertThat(value(exporter.scrape(), "scim_entra_up")).isZero();
      assertThat(said(exporter, "paste its Value, not its Secret ID")).isEqualTo(1);
      Files.setPosixFilePermissions(
          work.resolve("graph.secret"), PosixFilePermissions.fromString("rw-r--r--"));
      await().atMost(DEADLINE).until(() -> said(exporter, "is open to every user") == 1);
      secret(GraphStandIn.SECRET);
      awaitUp(exporter, 1);
      nowhere(exporter, "another-invented-secret");
    }
  }

  @Test
  void neitherSecretNorTokenIsAnywhere() throws Exception {
    patiently();
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      assertThat(value(exporter.scrape(), "scim_entra_up")).as(exporter.log()).isEqualTo(1);
      assertThat(said(exporter, "the client secret for Microsoft Graph is not registered"))
          .isEqualTo(1);
      ExporterJar.Result added =
          jar.run(
              work,
              GraphStandIn.SECRET,
              List.of(
                  "token",
                  "add",
                  "--config.file=scim-exporter.yml",
                  "--sync=entra-prod",
                  "--purpose=graph",
                  "--valid-until=2999-01-01T00:00:00Z"));
      assertThat(added.exit()).as(added.err()).isZero();
      await()
          .atMost(DEADLINE)
          .until(
              () -> find(exporter.scrape(), "scim_token_info", "purpose", "graph").orElse(0) == 1);
      nowhere(exporter, GraphStandIn.SECRET);
      nowhere(exporter, GraphStandIn.TOKENS);
      assertThat(added.out() + added.err()).doesNotContain(GraphStandIn.SECRET);
    }
  }

  private void nowhere(ExporterProcess exporter, String value) throws IOException {
    assertThat(exporter.log()).doesNotContain(value);
    for (String page : List.of("/metrics", "/")) {
      assertThat(exporter.get(page).body()).doesNotContain(value);
    }
    assertThat(ProcessHandle.of(exporter.pid()).orElseThrow().info().commandLine().orElse(""))
        .doesNotContain(value);
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file :
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.endsWith("graph.secret"))
              .toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(value);
      }
    }
  }

  @Test
  void aCertificateOpensTheDoorToo() throws Exception {
    CertificateAuthority.Issued own = authority.issue();
    Files.writeString(work.resolve("own.crt"), own.certificatePem());
    Path key = Files.writeString(work.resolve("own.key"), own.keyPem());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    configure(
        "tenant_id: "
            + GraphStandIn.TENANT
            + ", client_id: "
            + GraphStandIn.CLIENT
            + ", client_certificate_file: own.crt, client_key_file: own.key");
    patiently();
    try (ExporterProcess exporter = ExporterProcess.start(jar, work)) {
      assertThat(value(exporter.scrape(), "scim_entra_up")).as(exporter.log()).isEqualTo(1);
    }
  }

  @Test
  void aManagedIdentityNeedsNoSecret() throws Exception {
    try (GraphStandIn machine = GraphStandIn.startInClear()) {
      machine.answer(
          "/msi/token",
          200,
          """
          {"access_token": "%s7", "expires_on": "%d", "resource": "https://graph.microsoft.com",
          "token_type": "Bearer", "client_id": "%s"}
          """
              .formatted(
                  GraphStandIn.TOKENS,
                  Instant.now().plusSeconds(3600).getEpochSecond(),
                  GraphStandIn.CLIENT));
      configure("managed_identity: true, client_id: " + GraphStandIn.CLIENT);
      patiently();
      Path java =
          Files.writeString(
              work.resolve("java"),
              "#!/bin/sh\nexport IDENTITY_ENDPOINT=%s/msi/token IDENTITY_HEADER=invented\nexec %s \"$@\"\n"
                  .formatted(machine.uri(), jar.java()));
      Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
      try (ExporterProcess exporter =
          ExporterProcess.start(new ExporterJar(jar.jar(), java), work)) {
        assertThat(value(exporter.scrape(), "scim_entra_up")).as(exporter.log()).isEqualTo(1);
        assertThat(machine.requests("/msi/token").get(0).target())
            .contains("resource=https%3A%2F%2Fgraph.microsoft.com")
            .contains("client_id=" + GraphStandIn.CLIENT);
        assertThat(graph.requests(GraphStandIn.TOKEN)).isEmpty();
      }
    }
  }

  @Test
  void whereNobodyAsksGraphNothingOfItIsLoaded() throws Exception {
    Files.writeString(
        work.resolve("scim-exporter.yml"),
        """
        access_logs: [{name: tss1, paths: ["access*.log"]}]
        syncs: [{name: entra-prod, endpoint: "http://localhost/scim/v2"}]
        """);
    assertThat(loadedAfterStart()).contains("io.github.scimexporter.Main").doesNotContain("msal4j");
    configure(
        "tenant_id: "
            + GraphStandIn.TENANT
            + ", client_id: "
            + GraphStandIn.CLIENT
            + ", client_secret_file: graph.secret");
    assertThat(loadedAfterStart()).contains("msal4j");
  }

  private String loadedAfterStart() throws IOException {
    Path classes = work.resolve("classes.txt");
    Path java =
        Files.writeString(
            work.resolve("java"),
            "#!/bin/sh\nexec %s -Xlog:class+load:file=%s \"$@\"\n".formatted(jar.java(), classes));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    try (ExporterProcess exporter = ExporterProcess.start(new ExporterJar(jar.jar(), java), work)) {
      exporter.scrape();
    }
    return Files.readString(classes);
  }
}
