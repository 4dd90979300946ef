package io.github.scimexporter.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Asks an exporter for its metrics over one connection that stays open, as Prometheus does. A plain
 * socket, so that next to nothing of what is measured is the client's.
 */
final class Scraper implements AutoCloseable {
  private static final String AS_PROMETHEUS =
      "Accept: application/openmetrics-text;version=1.0.0,application/openmetrics-text;"
          + "version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1\r\n"
          + "Accept-Encoding: gzip\r\n";

  /** An answer. */
  static final class Answer {
    private final int status;
    private final byte[] body;
    private final boolean gzip;
    private final long nanos;

    private Answer(int status, byte[] body, boolean gzip, long nanos) {
      this.status = status;
      this.body = body;
      this.gzip = gzip;
      this.nanos = nanos;
    }

    int status() {
      return status;
    }

    /** From the first byte of the question to the last one of the answer. */
    double millis() {
      return nanos / 1e6;
    }

    String text() throws IOException {
      try (InputStream bytes = new ByteArrayInputStream(body);
          InputStream plain = gzip ? new GZIPInputStream(bytes) : bytes) {
        return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
      }
    }

    /** The sum of all samples of that metric. */
    double sum(String metric) throws IOException {
      return text()
          .lines()
          .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    }
  }

  private final Socket socket;
  private final InputStream in;

  /** Connects to a port of loopback. */
  Scraper(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
  }

  /** Asks in the plain text format. */
  Answer ask() throws IOException {
    return ask("");
  }

  /** Asks with the headers that Prometheus sends. */
  Answer askAsPrometheus() throws IOException {
    return ask(AS_PROMETHEUS);
  }

  private Answer ask(String headers) throws IOException {
    byte[] question =
        ("GET /metrics HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    long start = System.nanoTime();
    socket.getOutputStream().write(question);
    int status = Integer.parseInt(line().split(" ", -1)[1]);
    int length = -1;
    boolean gzip = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String name = header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
      String value = header.substring(name.length() + 1).strip();
      if (name.equals("content-length")) {
        length = Integer.parseInt(value);
      } else if (name.equals("content-encoding")) {
        gzip = value.equals("gzip");
      }
    }
    byte[] body = length >= 0 ? in.readNBytes(length) : chunks();
    return new Answer(status, body, gzip, System.nanoTime() - start);
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int size = Integer.parseInt(line(), 16);
    while (size > 0) {
      body.write(in.readNBytes(size));
      line();
      size = Integer.parseInt(line(), 16);
    }
    line();
    return body.toByteArray();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int next = in.read();
    while (next != '\n') {
      if (next < 0) {
        throw new EOFException("the exporter closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
      next = in.read();
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
