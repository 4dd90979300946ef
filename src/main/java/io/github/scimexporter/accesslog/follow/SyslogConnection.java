package io.github.scimexporter.accesslog.follow;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One sender of syslog over TCP. */
final class SyslogConnection {
  private static final Logger logger = LoggerFactory.getLogger(SyslogConnection.class);

  private static final int BUFFER_BYTES = 16 * 1024;

  private final String log;
  private final Socket socket;
  private final Framing.Lines lines;
  private volatile long lastHeard = System.nanoTime();

  /**
   * Takes over a connection.
   *
   * @param log the name of the log
   * @param lines takes its messages
   */
  SyslogConnection(String log, Socket socket, Framing.Lines lines) {
    this.log = log;
    this.socket = socket;
    this.lines = lines;
  }

  /** When something was last received, in {@link System#nanoTime()}. */
  long lastHeard() {
    return lastHeard;
  }

  /** Ends it from this side, whichever thread waits for it. */
  void close() {
    SyslogTcp.close(log, socket);
  }

  /** Receives until either side ends it. */
  void receive() {
    Framing framing = new SyslogFraming();
    try (socket) {
      socket.setKeepAlive(true);
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[BUFFER_BYTES];
      int read = in.read(buffer);
      while (read >= 0) {
        framing.take(buffer, read, lines);
        lastHeard = System.nanoTime();
        read = in.read(buffer);
      }
    } catch (IOException e) {
      // The other side broke it off, or it was closed here; what came of it counts.
      logger.debug("log {}: a TCP connection broke off ({})", log, e.getMessage());
    } finally {
      framing.end(lines);
    }
  }
}
