package io.github.scimexporter.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Free ports of loopback, each handed out once. They are below those that clients are given: what
 * is stopped for a while finds its port free when it comes back.
 */
final class Ports {
  private static final int COUNT = 100;

  private final int end;
  private int next;

  Ports(int first) {
    next = first;
    end = first + COUNT;
  }

  synchronized int next() {
    while (next < end) {
      int port = next++;
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // Somebody else's; try the next.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new IllegalStateException(
        "no port from " + (end - COUNT) + " to " + (end - 1) + " is free");
  }
}
