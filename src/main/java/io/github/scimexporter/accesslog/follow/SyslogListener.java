package io.github.scimexporter.accesslog.follow;

import io.github.scimexporter.accesslog.format.LineFormat;
import io.github.scimexporter.config.SyslogConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines that are sent by syslog; what is sent while the exporter is down is lost. */
final class SyslogListener extends SentLines {
  private static final Logger logger = LoggerFactory.getLogger(SyslogListener.class);

  private final String name;
  private final List<SyslogPort> ports = new ArrayList<>();

  /** Why a port could not be opened at the last look. */
  private final Map<SyslogPort, String> problems = new HashMap<>();

  /**
   * Makes a source that listens from the first look on.
   *
   * @param name the log
   * @param config where to listen
   * @param format what its lines look like; each connection, and UDP as a whole, gets its own
   *     reader
   * @param sink where the lines go
   * @param wakeup woken when there is something to be read
   */
  SyslogListener(
      String name, SyslogConfig config, LineFormat format, LineSink sink, Wakeup wakeup) {
    this(name, config, format, sink, new Inbox(wakeup));
  }

  private SyslogListener(
      String name, SyslogConfig config, LineFormat format, LineSink sink, Inbox inbox) {
    super(name, sink, inbox);
    this.name = name;
    config
        .tcp()
        .ifPresent(address -> ports.add(new SyslogTcp(name, address, () -> sender(format, inbox))));
    config
        .udp()
        .ifPresent(address -> ports.add(new SyslogUdp(name, address, sender(format, inbox))));
  }

  private static Framing.Lines sender(LineFormat format, Inbox inbox) {
    return new SyslogLines(inbox.opening(format.reader("")));
  }

  /** Listens where it does not: another program may have had the port until now. */
  @Override
  void open() {
    for (SyslogPort port : ports) {
      if (!port.isOpen()) {
        open(port);
      }
    }
  }

  /** Whether it listens wherever it should. */
  @Override
  public boolean isUp() {
    return ports.stream().allMatch(SyslogPort::isAccepting);
  }

  @Override
  public void close() {
    super.close();
    ports.forEach(SyslogPort::close);
  }

  private void open(SyslogPort port) {
    try {
      InetSocketAddress address = port.open();
      problems.remove(port);
      logger.info("log {}: receives syslog on {} {}", name, port.transport(), text(address));
    } catch (IOException e) {
      String problem = String.valueOf(e.getMessage());
      if (!problem.equals(problems.put(port, problem))) {
        logger.warn(
            "log {}: cannot listen on {} {} ({}); free the port, or configure another one under"
                + " access_logs[].syslog",
            name,
            port.transport(),
            text(port.address()),
            problem);
      }
    }
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
