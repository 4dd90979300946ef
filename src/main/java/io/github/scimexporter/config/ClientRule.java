package io.github.scimexporter.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells the provisioning client of a sync from others. */
public sealed interface ClientRule {
  /** The name in the log's user column, exactly. */
  record User(String name) implements ClientRule {}

  /**
   * An address, or a network.
   *
   * @param address the network's address
   * @param prefixLength how many of its leading bits count
   */
  record Network(InetAddress address, int prefixLength) implements ClientRule {
    /** Checks the length. */
    public Network {
      int bits = address.getAddress().length * 8;
      if (prefixLength < 0 || prefixLength > bits) {
        throw new IllegalArgumentException(
            "a prefix length of "
                + prefixLength
                + " does not fit "
                + address.getHostAddress()
                + "; write one of 0 to "
                + bits);
      }
    }

    /** Whether the address lies in this network. */
    public boolean contains(InetAddress other) {
      byte[] network = address.getAddress();
      byte[] candidate = other.getAddress();
      if (network.length != candidate.length) {
        return false;
      }
      for (int bit = 0; bit < prefixLength; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((network[bit / 8] & mask) != (candidate[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Reads an address, a network, or {@code user:NAME}.
   *
   * @throws IllegalArgumentException if the text is none of them
   */
  static ClientRule parse(String text) {
    if (text.startsWith("user:") && text.length() > "user:".length()) {
      return new User(text.substring("user:".length()));
    }
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    InetAddress parsed =
        address(address).orElseThrow(() -> new IllegalArgumentException(wrong(text)));
    if (slash < 0) {
      return new Network(parsed, parsed.getAddress().length * 8);
    }
    try {
      return new Network(parsed, Integer.parseInt(text.substring(slash + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(wrong(text), e);
    }
  }

  /** The address that the text is, if it is one; host names are never looked up. */
  static Optional<InetAddress> address(String text) {
    if (!Literal.isOne(text)) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static String wrong(String text) {
    return "'"
        + text
        + "' is not a client; write an address (192.0.2.1), a network (20.190.128.0/18, "
        + "2001:db8::/32) or user:NAME";
  }

  /**
   * What an address literal looks like, so that no name server is ever asked: Java takes
   * 192.0.2.256 for a name.
   */
  final class Literal {
    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern SHAPE =
        Pattern.compile(BYTE + "(\\." + BYTE + "){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*(%[\\w.-]+)?");

    private Literal() {}

    static boolean isOne(String text) {
      return SHAPE.matcher(text).matches();
    }
  }
}
