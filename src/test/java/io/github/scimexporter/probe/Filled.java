package io.github.scimexporter.probe;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** Connections that fill the queue of a server that accepts none, so that a further one waits. */
final class Filled implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 300;
  private static final int MOST = 64;

  private final List<Socket> sockets = new ArrayList<>();

  Filled(ServerSocket server) throws IOException {
    while (sockets.size() < MOST) {
      Socket socket = new Socket();
      sockets.add(socket);
      try {
        socket.connect(server.getLocalSocketAddress(), PATIENCE_MILLIS);
      } catch (SocketTimeoutException e) {
        return;
      }
    }
    throw new IOException("the queue is never full");
  }

  int count() {
    return sockets.size();
  }

  @Override
  public void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
