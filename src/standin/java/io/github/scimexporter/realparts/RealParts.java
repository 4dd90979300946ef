package io.github.scimexporter.realparts;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Starts a real Prometheus and a real Alertmanager on free loopback ports. There are two makers, so
 * that the same test runs against both: local processes and containers.
 *
 * <p>Each start returns when the part says that it is ready. Storage ({@code NAME-PORT/}) and
 * output ({@code NAME-PORT.log}) lie beside the configuration file. Start Alertmanager first:
 * Prometheus sends an alert again only each minute.
 */
public interface RealParts {

  /** Starts Prometheus; its paths in the configuration file are relative to that file. */
  RealPrometheus startPrometheus(Path configFile);

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
