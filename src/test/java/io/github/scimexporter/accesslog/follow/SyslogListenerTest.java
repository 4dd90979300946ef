package io.github.scimexporter.accesslog.follow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scimexporter.accesslog.format.FormatOptions;
import io.github.scimexporter.accesslog.format.LineFormat;
import io.github.scimexporter.config.SyslogConfig;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real sockets on loopback. */
class SyslogListenerTest {
  private static final String HEADER = "<134>Nov 24 12:00:00 haproxy[123]: ";
  private static final Pattern PORT = Pattern.compile("on (TCP|UDP) 127\\.0\\.0\\.1:(\\d+)");

  private final ReceivedLines received = new ReceivedLines();
  private final LogCapture log = LogCapture.start();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
    log.close();
  }

  private static Optional<InetSocketAddress> loopback(int port) {
    return Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  private SyslogListener listen(SyslogConfig config, LineFormat format) {
    SyslogListener source = new SyslogListener("tss1", config, format, received, Wakeup.whenTold());
    open.add(source::close);
    source.refresh();
    return source;
  }

  private SyslogListener tcp() {
    return listen(new SyslogConfig(loopback(0), Optional.empty()), LineFormat.COMMON);
  }

  private SyslogListener udp() {
    return listen(new SyslogConfig(Optional.empty(), loopback(0)), LineFormat.COMMON);
  }

  /** The port that was logged last. */
  private int port(String transport) {
    Matcher matcher = PORT.matcher(String.join("\n", log.messages()));
    int port = 0;
    while (matcher.find()) {
      port = matcher.group(1).equals(transport) ? Integer.parseInt(matcher.group(2)) : port;
    }
    return port;
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port("TCP"));
    open.add(socket);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  private void sendDatagram(String text) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      byte[] bytes = text.getBytes(ISO_8859_1);
      socket.send(
          new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port("UDP")));
    }
  }

  private void awaitPaths(LogSource source, String... paths) {
    await().untilAsserted(() -> assertThat(received.read(source).paths()).containsExactly(paths));
  }

  private static String counted(String message) {
    return message.length() + " " + message;
  }

  @Test
  void aMessageOverTcpIsALineInWhicheverFraming() throws IOException {
    SyslogListener source = tcp();
    assertThat(source.isUp()).isTrue();
    Socket proxy = connect();
    String sent =
        counted(HEADER + ReceivedLines.line("/1"))
            + (HEADER + ReceivedLines.line("/2") + "\n")
            + (HEADER + ReceivedLines.line("/3") + "\0")
            + counted(HEADER + ReceivedLines.line("/4") + "\n")
            + "\n";
    send(proxy, sent);
    awaitPaths(source, "/1", "/2", "/3", "/4");
    assertThat(received.bytes()).isEqualTo(sent.length());
    assertThat(source.lagBytes()).isZero();
    assertThat(source.positions()).isEmpty();
  }

  @Test
  void aLastMessageWithoutEndCountsWhenTheConnectionEnds() throws IOException {
    SyslogListener source = tcp();
    try (Socket proxy = connect()) {
      send(proxy, HEADER + ReceivedLines.line("/1"));
    }
    awaitPaths(source, "/1");
  }

  @Test
  void aDatagramIsALine() throws IOException {
    SyslogListener source = udp();
    sendDatagram(HEADER + ReceivedLines.line("/1"));
    sendDatagram(HEADER + ReceivedLines.line("/2") + "\r\n");
    sendDatagram("");
    sendDatagram(
        "<134>1 2026-11-24T12:00:00Z host haproxy 1 - - " + ReceivedLines.line("/3") + "\0");
    awaitPaths(source, "/1", "/2", "/3");
  }

  @Test
  void theLargestDatagramIsReadWhole() throws IOException {
    SyslogListener source = udp();
    String head = HEADER + ReceivedLines.line("/1").replace("/1 ", "/");
    String path = "x".repeat(65_507 - head.length() - 1);
    sendDatagram(HEADER + ReceivedLines.line("/" + path));
    awaitPaths(source, "/" + path);
  }

  @Test
  void whatIsNoSyslogIsUnfitAndSoIsALineOfAnotherFormat() throws IOException {
    SyslogListener source = listen(new SyslogConfig(loopback(0), loopback(0)), LineFormat.COMMON);
    Socket proxy = connect();
    send(proxy, ReceivedLines.line("/1") + "\n" + HEADER + "no request\n");
    awaitPaths(source, ReceivedLines.UNFIT, ReceivedLines.UNFIT);
    sendDatagram(ReceivedLines.line("/2"));
    awaitPaths(source, ReceivedLines.UNFIT, ReceivedLines.UNFIT, ReceivedLines.UNFIT);
  }

  @Test
  void everyConnectionHasItsOwnHeaders() throws IOException {
    SyslogListener source =
        listen(
            new SyslogConfig(loopback(0), Optional.empty()),
            LineFormat.auto(FormatOptions.DEFAULT));
    Socket first = connect();
    Socket second = connect();
    send(first, HEADER + "#Fields: cs-uri-stem date time cs-method sc-status\n");
    send(second, HEADER + "#Fields: date time cs-method sc-status cs-uri-stem\n");
    send(first, HEADER + "/1 2026-11-24 08:59:38 GET 200\n");
    awaitPaths(source, "/1");
    send(second, HEADER + "2026-11-24 08:59:38 GET 200 /2\n");
    awaitPaths(source, "/1", "/2");
    send(connect(), HEADER + ReceivedLines.line("/3") + "\n");
    awaitPaths(source, "/1", "/2", "/3");
  }

  @Test
  void saysOnceThatAPortIsTakenAndListensWhenItIsFree() throws IOException {
    SyslogListener source;
    int port;
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = other.getLocalPort();
      source = listen(new SyslogConfig(loopback(port), Optional.empty()), LineFormat.COMMON);
      source.refresh();
      assertThat(source.isUp()).isFalse();
      assertThat(log.messages())
          .singleElement()
          .asString()
          .startsWith("WARNING log tss1: cannot listen on TCP 127.0.0.1:" + port + " (")
          .endsWith("; free the port, or configure another one under access_logs[].syslog");
    }
    source.refresh();
    assertThat(source.isUp()).isTrue();
    send(connect(), HEADER + ReceivedLines.line("/1") + "\n");
    awaitPaths(source, "/1");
  }

  @Test
  void closingEndsConnectionsAndFreesThePort() throws IOException {
    SyslogListener source = listen(new SyslogConfig(loopback(0), loopback(0)), LineFormat.COMMON);
    Socket proxy = connect();
    source.close();
    assertThat(source.isUp()).isFalse();
    await().untilAsserted(() -> assertThat(isClosedByTheOther(proxy)).isTrue());
    new ServerSocket(port("TCP"), 1, InetAddress.getLoopbackAddress()).close();
    new DatagramSocket(port("UDP"), InetAddress.getLoopbackAddress()).close();
  }

  @Test
  void oneConnectionTooManyClosesTheOneThatWasSilentLongest() throws IOException {
    SyslogListener source = tcp();
    List<Socket> proxies = new ArrayList<>();
    for (int i = 0; i < SyslogTcp.MAX_CONNECTIONS; i++) {
      proxies.add(connect());
      send(proxies.get(i), HEADER + ReceivedLines.line("/first") + "\n");
      int connected = i + 1;
      await().until(() -> received.read(source).paths().size() == connected);
    }
    send(proxies.get(0), HEADER + ReceivedLines.line("/again") + "\n");
    await().until(() -> received.read(source).paths().contains("/again"));

    send(connect(), HEADER + ReceivedLines.line("/new") + "\n");

    await().until(() -> received.read(source).paths().contains("/new"));
    assertThat(isClosedByTheOther(proxies.get(1))).isTrue();
    assertThat(isClosedByTheOther(proxies.get(0))).isFalse();
    assertThat(isClosedByTheOther(proxies.get(2))).isFalse();
    connect();
    assertThat(log.messages().stream().filter(message -> message.startsWith("WARNING")))
        .containsExactly(
            "WARNING log tss1: more than 64 TCP connections; the one that has been silent longest"
                + " is closed for each new one");
  }

  private static boolean isClosedByTheOther(Socket socket) throws IOException {
    socket.setSoTimeout(200);
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      // It was reset: not even accepted when the port was closed.
      return true;
    }
  }

  /** Many senders that never end a line, then many lines that nobody reads. */
  @Test
  void hostileSendersTakeNoMoreMemoryThanTheirShare() throws IOException {
    SyslogListener source = tcp();
    byte[] endless = "x".repeat(1024 * 1024).getBytes(ISO_8859_1);
    List<Socket> senders = new ArrayList<>();
    for (int i = 0; i < SyslogTcp.MAX_CONNECTIONS; i++) {
      Socket sender = connect();
      sender.getOutputStream().write(endless);
      sender
          .getOutputStream()
          .write(("\n" + HEADER + ReceivedLines.line("/1") + "\n").getBytes(ISO_8859_1));
      senders.add(sender);
    }
    await()
        .untilAsserted(
            () -> {
              List<String> paths = received.read(source).paths();
              assertThat(paths).hasSize(2 * SyslogTcp.MAX_CONNECTIONS);
              assertThat(paths.stream().filter(ReceivedLines.UNFIT::equals))
                  .hasSize(SyslogTcp.MAX_CONNECTIONS);
            });
    Socket flood = senders.get(0);
    String line = HEADER + ReceivedLines.line("/" + "y".repeat(10_000)) + "\n";
    Thread thread =
        new Thread(
            () -> {
              try {
                while (true) {
                  send(flood, line);
                }
              } catch (IOException e) {
                // It is closed in the end.
              }
            });
    thread.setDaemon(true);
    thread.start();
    await()
        .untilAsserted(
            () -> assertThat(source.lagBytes()).isGreaterThan(Inbox.CAPACITY_BYTES - 100_000));
    assertThat(source.lagBytes()).isLessThanOrEqualTo(Inbox.CAPACITY_BYTES);
  }
}
