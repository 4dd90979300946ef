package io.github.scimexporter.accesslog.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the product logs while a test runs. */
public final class LogCapture extends Handler {
  private static final Logger LOGGER = Logger.getLogger("io.github.scimexporter");

  private final List<String> messages = new ArrayList<>();

  /** Begins to listen; close it in the end. */
  public static LogCapture start() {
    LogCapture capture = new LogCapture();
    LOGGER.addHandler(capture);
    LOGGER.setUseParentHandlers(false);
    return capture;
  }

  /** What was logged so far. */
  public synchronized List<String> messages() {
    return List.copyOf(messages);
  }

  @Override
  public synchronized void publish(LogRecord logged) {
    messages.add(logged.getLevel() + " " + new SimpleFormatter().formatMessage(logged));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    LOGGER.removeHandler(this);
    LOGGER.setUseParentHandlers(true);
  }
}
