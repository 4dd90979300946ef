package io.github.scimexporter.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to listen for lines that a proxy sends by syslog.
 *
 * @param tcp address and port for TCP (RFC 6587); port 0: any that is free
 * @param udp address and port for UDP (RFC 5426); port 0: any that is free
 */
public record SyslogConfig(Optional<InetSocketAddress> tcp, Optional<InetSocketAddress> udp) {
  /** Not at all. */
  public static final SyslogConfig NONE = new SyslogConfig(Optional.empty(), Optional.empty());

  private static final int MAX_PORT = 65_535;
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?:\\[(?<v6>[0-9A-Fa-f:.]+)]:|(?<v4>[0-9.]+):|(?<name>localhost):)?(?<port>\\d{1,5})");

  /** Whether there is anything to listen on. */
  public boolean isListening() {
    return tcp.isPresent() || udp.isPresent();
  }

  /**
   * Reads {@code 1514}, which means loopback, {@code 127.0.0.1:1514} or {@code [::1]:1514}. Names
   * are not looked up, but for localhost.
   *
   * @throws IllegalArgumentException if the text is none of them
   */
  static InetSocketAddress parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    int port = matcher.matches() ? Integer.parseInt(matcher.group("port")) : -1;
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException(wrong(text));
    }
    String address =
        Optional.ofNullable(matcher.group("v6"))
            .or(() -> Optional.ofNullable(matcher.group("v4")))
            .orElse("127.0.0.1");
    InetAddress parsed =
        ClientRule.address(address).orElseThrow(() -> new IllegalArgumentException(wrong(text)));
    return new InetSocketAddress(parsed, port);
  }

  private static String wrong(String text) {
    return "'"
        + text
        + "' is no place to listen; write a port of 0 to 65535 (1514, on loopback), or an address"
        + " and a port (127.0.0.1:1514, [::1]:1514)";
  }
}
