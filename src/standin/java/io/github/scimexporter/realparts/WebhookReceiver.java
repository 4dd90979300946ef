package io.github.scimexporter.realparts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * An HTTP server on a free loopback port that takes what Alertmanager posts to a webhook. The
 * payload's shape, version 4: prometheus.io/docs/alerting/latest/configuration, webhook_config.
 */
public final class WebhookReceiver implements AutoCloseable {

  /**
   * One notification: what Alertmanager says at one time about one group of alerts.
   *
   * @param status {@code firing} while any of the alerts is, else {@code resolved}
   * @param receiver the receiver's name in Alertmanager's configuration
   */
  public record Notification(
      String status, String receiver, Map<String, String> groupLabels, List<Alert> alerts) {
    public Notification {
      groupLabels = Map.copyOf(groupLabels);
      alerts = List.copyOf(alerts);
    }
  }

  /**
   * An alert of a notification.
   *
   * @param status {@code firing} or {@code resolved}
   */
  public record Alert(String status, Map<String, String> labels, Map<String, String> annotations) {
    public Alert {
      labels = Map.copyOf(labels);
      annotations = Map.copyOf(annotations);
    }
  }

  private final HttpServer server;
  private final Consumer<Notification> listener;
  private final List<Notification> notifications = new CopyOnWriteArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final JsonMapper mapper = new JsonMapper();

  private WebhookReceiver(HttpServer server, Consumer<Notification> listener) {
    this.server = server;
    this.listener = listener;
  }

  public static WebhookReceiver start() {
    return start(notification -> {});
  }

  /**
   * Starts the server.
   *
   * @param listener called with each notification as it arrives, one after the other, before it is
   *     answered
   */
  public static WebhookReceiver start(Consumer<Notification> listener) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      WebhookReceiver receiver = new WebhookReceiver(server, listener);
      server.createContext("/", receiver::take);
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Any path below it is taken too. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /**
   * What arrived up to now, oldest first.
   *
   * @throws IllegalStateException when something arrived that is no notification, or the listener
   *     failed
   */
  public List<Notification> received() {
    if (!failures.isEmpty()) {
      throw new IllegalStateException("the webhook receiver failed: " + failures);
    }
    return List.copyOf(notifications);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** Runs on the server's one thread. */
  private void take(HttpExchange exchange) throws IOException {
    int status = 200;
    try (exchange) {
      try {
        Notification notification = parse(mapper.readTree(exchange.getRequestBody()));
        notifications.add(notification);
        listener.accept(notification);
      } catch (IOException | RuntimeException e) {
        // 400: Alertmanager does not try again. Whoever asks for the notifications is told.
        failures.add(e.toString());
        status = 400;
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private static Notification parse(JsonNode payload) {
    if (!payload.path("version").asText().equals("4")) {
      throw new IllegalArgumentException("no payload of version 4: " + payload);
    }
    List<Alert> alerts = new ArrayList<>();
    for (JsonNode alert : payload.path("alerts")) {
      alerts.add(
          new Alert(
              alert.path("status").asText(),
              HttpApi.strings(alert.path("labels")),
              HttpApi.strings(alert.path("annotations"))));
    }
    return new Notification(
        payload.path("status").asText(),
        payload.path("receiver").asText(),
        HttpApi.strings(payload.path("groupLabels")),
        alerts);
  }
}
