package io.github.scimexporter.terminal;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Undoes something exactly once: when it is closed, or else when the program ends, by Ctrl-C or a
 * signal, too.
 */
public final class Undo implements AutoCloseable {
  private final AtomicBoolean done = new AtomicBoolean();
  private final Runnable action;
  private final Thread atExit = new Thread(this::once, "undo");

  private Undo(Runnable action) {
    this.action = action;
  }

  /** Will do that. */
  public static Undo by(Runnable action) {
    Undo undo = new Undo(action);
    Runtime.getRuntime().addShutdownHook(undo.atExit);
    return undo;
  }

  @Override
  public void close() {
    once();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The program is ending already, and the hook found nothing left to do.
    }
  }

  private void once() {
    if (done.compareAndSet(false, true)) {
      action.run();
    }
  }
}
