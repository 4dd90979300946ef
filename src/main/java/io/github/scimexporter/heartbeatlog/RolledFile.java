package io.github.scimexporter.heartbeatlog;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.util.FileSize;
import io.github.scimexporter.config.HeartbeatLogConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of lines that is rolled each month and when it has grown large. Lines are written by a
 * thread of its own: a disk that hangs holds up nobody.
 */
final class RolledFile implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(RolledFile.class);
  private static final int QUEUE = 10_000;
  private static final int END_SECONDS = 5;

  private static final class Lines extends EncoderBase<String> {
    @Override
    public byte[] headerBytes() {
      return new byte[0];
    }

    @Override
    public byte[] encode(String line) {
      return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
      return new byte[0];
    }
  }

  private final Path path;
  private final HeartbeatLogConfig config;
  private final ThreadPoolExecutor writer;
  private boolean full;

  // These are the writer's own once it runs.
  private RollingFileAppender<String> file;
  private boolean trouble;

  /** What was said since the last line that could be written: each trouble once. */
  private final Set<String> troublesSaid = new HashSet<>();

  /**
   * Opens it, to write on at its end.
   *
   * @throws IOException if it cannot be written; the message names it
   */
  RolledFile(Path path, HeartbeatLogConfig config) throws IOException {
    this.path = path;
    this.config = config;
    checkWritable(path);
    file = opened();
    writer =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            task -> {
              Thread thread = new Thread(task, "heartbeat log");
              thread.setDaemon(true);
              return thread;
            });
  }

  private RollingFileAppender<String> opened() {
    RollingFileAppender<String> appender = new RollingFileAppender<>();
    Context context = new ContextBase();
    context.getStatusManager().add(this::report);
    SizeAndTimeBasedRollingPolicy<String> policy = new SizeAndTimeBasedRollingPolicy<>();
    policy.setContext(context);
    policy.setParent(appender);
    policy.setFileNamePattern(path + ".%d{yyyy-MM,UTC}.%i");
    policy.setMaxFileSize(new FileSize(config.maxSizeBytes()));
    policy.setMaxHistory(config.keep());
    policy.setTotalSizeCap(new FileSize(config.maxSizeBytes() * config.keep()));
    Lines lines = new Lines();
    appender.setContext(context);
    appender.setName(path.toString());
    appender.setFile(path.toString());
    appender.setEncoder(lines);
    appender.setRollingPolicy(policy);
    policy.start();
    lines.start();
    appender.start();
    return appender;
  }

  private void append(String line) {
    trouble = false;
    if (!Files.exists(path)) {
      // Moved away or removed: what is written to it now would never be found.
      file.stop();
      file = opened();
    }
    long before = path.toFile().length();
    file.doAppend(line);
    // The library drops lines in silence until it tries again: only a file that grows is in order.
    if (!trouble && !troublesSaid.isEmpty() && path.toFile().length() != before) {
      troublesSaid.clear();
      logger.info("{}: is written again", path);
    }
  }

  /** Writes a line soon. */
  void write(String line) {
    try {
      writer.execute(() -> append(line));
      full = false;
    } catch (RejectedExecutionException e) {
      if (!full) {
        logger.error("{}: is written too slowly; lines are left out until it goes on", path, e);
      }
      full = true;
    }
  }

  /** Writes what waits and closes the file. */
  @Override
  public void close() {
    writer.shutdown();
    try {
      if (writer.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        file.stop();
      } else {
        // Not closed: that would wait for the line that hangs.
        logger.error(
            "{}: is written too slowly; {} lines are left out", path, writer.getQueue().size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void report(Status status) {
    if (status.getEffectiveLevel() < Status.WARN) {
      return;
    }
    trouble = true;
    Throwable cause = status.getThrowable();
    String words = status.getMessage() + (cause == null ? "" : " (" + cause.getMessage() + ")");
    if (troublesSaid.add(words)) {
      logger.warn("{}: {}", path, words);
    }
  }

  private static void checkWritable(Path path) throws IOException {
    Path directory = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a file has one");
    if (!Files.isDirectory(directory)) {
      throw new IOException(path + ": its directory does not exist; create it");
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      // A pipe that nobody reads would hold up the start for ever.
      throw new IOException(path + ": is no regular file; name one in heartbeat_log.path");
    }
    if (Files.exists(path) ? !Files.isWritable(path) : !Files.isWritable(directory)) {
      throw new IOException(path + ": may not be written by this user; grant write permission");
    }
  }
}
