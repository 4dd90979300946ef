package io.github.scimexporter.probe;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/**
 * Stands before a server that speaks TLS, lets the client greet it and the server answer, and cuts
 * them off when the client speaks again: by then it has seen all that the server asked for.
 */
final class CutOff implements AutoCloseable {
  private static final int CHANGE_CIPHER_SPEC = 20;

  private final URI server;
  private final ServerSocket socket;
  private volatile boolean early;

  CutOff(URI server) {
    this.server = server;
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    inBackground(this::accept);
  }

  URI https() {
    return URI.create("https://127.0.0.1:" + socket.getLocalPort() + server.getPath());
  }

  /** From now on even the server's first answer is not let through. */
  void beforeTheServerSpeaks() {
    early = true;
  }

  private static void inBackground(Runnable task) {
    Thread thread = new Thread(task, "cut-off");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept();
          Socket upstream = new Socket(server.getHost(), server.getPort())) {
        DataInputStream spoken = new DataInputStream(client.getInputStream());
        relayRecord(spoken, upstream.getOutputStream());
        if (early) {
          continue;
        }
        inBackground(() -> relay(upstream, client));
        // A client of TLS 1.3 may send this one before it has read the server's whole answer.
        while (relayRecord(spoken, OutputStream.nullOutputStream()) == CHANGE_CIPHER_SPEC) {
          // The next one tells.
        }
      } catch (IOException e) {
        // The client went away, or the test is over.
      }
    }
  }

  private static void relay(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // They were cut off.
    }
  }

  /** Passes one record of TLS on, and returns its type. */
  private static int relayRecord(DataInputStream from, OutputStream to) throws IOException {
    byte[] header = from.readNBytes(5);
    if (header.length < 5) {
      throw new IOException("no whole record");
    }
    to.write(header);
    to.write(from.readNBytes((header[3] & 0xff) << 8 | (header[4] & 0xff)));
    return header[0];
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
