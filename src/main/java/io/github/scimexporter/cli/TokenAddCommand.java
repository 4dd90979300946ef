package io.github.scimexporter.cli;

import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.token.IssuedToken;
import io.github.scimexporter.token.Purpose;
import io.github.scimexporter.token.RegistryFile;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenEvent;
import io.github.scimexporter.token.TokenException;
import io.github.scimexporter.token.TokenState;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code token add}: registers a token. */
@Command(
    name = "add",
    customSynopsis =
        "scim-exporter token add --config.file=FILE --sync=NAME [OPTION...]"
            + " [--replaces=ID | --also]",
    description = {
      "Registers a token.",
      "Reads the output of config issue-access-token, or the token alone, from standard input. The"
          + " token itself is not kept, only an id made of its SHA-256."
    },
    mixinStandardHelpOptions = true,
    versionProvider = ScimExporterCommand.Version.class,
    sortOptions = false)
final class TokenAddCommand implements Callable<Integer> {
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

  @Mixin private ConfigFileOption config = new ConfigFileOption();

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
      names = "--valid-until",
      paramLabel = "T",
      description = "When its validity ends, e.g. 2025-11-21T10:56:39Z.")
  private @Nullable String validUntil;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "The time zone of that date, e.g. Europe/Brussels.")
  private @Nullable String zone;

  @Option(names = "--expired", description = "Allow a date in the past, for the record.")
  private boolean expired;

  @ArgGroup private @Nullable Others others;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws CommandFailure {
    Configuration configuration = config.load();
    if (configuration.sync(sync).isEmpty()) {
      throw new CommandFailure(
          "--sync="
              + sync
              + ": is not configured in "
              + configuration.file()
              + "; write one of "
              + configuration.syncs().stream()
                  .map(SyncConfig::name)
                  .collect(Collectors.joining(", ")));
    }
    try {
      add(configuration);
      return 0;
    } catch (TokenException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private void add(Configuration configuration) throws CommandFailure, TokenException {
    IssuedToken issued = IssuedToken.read(input(), Optional.ofNullable(validUntil), zone());
    checkName(issued.id());
    Instant now = Instant.now();
    if (!expired && issued.expiry().isBefore(now)) {
      throw new TokenException(
          "the token's validity ended on "
              + Words.utc(issued.expiry())
              + "; add --expired to register it for the record");
    }
    Token token =
        new Token(
            issued.id(),
            name == null ? "" : name,
            sync,
            purpose,
            clientId,
            List.of(),
            Optional.empty(),
            issued.expiry(),
            Map.of(),
            TokenState.ACTIVE,
            List.of(new TokenEvent(now, TokenEvent.Kind.REGISTERED, Actors.self())));
    Optional<String> replaces = Optional.ofNullable(others).map(given -> given.replaces);
    boolean also = others != null && others.also;
    new RegistryFile(configuration.tokenRegistry())
        .update(registry -> registry.with(token, replaces, also));
    report(token, issued, replaces, now);
  }

  /** The name is shown everywhere, as the token's value never may be. */
  private void checkName(String id) throws TokenException {
    if (name == null) {
      return;
    }
    if (Token.idOf(name.strip()).equals(id)) {
      throw new TokenException("--name: is the token itself; give it a name that may be shown");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new TokenException("--name: holds a control character; write one line of text");
    }
  }

  private void report(Token token, IssuedToken issued, Optional<String> replaces, Instant now) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Registered token %s for sync %s.%n", token.id(), token.sync());
    Duration remaining = Duration.between(now, token.expiry());
    out.printf(
        "It %s on %s (%s), %s.%n",
        remaining.isNegative() ? "expired" : "expires",
        Words.utc(token.expiry()),
        Words.in(ZoneId.systemDefault(), token.expiry()),
        remaining.isNegative()
            ? Words.duration(remaining.negated()) + " ago"
            : "in " + Words.duration(remaining));
    if (!issued.note().isEmpty()) {
      out.printf("In reading the date, %s.%n", issued.note());
    }
    replaces.ifPresent(
        old ->
            out.printf(
                "It replaces token %s. Once the new one is in use everywhere, retire the old one:%n"
                    + "  scim-exporter token retire --config.file=FILE %s%n",
                old, old));
    out.flush();
  }

  private Optional<ZoneId> zone() throws TokenException {
    if (zone == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(ZoneId.of(zone));
    } catch (DateTimeException e) {
      throw new TokenException(
          "--zone=" + zone + ": is not a time zone; write e.g. Europe/Brussels or UTC");
    }
  }

  private static String input() throws CommandFailure {
    try {
      return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CommandFailure("standard input cannot be read (" + e.getMessage() + ")", e);
    }
  }
}
