package io.github.scimexporter.installation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** The argument lists of all processes of this machine, looked at again and again, as ps shows. */
public final class ArgumentLists implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(2);

  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(this::watch, "argument-lists");
  private volatile boolean ended;

  /** Begins to look. */
  public ArgumentLists() {
    thread.start();
  }

  /** Those that were seen, with a blank between arguments. */
  public Set<String> seen() {
    return Set.copyOf(seen);
  }

  private void watch() {
    while (!ended) {
      try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
        for (Path process : processes) {
          look(process.resolve("cmdline"));
        }
      } catch (IOException e) {
        throw new IllegalStateException("/proc cannot be listed", e);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void look(Path arguments) {
    try {
      seen.add(
          new String(Files.readAllBytes(arguments), StandardCharsets.UTF_8).replace('\0', ' '));
    } catch (IOException e) {
      // It has ended.
    }
  }

  @Override
  public void close() {
    ended = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
