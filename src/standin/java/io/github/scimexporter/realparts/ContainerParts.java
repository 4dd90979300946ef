package io.github.scimexporter.realparts;

import java.nio.file.Path;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/**
 * Parts as containers. The images bear the names of the upstream ones; {@code bin/setup-containers}
 * makes them where no registry can be reached, elsewhere they are pulled.
 */
record ContainerParts(DockerImageName prometheus, DockerImageName alertmanager)
    implements RealParts {

  static ContainerParts connect() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      throw new IllegalStateException(
          "no container engine answers; start one with eval \"$(bin/setup-containers)\", or set DOCKER_HOST");
    }
    return new ContainerParts(
        image("SCIM_PROMETHEUS_IMAGE", "prom/prometheus:v2.42.0"),
        image("SCIM_ALERTMANAGER_IMAGE", "prom/alertmanager:v0.25.0"));
  }

  @Override
  public RealPrometheus startPrometheus(Path configFile, List<String> flags) {
    Launch launch = Launch.prometheus(configFile, flags);
    return new RealPrometheus(Part.start(launch, new ContainerRunner(launch, prometheus)));
  }

  @Override
  public RealAlertmanager startAlertmanager(Path configFile, List<String> flags) {
    Launch launch = Launch.alertmanager(configFile, flags);
    return new RealAlertmanager(Part.start(launch, new ContainerRunner(launch, alertmanager)));
  }

  @Override
  public String origin() {
    return "containers of " + prometheus + " and " + alertmanager;
  }

  private static DockerImageName image(String variable, String otherwise) {
    String asked = System.getProperty(variable, System.getenv(variable));
    return DockerImageName.parse(asked == null || asked.isEmpty() ? otherwise : asked);
  }
}
