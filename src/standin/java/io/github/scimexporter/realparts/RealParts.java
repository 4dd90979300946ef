package io.github.scimexporter.realparts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts a real Prometheus and a real Alertmanager on free loopback ports. There are two makers, so
 * that the same test runs against both: local processes and containers.
 *
 * <p>Each start returns when the part says that it is ready. Storage ({@code NAME-PORT/}) and
 * output ({@code NAME-PORT.log}) lie beside the configuration file. Start Alertmanager first: what
 * it misses is sent again only each minute.
 */
public interface RealParts {

  /** Starts Prometheus; its paths in the configuration file are relative to that file. */
  default RealPrometheus startPrometheus(Path configFile) {
    return startPrometheus(configFile, List.of());
  }

  /**
   * Starts Prometheus with more flags. One belongs to every scaled configuration: {@code
   * --rules.alert.resend-delay}, by default 1m, is how long an alert waits that began before
   * Prometheus knew its Alertmanager, which takes it 5 s; four times as long Alertmanager believes
   * in an alert that is no longer sent.
   */
  RealPrometheus startPrometheus(Path configFile, List<String> flags);

  /** Starts one Alertmanager alone; paths in the configuration file are relative to that file. */
  default RealAlertmanager startAlertmanager(Path configFile) {
    // Empty: it opens no port for others of a cluster.
    return startAlertmanager(configFile, List.of("--cluster.listen-address="));
  }

  /** Starts Alertmanager with more flags. */
  RealAlertmanager startAlertmanager(Path configFile, List<String> flags);

  /**
   * Starts two Alertmanagers that tell each other what they sent, and waits until they do. The
   * first of the list sends; the other waits for the peer timeout and sends what was not sent by
   * then.
   *
   * @param peerTimeout shorter than the configuration's group_interval: what the second decides
   *     after it must not be older than the first one's next news
   */
  default List<RealAlertmanager> startMesh(Path configFile, Duration peerTimeout) {
    String first = "127.0.0.1:" + Launch.freePort();
    String second = "127.0.0.1:" + Launch.freePort();
    List<RealAlertmanager> mesh = new ArrayList<>();
    try {
      for (List<String> ends : List.of(List.of(first, second), List.of(second, first))) {
        mesh.add(
            startAlertmanager(
                configFile,
                List.of(
                    "--cluster.listen-address=" + ends.get(0),
                    "--cluster.peer=" + ends.get(1),
                    "--cluster.peer-timeout=" + peerTimeout.toMillis() + "ms")));
      }
      mesh.forEach(member -> member.awaitMesh(mesh.size()));
    } catch (RuntimeException | Error e) {
      mesh.forEach(RealAlertmanager::close);
      throw e;
    }
    return List.copyOf(mesh);
  }

  /**
   * Where the parts come from, for a reader of test output, such as {@code processes of
   * /x/.cache/prometheus-bookworm}.
   */
  String origin();

  /**
   * Programs of this machine: of the directory in the system property {@code scim.prometheus.dir},
   * or else of the newest complete {@code .cache/prometheus-*} below the working directory, as
   * {@code bin/get-prometheus} makes them.
   *
   * @throws IllegalStateException in one line, when there is none
   */
  static RealParts processes() {
    return ProcessParts.find(
        Path.of("").toAbsolutePath(),
        Optional.ofNullable(System.getProperty("scim.prometheus.dir")).map(Path::of));
  }

  /**
   * Containers of {@code prom/prometheus} and {@code prom/alertmanager}, with the images that the
   * system properties or else environment variables {@code SCIM_PROMETHEUS_IMAGE} and {@code
   * SCIM_ALERTMANAGER_IMAGE} name.
   *
   * @throws IllegalStateException in one line, when no container engine answers
   */
  static RealParts containers() {
    return ContainerParts.connect();
  }
}
