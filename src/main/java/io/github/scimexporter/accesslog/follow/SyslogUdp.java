package io.github.scimexporter.accesslog.follow;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Syslog over UDP, one message a datagram: <a href="https://www.rfc-editor.org/rfc/rfc5426">RFC
 * 5426</a>. While the inbox is full, datagrams wait in the system's buffer, and are lost when that
 * is full, too.
 */
final class SyslogUdp implements SyslogPort {
  private static final Logger logger = LoggerFactory.getLogger(SyslogUdp.class);

  /** What the system is asked for; it may give less (Linux: net.core.rmem_max). */
  private static final int RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;

  /** No datagram is larger. */
  private static final int MAX_DATAGRAM_BYTES = 64 * 1024;

  private final String log;
  private final InetSocketAddress address;
  private final Framing.Lines lines;
  private volatile @Nullable DatagramSocket socket;

  /**
   * Makes a port that does not listen yet.
   *
   * @param log the name of the log
   * @param lines takes the messages of all senders
   */
  SyslogUdp(String log, InetSocketAddress address, Framing.Lines lines) {
    this.log = log;
    this.address = address;
    this.lines = lines;
  }

  @Override
  public InetSocketAddress open() throws IOException {
    DatagramSocket opened = new DatagramSocket(null);
    try {
      opened.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
      opened.bind(address);
      logger.debug("log {}: the UDP buffer is of {} bytes", log, opened.getReceiveBufferSize());
    } catch (IOException e) {
      opened.close();
      throw e;
    }
    socket = opened;
    Thread thread = new Thread(() -> receive(opened), "syslog UDP");
    thread.setDaemon(true);
    thread.start();
    return new InetSocketAddress(opened.getLocalAddress(), opened.getLocalPort());
  }

  @Override
  public boolean isOpen() {
    DatagramSocket open = socket;
    return open != null && !open.isClosed();
  }

  @Override
  public boolean isAccepting() {
    return isOpen();
  }

  @Override
  public String transport() {
    return "UDP";
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() {
    DatagramSocket open = socket;
    if (open != null) {
      open.close();
    }
  }

  private void receive(DatagramSocket open) {
    byte[] buffer = new byte[MAX_DATAGRAM_BYTES];
    try (open) {
      while (true) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        open.receive(packet);
        lines.line(buffer, 0, packet.getLength(), packet.getLength());
      }
    } catch (IOException e) {
      if (!open.isClosed()) {
        logger.warn("log {}: nothing can be received by UDP ({})", log, e.getMessage());
      }
    }
  }
}
