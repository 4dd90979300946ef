package io.github.scimexporter.cli;

import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.Secret;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.probe.Answer;
import io.github.scimexporter.probe.EndpointClient;
import io.github.scimexporter.token.Purpose;
import io.github.scimexporter.token.RegistryFile;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenException;
import io.github.scimexporter.token.TokenRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code token check}: whether a token is known, and whether the server accepts it. */
@Command(
    name = "check",
    customSynopsis = "scim-exporter token check --config.file=FILE [OPTION...] [ID]",
    description = {
      "Says whether a token is registered, whether the server accepts it now, and what to do next.",
      "Reads the token, or the output of config issue-access-token, from standard input; at a"
          + " terminal it asks for it and does not show it. The exit code is 0 if the token is"
          + " registered, not retired, and accepted; otherwise 1."
    },
    mixinStandardHelpOptions = true,
    versionProvider = ScimExporterCommand.Version.class,
    sortOptions = false)
final class TokenCheckCommand implements Callable<Integer> {
  @Mixin private ConfigFileOption config = new ConfigFileOption();

  @Option(
      names = "--sync",
      paramLabel = "NAME",
      description =
          "Whose endpoint to ask about a token that is not registered; needed where several syncs"
              + " are configured.")
  private @Nullable String sync;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Where the token stands, instead of standard input.")
  private @Nullable Path tokenFile;

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "The id of the token that it should be, as token list shows it.")
  private @Nullable String id;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws CommandFailure, InterruptedException {
    Configuration configuration = config.load();
    // Before a token is asked for: what is wrong already is said at once.
    RegistryFile registry = new RegistryFile(configuration.tokenRegistry());
    read(registry);
    if (sync != null) {
      configured(configuration, sync, "--sync=" + sync + ":");
    }
    Secret value = TokenInput.read(Optional.ofNullable(tokenFile));
    String found = Token.idOf(value.reveal());
    Optional<Token> token = read(registry, found);
    Optional<SyncConfig> asked = endpoint(configuration, found, token);
    Optional<Answer> answer =
        asked.isPresent()
            ? Optional.of(new EndpointClient(asked.get()).ask(Optional.of(value)))
            : Optional.empty();
    boolean meant = id == null || id.equals(found);
    report(configuration, found, token, asked, answer);
    return meant && TokenAdvice.isGood(token, answer) ? 0 : 1;
  }

  private static Optional<Token> read(RegistryFile registry, String id) throws CommandFailure {
    return read(registry).find(id);
  }

  private static TokenRegistry read(RegistryFile registry) throws CommandFailure {
    try {
      return registry.read();
    } catch (TokenException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * The sync whose endpoint may see the token; empty where none may.
   *
   * @throws CommandFailure if it is not clear which: a token is not sent to a server that it may
   *     not belong to
   */
  private Optional<SyncConfig> endpoint(
      Configuration configuration, String found, Optional<Token> token) throws CommandFailure {
    if (token.isPresent()) {
      String own = token.get().sync();
      if (sync != null && !sync.equals(own)) {
        throw new CommandFailure(
            "--sync="
                + sync
                + ": token "
                + found
                + " is registered for sync "
                + own
                + " and is sent to no other endpoint; leave out --sync");
      }
      return token.get().purpose() == Purpose.GRAPH
          ? Optional.empty()
          : Optional.of(
              configured(configuration, own, "token " + found + " is of sync " + own + ", which"));
    }
    if (sync != null) {
      return Optional.of(configured(configuration, sync, "--sync=" + sync + ":"));
    }
    if (configuration.syncs().size() > 1) {
      throw new CommandFailure(
          "token "
              + found
              + " is not registered, and several syncs are configured; add --sync=NAME with the"
              + " one whose server it is for: "
              + names(configuration));
    }
    return Optional.of(configuration.syncs().get(0));
  }

  private static SyncConfig configured(Configuration configuration, String name, String what)
      throws CommandFailure {
    return configuration
        .sync(name)
        .orElseThrow(
            () ->
                new CommandFailure(
                    what
                        + " is not configured in "
                        + configuration.file()
                        + "; configured are "
                        + names(configuration)));
  }

  private static String names(Configuration configuration) {
    return configuration.syncs().stream().map(SyncConfig::name).collect(Collectors.joining(", "));
  }

  private void report(
      Configuration configuration,
      String found,
      Optional<Token> token,
      Optional<SyncConfig> asked,
      Optional<Answer> answer) {
    PrintWriter out = spec.commandLine().getOut();
    Instant now = Instant.now();
    out.printf(
        "Token:     %s%s%s%n",
        found,
        token.map(Token::name).filter(name -> !name.isEmpty()).map(name -> " " + name).orElse(""),
        id == null ? "" : id.equals(found) ? ", the one that was meant" : ", NOT " + id);
    out.printf(
        "Registry:  %s%n",
        token
            .map(
                known ->
                    "known, "
                        + known.state().label()
                        + ", the "
                        + known.purpose().label()
                        + " token of sync "
                        + known.sync())
            .orElse("unknown"));
    token.ifPresent(known -> out.printf("Validity:  %s%n", validity(known, now)));
    out.printf(
        "Server:    %s%n",
        answer
            .map(Answer::words)
            .orElse("not asked: it is a token for Microsoft Graph, not for this endpoint"));
    asked.ifPresent(which -> out.printf("Endpoint:  %s%n", which.endpoint()));
    out.printf(
        "Next:      %s%n",
        new TokenAdvice(configuration, asked, now)
            .next(found, token, answer)
            .replace("\n", System.lineSeparator()));
    out.flush();
  }

  private static String validity(Token token, Instant now) {
    Duration remaining = Duration.between(now, token.expiry());
    return "%s %s (%s), %s"
        .formatted(
            remaining.isNegative() ? "ended" : "until",
            Words.utc(token.expiry()),
            Words.in(ZoneId.systemDefault(), token.expiry()),
            remaining.isNegative()
                ? Words.duration(remaining.negated()) + " ago"
                : Words.duration(remaining) + " left");
  }
}
