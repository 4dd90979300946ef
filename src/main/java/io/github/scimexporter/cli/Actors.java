package io.github.scimexporter.cli;

import io.github.scimexporter.token.Actor;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who runs this process. */
final class Actors {
  private Actors() {}

  /** The user and the host, as the operating system names them. */
  static Actor self() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // The name has no address: the message starts with the name, but that is no promise.
      host = "";
    }
    return new Actor(host, System.getProperty("user.name", ""));
  }

  /** {@code by alice on tss1} after a blank, as far as it is known. */
  static String words(Actor actor) {
    return (actor.user().isEmpty() ? "" : " by " + actor.user())
        + (actor.host().isEmpty() ? "" : " on " + actor.host());
  }
}
