package io.github.scimexporter.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to listen.
 *
 * @param host the host name or address; empty: all addresses of this machine
 * @param port the port; 0: any that is free
 */
public record ListenAddress(Optional<String> host, int port) {
  private static final int MAX_PORT = 65_535;
  private static final Pattern SHAPE =
      Pattern.compile("(?:\\[(?<v6>[0-9A-Fa-f:.]+)]|(?<host>[^\\s:/\\[\\]]*)):(?<port>\\d{1,5})");

  /** Checks the port. */
  public ListenAddress {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("port " + port + " is not one of 0 to " + MAX_PORT);
    }
  }

  /**
   * Reads {@code :19180}, {@code 127.0.0.1:19180} or {@code [::1]:19180}.
   *
   * @throws IllegalArgumentException if the text is none of them
   */
  public static ListenAddress parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(wrong(text));
    }
    Optional<String> host =
        Optional.ofNullable(matcher.group("v6")).or(() -> Optional.of(matcher.group("host")));
    try {
      return new ListenAddress(
          host.filter(name -> !name.isEmpty()), Integer.parseInt(matcher.group("port")));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(wrong(text), e);
    }
  }

  /** As it is read. */
  @Override
  public String toString() {
    return host.map(name -> name.contains(":") ? "[" + name + "]" : name).orElse("") + ":" + port;
  }

  private static String wrong(String text) {
    return "'" + text + "' is not HOST:PORT; write e.g. :19180 or 127.0.0.1:19180";
  }
}
