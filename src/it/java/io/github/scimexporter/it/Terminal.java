package io.github.scimexporter.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command on a real terminal: the one that util-linux's {@code script} opens for it. */
final class Terminal implements AutoCloseable {
  private final Process process;
  private final Path shown;

  private Terminal(Process process, Path shown) {
    this.process = process;
    this.shown = shown;
  }

  /** Starts a command whose arguments need no quotes. */
  static Terminal start(Path directory, Map<String, String> environment, List<String> command)
      throws IOException {
    Path shown = Files.createTempFile(directory, "terminal", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder("script", "-qec", String.join(" ", command), "/dev/null")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(shown.toFile());
    builder.environment().keySet().removeAll(List.of("NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"));
    builder.environment().putAll(environment);
    return new Terminal(builder.start(), shown);
  }

  /** All that it showed so far. */
  String shown() {
    try {
      return Files.readString(shown);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it shows that. */
  void awaitShown(String text) {
    await().atMost(Duration.ofSeconds(60)).until(() -> shown().contains(text));
  }

  /** Types that. */
  void type(String text) throws IOException {
    process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Waits until the command ended; its exit code. */
  int awaitExit() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the command did not end: " + shown());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
