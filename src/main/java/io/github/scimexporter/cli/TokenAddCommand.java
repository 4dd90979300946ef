package io.github.scimexporter.cli;

import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.sync.EventTime;
import io.github.scimexporter.token.IssuedToken;
import io.github.scimexporter.token.PrintedDate;
import io.github.scimexporter.token.TokenException;
import io.github.scimexporter.token.TokenText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
      "Reads the output of config issue-access-token, the token alone (add --valid-until), or a JWT,"
          + " which tells its expiry itself; at a terminal it asks for it and does not show it. The"
          + " token is not kept, only an id made of its SHA-256."
    },
    mixinStandardHelpOptions = true,
    versionProvider = ScimExporterCommand.Version.class,
    sortOptions = false)
final class TokenAddCommand implements Callable<Integer> {
  @Mixin private ConfigFileOption config = new ConfigFileOption();
  @Mixin private TokenInput input = new TokenInput();
  @Mixin private TokenFlags flags = new TokenFlags();

  @Option(
      names = "--valid-until",
      paramLabel = "T",
      description = "When its validity ends, e.g. 2025-11-21T10:56:39Z.")
  private @Nullable String validUntil;

  @Option(
      names = "--issued",
      paramLabel = "T",
      description = "When it was issued, e.g. 2023-11-22T10:56:39Z.")
  private @Nullable String issued;

  @Option(names = "--expired", description = "Allow a date in the past, for the record.")
  private boolean expired;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws CommandFailure, TokenException {
    Configuration configuration = config.load();
    // Before anything is read: nobody pastes a token to be told of a flag.
    TokenRegistration registration = flags.registration(configuration);
    Optional<ZoneId> zone = flags.zone();
    TokenText text = input.text();
    flags.refuseHolding(text.value());
    TokenFlags.refuseHolding(text.value(), "--valid-until", Stream.ofNullable(validUntil));
    TokenFlags.refuseHolding(text.value(), "--issued", Stream.ofNullable(issued));
    Instant now = Instant.now();
    IssuedToken token = IssuedToken.of(text, Optional.ofNullable(validUntil), zone);
    registration
        .issuedAt(issueTime(zone, now))
        .register(token, expired, now, spec.commandLine().getOut());
    return 0;
  }

  private Optional<Instant> issueTime(Optional<ZoneId> zone, Instant now) throws TokenException {
    if (issued == null) {
      return Optional.empty();
    }
    Instant time = PrintedDate.read("--issued=" + issued, issued, zone).time();
    if (!EventTime.isCredible(time, now)) {
      throw new TokenException(
          "--issued=" + issued + " is in the future or before 2000; write when it was issued");
    }
    return Optional.of(time);
  }
}
