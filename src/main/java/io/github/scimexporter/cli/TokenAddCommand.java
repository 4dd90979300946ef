package io.github.scimexporter.cli;

import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.token.IssuedToken;
import io.github.scimexporter.token.TokenException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
  @Mixin private ConfigFileOption config = new ConfigFileOption();
  @Mixin private TokenFlags flags = new TokenFlags();

  @Option(
      names = "--valid-until",
      paramLabel = "T",
      description = "When its validity ends, e.g. 2025-11-21T10:56:39Z.")
  private @Nullable String validUntil;

  @Option(names = "--expired", description = "Allow a date in the past, for the record.")
  private boolean expired;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws CommandFailure {
    Configuration configuration = config.load();
    TokenRegistration registration = flags.registration(configuration);
    Optional<ZoneId> zone = flags.zone();
    try {
      IssuedToken issued = IssuedToken.read(input(), Optional.ofNullable(validUntil), zone);
      registration.register(issued, expired, Instant.now(), spec.commandLine().getOut());
      return 0;
    } catch (TokenException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
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
