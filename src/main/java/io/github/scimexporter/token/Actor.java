package io.github.scimexporter.token;

/**
 * Who did something to a token.
 *
 * @param host the name of the host; empty if not known
 * @param user the operating system's user; empty if not known
 */
public record Actor(String host, String user) {
  /** Not known, as of tokens that were registered before that was written down. */
  public static final Actor UNKNOWN = new Actor("", "");
}
