package io.github.scimexporter.standin.tomcats;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A connection that sends a request only once. The JDK's client sends some again in silence when a
 * connection breaks, and then nobody knows how many lines there must be.
 */
final class KeptConnection implements AutoCloseable {
  private static final String LENGTH = "content-length:";

  private final int port;
  private @Nullable Socket socket;
  private InputStream in = InputStream.nullInputStream();

  KeptConnection(int port) {
    this.port = port;
  }

  /**
   * Sends a request without a body and reads the whole answer.
   *
   * @return its status
   */
  int ask(String method, String target) throws IOException {
    Socket open = socket;
    if (open == null) {
      open = new Socket(InetAddress.getLoopbackAddress(), port);
      open.setTcpNoDelay(true);
      in = new BufferedInputStream(open.getInputStream());
      socket = open;
    }
    String request =
        method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";
    open.getOutputStream().write(request.getBytes(US_ASCII));
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    long length = 0;
    boolean last = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith(LENGTH)) {
        length = Long.parseLong(lower.substring(LENGTH.length()).strip());
      }
      last |= lower.equals("connection: close");
    }
    in.skipNBytes(length);
    if (last) {
      close();
    }
    return status;
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int next = in.read();
      switch (next) {
        case -1 -> throw new EOFException("the server hung up instead of answering");
        case '\r' -> {}
        case '\n' -> {
          return line.toString();
        }
        default -> line.append((char) next);
      }
    }
  }
}
