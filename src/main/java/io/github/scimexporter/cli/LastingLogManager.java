package io.github.scimexporter.cli;

import java.util.logging.LogManager;

/**
 * Keeps the log open to the very end. When the JVM ends, Java's own log manager closes all handlers
 * in a thread beside the program's: whatever is said while stopping, such as that the state could
 * not be written, would be lost.
 */
public final class LastingLogManager extends LogManager {
  /** Made by Java where the system property {@code java.util.logging.manager} names it. */
  public LastingLogManager() {}

  @Override
  public void reset() {
    // On purpose nothing: the handlers write to standard error, which needs no closing.
  }
}
