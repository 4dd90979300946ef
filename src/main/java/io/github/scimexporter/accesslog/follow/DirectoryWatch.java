package io.github.scimexporter.accesslog.follow;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Is told by the file system of changes in directories: inotify on Linux, which says nothing of
 * what other machines do on a network file system. Where Java only looks itself from time to time
 * (macOS), it is as if nothing was told.
 */
final class DirectoryWatch implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(DirectoryWatch.class);

  /** Under load there are hundreds of changes a second; the reader need not wake for each. */
  private static final long BETWEEN_CALLS_MILLIS = 50;

  private final WatchService service;
  private final Runnable onChange;
  private final Map<Path, Watched> watched = new HashMap<>();
  private final Set<Path> failed = new HashSet<>();
  private volatile boolean complete;

  /** A directory that is watched, and what the file system knew it by. */
  private record Watched(WatchKey key, Optional<String> fileKey) {}

  private DirectoryWatch(WatchService service, Runnable onChange) {
    this.service = service;
    this.onChange = onChange;
  }

  /**
   * Starts to wait for changes.
   *
   * @param onChange called after a change, seldom enough to do something each time
   * @throws IOException if the system gives no watch
   */
  static DirectoryWatch start(Runnable onChange) throws IOException {
    WatchService service = FileSystems.getDefault().newWatchService();
    if (service.getClass().getSimpleName().startsWith("Polling")) {
      service.close();
      throw new IOException("Java has no notification here");
    }
    DirectoryWatch watch = new DirectoryWatch(service, onChange);
    Thread thread = new Thread(watch::run, "file watch");
    thread.setDaemon(true);
    thread.start();
    return watch;
  }

  /** Whether every directory that was asked for is watched. */
  boolean isComplete() {
    return complete;
  }

  /** Watches those directories, too. */
  synchronized void watch(Set<Path> directories) {
    for (Path directory : directories) {
      Optional<String> key = fileKey(directory);
      Watched known = watched.get(directory);
      if (known == null || !known.key().isValid() || !known.fileKey().equals(key)) {
        // Made anew, or a link that leads elsewhere now.
        if (known != null) {
          known.key().cancel();
          watched.remove(directory);
        }
        register(directory, key);
      }
    }
    complete = failed.isEmpty() && !watched.isEmpty();
  }

  private void register(Path directory, Optional<String> fileKey) {
    try {
      WatchKey key =
          directory.register(
              service,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE);
      watched.put(directory, new Watched(key, fileKey));
      failed.remove(directory);
    } catch (IOException | ClosedWatchServiceException e) {
      failed.add(directory);
      logger.debug("{}: cannot be watched, and is looked at often", directory, e);
    }
  }

  private static Optional<String> fileKey(Path directory) {
    try {
      return FileWorld.fileKey(directory);
    } catch (IOException e) {
      // It is not there now: it is watched once it is.
      return Optional.empty();
    }
  }

  private void run() {
    try {
      while (true) {
        WatchKey key = service.take();
        key.pollEvents();
        key.reset();
        onChange.run();
        Thread.sleep(BETWEEN_CALLS_MILLIS);
      }
    } catch (ClosedWatchServiceException e) {
      logger.debug("no directory is watched any more");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException e) {
      logger.debug("the watch could not be closed", e);
    }
  }
}
