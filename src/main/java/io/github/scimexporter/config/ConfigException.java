package io.github.scimexporter.config;

/**
 * The configuration cannot be used. The message is one line that names the file, the line or key,
 * what is wrong and what would be right.
 */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates one with that line; what was read may hold line ends, which become blanks. */
  public ConfigException(String message) {
    super(message.replaceAll("\\p{Cntrl}", " "));
  }
}
