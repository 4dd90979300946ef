package io.github.scimexporter.cli;

import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sets up the program's own log: standard error, one line an event. */
final class LogSetup {
  /** The level from which events are logged. */
  enum LogLevel {
    debug,
    info,
    warn,
    error;

    private Level level() {
      return switch (this) {
        case debug -> Level.FINE;
        case info -> Level.INFO;
        case warn -> Level.WARNING;
        case error -> Level.SEVERE;
      };
    }
  }

  /** How an event is written. */
  enum LogFormat {
    logfmt,
    json
  }

  private LogSetup() {}

  static void apply(LogLevel level, LogFormat format) {
    Handler console = new ConsoleHandler();
    console.setLevel(Level.ALL);
    console.setFormatter(new EventFormatter(format));
    Logger root = Logger.getLogger("");
    for (Handler other : root.getHandlers()) {
      root.removeHandler(other);
    }
    root.addHandler(console);
    root.setLevel(level.level());
    if (level != LogLevel.debug) {
      JETTY.setLevel(Level.WARNING);
    }
    // What it says may quote an answer's text; what matters of it is said in our own words.
    MSAL.setLevel(Level.OFF);
  }

  /** Kept here, because loggers that nobody holds are collected together with their level. */
  private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

  private static final Logger MSAL = Logger.getLogger("com.microsoft.aad.msal4j");
}
