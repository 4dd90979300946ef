package io.github.scimexporter.accesslog.follow;

import java.io.IOException;
import java.net.InetSocketAddress;

/** A port on which syslog is received, by threads of its own. */
interface SyslogPort {
  /**
   * Begins to listen.
   *
   * @return the address and port, where that was left open, too
   * @throws IOException if that is not possible now
   */
  InetSocketAddress open() throws IOException;

  /** Whether it has the port, so that it need not be opened. */
  boolean isOpen();

  /** Whether senders are let in. */
  boolean isAccepting();

  /** What it is called in messages: TCP or UDP. */
  String transport();

  /** Where it is to listen. */
  InetSocketAddress address();

  /** Listens no more, and lets go of all senders. */
  void close();
}
