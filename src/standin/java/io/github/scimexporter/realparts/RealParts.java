package io.github.scimexporter.realparts;

import java.nio.file.Path;
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

  /** Starts Alertmanager; its paths in the configuration file are relative to that file. */
  RealAlertmanager startAlertmanager(Path configFile);

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
