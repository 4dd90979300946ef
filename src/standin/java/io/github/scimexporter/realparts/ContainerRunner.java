package io.github.scimexporter.realparts;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * A part as a container. It has the host's network, so that it reaches this machine's loopback
 * servers and they reach it, and sees the configuration's directory under the same path, as the
 * same user: the arguments are those of a process.
 */
final class ContainerRunner implements Runner {
  private static final int TAIL_LINES = 20;
  private static final int STOP_SECONDS = 20;

  private final Launch launch;
  private final GenericContainer<?> container;

  ContainerRunner(Launch launch, DockerImageName image) {
    this.launch = launch;
    String directory = launch.directory().toString();
    String user = userOf(launch);
    this.container =
        new GenericContainer<>(image)
            .withNetworkMode("host")
            .withCommand(launch.arguments().toArray(String[]::new))
            .withStartupCheckStrategy(new NoCheck())
            .withCreateContainerCmdModifier(
                create -> {
                  create.withUser(user);
                  create.getHostConfig().withBinds(new Bind(directory, new Volume(directory)));
                });
  }

  @Override
  public void start() {
    if (container.getContainerId() == null) {
      container.start();
    } else {
      docker().startContainerCmd(container.getContainerId()).exec();
    }
  }

  @Override
  public void kill() {
    if (isRunning()) {
      docker().killContainerCmd(container.getContainerId()).exec();
      awaitEnd();
    }
  }

  @Override
  public void stop() {
    if (isRunning()) {
      docker().stopContainerCmd(container.getContainerId()).withTimeout(STOP_SECONDS).exec();
      awaitEnd();
    }
  }

  @Override
  public boolean isRunning() {
    return container.getContainerId() != null && container.isRunning();
  }

  @Override
  public String outputTail() {
    if (container.getContainerId() == null) {
      return "(the container was never made)";
    }
    List<String> lines = container.getLogs().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }

  @Override
  public void close() {
    if (container.getContainerId() != null) {
      try {
        Files.writeString(launch.output(), container.getLogs());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        container.stop();
      }
    }
  }

  private void awaitEnd() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(STOP_SECONDS))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !isRunning());
  }

  private DockerClient docker() {
    return container.getDockerClient();
  }

  /**
   * UID:GID of whoever made the directory, so that the container may write there and we may tidy
   * up.
   */
  private static String userOf(Launch launch) {
    try {
      return Files.getAttribute(launch.directory(), "unix:uid")
          + ":"
          + Files.getAttribute(launch.directory(), "unix:gid");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@link Part} judges whether it started, and says more when it did not. */
  private static final class NoCheck extends StartupCheckStrategy {
    @Override
    public StartupStatus checkStartupState(DockerClient client, String containerId) {
      return StartupStatus.SUCCESSFUL;
    }
  }
}
