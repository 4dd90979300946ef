package io.github.scimexporter.accesslog.follow;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Syslog over TCP. A connection may be silent for as long as it likes; only when there are too many
 * is the one closed that has been silent longest, since a proxy that is gone without a word is.
 */
final class SyslogTcp implements SyslogPort {
  private static final Logger logger = LoggerFactory.getLogger(SyslogTcp.class);

  /** How many may be connected at one time. */
  static final int MAX_CONNECTIONS = 64;

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration REPORT_INTERVAL = Duration.ofMinutes(10);

  private final String log;
  private final InetSocketAddress address;
  private final Supplier<Framing.Lines> openings;

  /** One for each connection that may still be made, or was not wholly ended. */
  private final Semaphore free = new Semaphore(MAX_CONNECTIONS);

  private final Set<SyslogConnection> connections = ConcurrentHashMap.newKeySet();
  private volatile @Nullable ServerSocket server;
  private volatile boolean accepting;
  private long lastReport;

  /**
   * Makes a port that does not listen yet.
   *
   * @param log the name of the log
   * @param openings gives each connection a place for its messages
   */
  SyslogTcp(String log, InetSocketAddress address, Supplier<Framing.Lines> openings) {
    this.log = log;
    this.address = address;
    this.openings = openings;
    lastReport = System.nanoTime() - REPORT_INTERVAL.toNanos();
  }

  @Override
  public InetSocketAddress open() throws IOException {
    ServerSocket opened = new ServerSocket();
    try {
      opened.bind(address);
    } catch (IOException e) {
      opened.close();
      throw e;
    }
    server = opened;
    accepting = true;
    start(() -> accept(opened), "syslog TCP");
    return new InetSocketAddress(opened.getInetAddress(), opened.getLocalPort());
  }

  @Override
  public boolean isOpen() {
    ServerSocket open = server;
    return open != null && !open.isClosed();
  }

  @Override
  public boolean isAccepting() {
    return accepting && isOpen();
  }

  @Override
  public String transport() {
    return "TCP";
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() {
    ServerSocket open = server;
    if (open != null) {
      close(log, open);
    }
    connections.forEach(SyslogConnection::close);
  }

  private void accept(ServerSocket open) {
    try {
      while (!open.isClosed()) {
        acceptOne(open);
      }
    } finally {
      // Whatever ended this thread: a port that nobody listens on must not look open.
      close(log, open);
    }
  }

  private void acceptOne(ServerSocket open) {
    try {
      admit(open, open.accept());
      accepting = true;
    } catch (IOException e) {
      if (open.isClosed()) {
        return;
      }
      if (accepting) {
        logger.warn("log {}: no TCP connection can be accepted ({})", log, e.getMessage());
      }
      accepting = false;
      LockSupport.parkNanos(RETRY.toNanos());
    }
  }

  /** Waits until a connection is wholly ended where there are too many: its memory counts, too. */
  private void admit(ServerSocket open, Socket socket) throws IOException {
    if (!free.tryAcquire()) {
      connections.stream()
          .min(Comparator.comparing(SyslogConnection::lastHeard))
          .ifPresent(
              connection -> {
                reportTooMany();
                connection.close();
              });
      free.acquireUninterruptibly();
    }
    SyslogConnection connection = new SyslogConnection(log, socket, openings.get());
    connections.add(connection);
    // Only now: who closes the port goes through those that are there by then.
    if (open.isClosed()) {
      connections.remove(connection);
      connection.close();
      free.release();
      return;
    }
    try {
      start(() -> receive(connection), "syslog TCP connection");
    } catch (OutOfMemoryError e) {
      // No thread is to be had for it.
      connections.remove(connection);
      connection.close();
      free.release();
      throw new IOException("no thread can be started for it", e);
    }
  }

  private void receive(SyslogConnection connection) {
    try {
      connection.receive();
    } finally {
      connections.remove(connection);
      free.release();
    }
  }

  private void reportTooMany() {
    long now = System.nanoTime();
    if (now - lastReport >= REPORT_INTERVAL.toNanos()) {
      lastReport = now;
      logger.warn(
          "log {}: more than {} TCP connections; the one that has been silent longest is closed for"
              + " each new one",
          log,
          MAX_CONNECTIONS);
    }
  }

  private static void start(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Closes it; that this fails is said. */
  static void close(String log, Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      logger.warn("log {}: a socket cannot be closed ({})", log, e.getMessage());
    }
  }
}
