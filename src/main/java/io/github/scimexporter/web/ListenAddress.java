package io.github.scimexporter.web;

import java.util.Optional;

/**
 * Where to listen.
 *
 * @param host the host name or address; empty: all addresses of this machine
 * @param port the port; 0: any that is free
 */
public record ListenAddress(Optional<String> host, int port) {
  private static final int MAX_PORT = 65_535;

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
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (colon < 0 || host.contains(":")) {
      throw new IllegalArgumentException(wrong(text));
    }
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      return new ListenAddress(Optional.of(host).filter(name -> !name.isEmpty()), port);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(wrong(text), e);
    }
  }

  private static String wrong(String text) {
    return "'" + text + "' is not HOST:PORT; write e.g. :19180 or 127.0.0.1:19180";
  }
}
