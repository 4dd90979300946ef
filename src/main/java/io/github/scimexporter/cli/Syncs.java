package io.github.scimexporter.cli;

import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.token.Token;
import java.util.Optional;
import java.util.stream.Collectors;

/** The syncs that a command may name. */
final class Syncs {
  private Syncs() {}

  /**
   * The sync of that name.
   *
   * @throws CommandFailure if it is not configured
   */
  static SyncConfig named(Configuration configuration, String name) throws CommandFailure {
    return find(configuration, name, "--sync=" + name + ":", "write one of ");
  }

  /**
   * The sync whose endpoint may be shown a token: a credential is not for any other server.
   *
   * @param name what {@code --sync} says
   * @param id the id of the token
   * @param token what the registry knows of it
   * @throws CommandFailure if it is not clear which, or if it is not configured
   */
  static SyncConfig ofToken(
      Configuration configuration, Optional<String> name, String id, Optional<Token> token)
      throws CommandFailure {
    if (token.isPresent()) {
      String own = token.get().sync();
      if (!name.orElse(own).equals(own)) {
        throw new CommandFailure(
            "--sync="
                + name.get()
                + ": token "
                + id
                + " is registered for sync "
                + own
                + " and is sent to no other endpoint; leave out --sync");
      }
      return find(
          configuration, own, "token " + id + " is of sync " + own + ", which", "configured are ");
    }
    if (name.isPresent()) {
      return named(configuration, name.get());
    }
    if (configuration.syncs().size() > 1) {
      throw new CommandFailure(
          "token "
              + id
              + " is not registered, and several syncs are configured; add --sync=NAME with the"
              + " one whose server it is for: "
              + names(configuration));
    }
    return configuration.syncs().get(0);
  }

  private static SyncConfig find(
      Configuration configuration, String name, String what, String instead) throws CommandFailure {
    return configuration
        .sync(name)
        .orElseThrow(
            () ->
                new CommandFailure(
                    what
                        + " is not configured in "
                        + configuration.file()
                        + "; "
                        + instead
                        + names(configuration)));
  }

  private static String names(Configuration configuration) {
    return configuration.syncs().stream().map(SyncConfig::name).collect(Collectors.joining(", "));
  }
}
