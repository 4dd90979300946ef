package io.github.scimexporter.realparts;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A running Alertmanager. The HTTP interface: version 2, api/v2/openapi.yaml in its sources. */
public final class RealAlertmanager implements AutoCloseable {

  /**
   * An alert as Alertmanager holds it.
   *
   * @param state {@code unprocessed}, {@code active} or {@code suppressed}
   * @param receivers names of the receivers it is routed to
   * @param inhibitedBy fingerprints of the alerts that hide it
   */
  public record Alert(
      Map<String, String> labels,
      Map<String, String> annotations,
      String state,
      List<String> receivers,
      List<String> inhibitedBy) {
    public Alert {
      labels = Map.copyOf(labels);
      annotations = Map.copyOf(annotations);
      receivers = List.copyOf(receivers);
      inhibitedBy = List.copyOf(inhibitedBy);
    }
  }

  private static final Duration MESH_WITHIN = Duration.ofSeconds(90);

  private final Part part;

  RealAlertmanager(Part part) {
    this.part = part;
  }

  public URI uri() {
    return part.uri();
  }

  /** HOST:PORT, as a configuration of Prometheus names it. */
  public String address() {
    return uri().getAuthority();
  }

  /** All alerts that have not ended, hidden ones too. */
  public List<Alert> alerts() {
    List<Alert> alerts = new ArrayList<>();
    for (JsonNode alert : part.api().get("/api/v2/alerts")) {
      List<String> receivers = new ArrayList<>();
      alert.path("receivers").forEach(receiver -> receivers.add(receiver.path("name").asText()));
      List<String> inhibitedBy = new ArrayList<>();
      alert.path("status").path("inhibitedBy").forEach(print -> inhibitedBy.add(print.asText()));
      alerts.add(
          new Alert(
              HttpApi.strings(alert.path("labels")),
              HttpApi.strings(alert.path("annotations")),
              alert.path("status").path("state").asText(),
              receivers,
              inhibitedBy));
    }
    return List.copyOf(alerts);
  }

  /**
   * Tells it of alerts, as Prometheus does.
   *
   * @param labels of each alert
   * @param length how long it is to believe in them unless it is told again
   */
  public void tell(List<Map<String, String>> labels, Duration length) {
    String endsAt = Instant.now().plus(length).toString();
    part.api()
        .postJson(
            "/api/v2/alerts",
            labels.stream().map(each -> Map.of("labels", each, "endsAt", endsAt)).toList());
  }

  /** Waits until it is in a mesh of so many, itself among them, and has heard what they know. */
  public void awaitMesh(int members) {
    Awaitility.await("the mesh to be ready")
        .atMost(MESH_WITHIN)
        .until(
            () -> {
              JsonNode cluster = part.api().get("/api/v2/status").path("cluster");
              return cluster.path("status").asText().equals("ready")
                  && cluster.path("peers").size() == members;
            });
  }

  /** Reads the configuration and the templates again. */
  public void reload() {
    part.api().poke("/-/reload");
  }

  /** Ends it without a warning. */
  public void kill() {
    part.kill();
  }

  /** Starts it again, on the same port and storage, and waits until it is ready. */
  public void restart() {
    part.restart();
  }

  /** The last lines of its output. */
  public String outputTail() {
    return part.outputTail();
  }

  @Override
  public void close() {
    part.close();
  }
}
