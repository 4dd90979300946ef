package io.github.scimexporter.probe;

import io.github.scimexporter.config.Secret;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Shows what a server says: only what can be printed, shortened, and nothing of the token. */
final class ServerText {
  private static final int LONGEST = 160;

  /** A server that repeats this much of a token repeats the token. */
  private static final int TELLING = 8;

  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]");

  private final Optional<Secret> token;

  /** Shows what was said to someone who sent that token. */
  ServerText(Optional<Secret> token) {
    this.token = token;
  }

  String shown(String text) {
    if (tells(text)) {
      return "(not shown: it repeats the token)";
    }
    String printable = UNPRINTABLE.matcher(text).replaceAll("?");
    return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "...";
  }

  /** Scheme, host and path: what else an address holds may be a secret. */
  String shown(URI address) {
    return shown(
        (address.getScheme() == null ? "" : address.getScheme() + ":")
            + (address.getHost() == null ? "" : "//" + address.getHost())
            + (address.getPort() < 0 ? "" : ":" + address.getPort())
            + (address.getPath() == null ? "" : address.getPath()));
  }

  private boolean tells(String text) {
    if (token.isEmpty()) {
      return false;
    }
    String value = token.get().reveal();
    for (int i = 0; i + TELLING <= value.length(); i++) {
      if (text.contains(value.substring(i, i + TELLING))) {
        return true;
      }
    }
    return text.contains(value);
  }
}
