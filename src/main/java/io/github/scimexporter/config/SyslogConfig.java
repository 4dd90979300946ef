package io.github.scimexporter.config;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where to listen for lines that a proxy sends by syslog.
 *
 * @param tcp address and port for TCP (RFC 6587)
 * @param udp address and port for UDP (RFC 5426)
 */
public record SyslogConfig(Optional<InetSocketAddress> tcp, Optional<InetSocketAddress> udp) {
  /** Not at all. */
  public static final SyslogConfig NONE = new SyslogConfig(Optional.empty(), Optional.empty());
}
