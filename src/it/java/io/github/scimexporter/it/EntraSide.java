package io.github.scimexporter.it;

import io.github.scimexporter.standin.CertificateAuthority;
import io.github.scimexporter.standin.GraphShapes;
import io.github.scimexporter.standin.GraphStandIn;
import io.github.scimexporter.standin.GraphStandIn.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What Microsoft Graph says of the provisioning job of a {@link Row}. */
final class EntraSide implements AutoCloseable {
  static final String JOB = "scim.0123";

  private static final Duration NEXT_ATTEMPT = Duration.ofHours(6);

  private final GraphStandIn graph;

  /** A Graph whose job runs, and what the exporter of the row needs to ask it. */
  EntraSide(Row row) {
    CertificateAuthority authority = new CertificateAuthority("authority");
    graph = GraphStandIn.start(authority.issue("127.0.0.1"));
    try {
      Path work = row.site().work();
      Files.writeString(work.resolve("ca.pem"), authority.own().certificatePem());
      Path secret = Files.writeString(work.resolve("graph.secret"), GraphStandIn.SECRET);
      Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    runs();
  }

  /** The keys of a sync that asks it, with these more. */
  Map<String, String> keys(Map<String, String> more) {
    Map<String, String> keys = new HashMap<>(more);
    keys.put(
        "entra",
        """
        {tenant_id: %s, client_id: %s, client_secret_file: graph.secret, service_principal_id: %s,\
         interval: 1s, timeout: 1s, graph_url: "%s", login_url: "%s", tls_config: {ca_file: ca.pem}}"""
            .formatted(
                GraphStandIn.TENANT,
                GraphStandIn.CLIENT,
                GraphStandIn.PRINCIPAL,
                graph.uri(),
                graph.uri()));
    keys.put("provisioned_from", "{owner: identity-team@example.com}");
    return keys;
  }

  /** Whenever it is asked a cycle has just ended, in which there was nothing to do. */
  void runs() {
    says(() -> GraphShapes.idle(JOB, Instant.now()));
  }

  /** It may tell of the application, too: its name, and when its secret and certificate end. */
  void tellsOfApplication(Instant secretEnds, Instant certificateEnds) {
    graph.tellOfApplication(
        GraphShapes.application(GraphStandIn.APPLICATION, secretEnds, certificateEnds));
  }

  void quarantined(Instant since) {
    says(() -> GraphShapes.quarantined(JOB, since, Instant.now().plus(NEXT_ATTEMPT)));
  }

  void paused() {
    says(() -> GraphShapes.paused(JOB));
  }

  /** As Entra does to a job after four weeks of quarantine. */
  void disabled() {
    says(() -> GraphShapes.disabled(JOB));
  }

  /** Consent was withdrawn. */
  void refuses() {
    graph.answer(GraphStandIn.JOBS, 403, GraphShapes.error("Authorization_RequestDenied"));
  }

  private void says(Supplier<String> job) {
    graph.answer(
        GraphStandIn.JOBS, request -> Optional.of(Answer.json(200, GraphShapes.jobs(job.get()))));
  }

  @Override
  public void close() {
    graph.close();
  }
}
