package io.github.scimexporter.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that answers with given bytes, however wrong they are. */
final class RawServer implements AutoCloseable {
  /** What becomes of a connection. */
  @FunctionalInterface
  interface Behaviour {
    void serve(Socket connection) throws IOException;
  }

  private static final int REQUEST = 8192;

  private final ServerSocket socket;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** A server that treats each connection so, once its request was read. */
  RawServer(Behaviour behaviour) {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread acceptor = new Thread(() -> accept(behaviour), "raw-server");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  /** A server that answers and closes. */
  static RawServer answering(String... lines) {
    return new RawServer(
        connection -> {
          connection
              .getOutputStream()
              .write(String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1));
          connection.shutdownOutput();
        });
  }

  /** A server that answers with a status, headers and a body. */
  static RawServer with(String status, String headers, String body) {
    return answering(
        "HTTP/1.1 " + status,
        (headers.isEmpty() ? "" : headers + "\r\n") + "Content-Length: " + body.length(),
        "",
        body);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/scim/v2");
  }

  URI https() {
    return URI.create("https://127.0.0.1:" + socket.getLocalPort() + "/scim/v2");
  }

  /** The beginnings of the requests that came, each at most as long as one packet. */
  List<String> requests() {
    return requests;
  }

  private void accept(Behaviour behaviour) {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connections.add(connection);
        byte[] request = new byte[REQUEST];
        int length = connection.getInputStream().read(request);
        requests.add(new String(request, 0, Math.max(0, length), StandardCharsets.ISO_8859_1));
        behaviour.serve(connection);
      } catch (IOException e) {
        // The client went away, or the test is over.
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
