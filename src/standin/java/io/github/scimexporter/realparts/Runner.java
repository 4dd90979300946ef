package io.github.scimexporter.realparts;

/**
 * One program that can be started, killed and started again with the same arguments, port and
 * storage.
 */
interface Runner extends AutoCloseable {

  /** Starts the program and returns at once. */
  void start();

  /** Ends it without a warning, as a crash or the kernel would, and returns when it is gone. */
  void kill();

  /** Asks it to end, and returns when it is gone. */
  void stop();

  boolean isRunning();

  /** The last lines of its output. */
  String outputTail();

  /** Ends it and gives back what belongs to it; its files stay. */
  @Override
  void close();
}
