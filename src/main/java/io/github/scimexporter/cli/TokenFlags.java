package io.github.scimexporter.cli;

import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.token.Purpose;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The flags that say what a new token is, for each command that registers one. */
final class TokenFlags {
  /** What becomes of the active token of the same sync and purpose. */
  static final class Others {
    @Option(
        names = "--replaces",
        paramLabel = "ID",
        description = "The active token that the new one takes the place of.")
    private @Nullable String replaces;

    @Option(names = "--also", description = "The new one is used beside the active ones.")
    private boolean also;
  }

  @Option(
      names = "--sync",
      required = true,
      paramLabel = "NAME",
      description = "The sync that uses it.")
  private String sync = "";

  @Option(
      names = "--purpose",
      paramLabel = "PURPOSE",
      defaultValue = "provisioning",
      description = "provisioning, probe or graph (default: ${DEFAULT-VALUE}).")
  private Purpose purpose = Purpose.PROVISIONING;

  @Option(names = "--name", paramLabel = "TEXT", description = "What people call it.")
  private @Nullable String name;

  @Option(
      names = "--client-id",
      paramLabel = "ID",
      defaultValue = "",
      description = "The OAuth client that it was issued to.")
  private String clientId = "";

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description = "What it allows; may be given more than once.")
  private List<String> scopes = new ArrayList<>();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "The time zone of the date of its expiry, e.g. Europe/Brussels.")
  private @Nullable String zone;

  @ArgGroup private @Nullable Others others;

  /** The time zone, where one was given. */
  Optional<ZoneId> zone() throws CommandFailure {
    if (zone == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(ZoneId.of(zone));
    } catch (DateTimeException e) {
      throw new CommandFailure(
          "--zone=" + zone + ": is not a time zone; write e.g. Europe/Brussels or UTC", e);
    }
  }

  /**
   * The registration that they ask for.
   *
   * @throws CommandFailure if the sync is not configured
   */
  TokenRegistration registration(Configuration configuration) throws CommandFailure {
    return new TokenRegistration(
        Syncs.named(configuration, sync),
        configuration.tokenRegistry(),
        purpose,
        name == null ? "" : name,
        clientId,
        scopes,
        Optional.empty(),
        Optional.ofNullable(others).map(given -> given.replaces),
        others != null && others.also);
  }
}
