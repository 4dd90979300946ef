package io.github.scimexporter.realparts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A part as a process of this machine. Its output is appended to a file; it never outlives this
 * JVM's orderly end.
 */
final class ProcessRunner implements Runner {
  private static final int TAIL_LINES = 20;
  private static final long STOP_SECONDS = 20;

  private final Launch launch;
  private final List<String> command;
  private final Thread hook;
  private @Nullable Process process;

  ProcessRunner(Launch launch, Path program) {
    this.launch = launch;
    List<String> words = new ArrayList<>();
    words.add(program.toString());
    words.addAll(launch.arguments());
    this.command = List.copyOf(words);
    this.hook = new Thread(this::kill, "end-" + launch.name());
    Runtime.getRuntime().addShutdownHook(hook);
  }

  @Override
  public synchronized void start() {
    if (isRunning()) {
      throw new IllegalStateException(launch.name() + " is running already");
    }
    try {
      process =
          new ProcessBuilder(command)
              .directory(launch.directory().toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.output().toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void kill() {
    if (process != null) {
      process.destroyForcibly();
      awaitEnd(process);
    }
  }

  @Override
  public synchronized void stop() {
    if (process != null) {
      process.destroy();
      awaitEnd(process);
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return process != null && process.isAlive();
  }

  @Override
  public String outputTail() {
    try {
      List<String> lines =
          Files.readString(launch.output(), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return launch.output() + " cannot be read: " + e;
    }
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already, and the hook has nothing left to do.
    }
  }

  private void awaitEnd(Process ending) {
    try {
      if (!ending.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        ending.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      ending.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
