package io.github.scimexporter.cli;

import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.Secret;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.probe.Answer;
import io.github.scimexporter.probe.EndpointClient;
import io.github.scimexporter.status.Words;
import io.github.scimexporter.token.Purpose;
import io.github.scimexporter.token.RegistryFile;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
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
  @Mixin private TokenInput input = new TokenInput();

  @Option(
      names = "--sync",
      paramLabel = "NAME",
      description =
          "Whose endpoint to ask about a token that is not registered; needed where several syncs"
              + " are configured.")
  private @Nullable String sync;

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "The id of the token that it should be, as token list shows it.")
  private @Nullable String id;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws CommandFailure, TokenException, InterruptedException {
    Configuration configuration = config.load();
    // Before a token is asked for: what is wrong already is said at once.
    RegistryFile registry = new RegistryFile(configuration.tokenRegistry());
    registry.read();
    if (sync != null) {
      Syncs.named(configuration, sync);
    }
    Secret value = input.text().value();
    String found = Token.idOf(value.reveal());
    Optional<Token> token = registry.read().find(found);
    Optional<SyncConfig> asked = Optional.empty();
    Optional<Answer> answer = Optional.empty();
    if (token.map(Token::purpose).filter(Purpose.GRAPH::equals).isEmpty()) {
      SyncConfig own = Syncs.ofToken(configuration, Optional.ofNullable(sync), found, token);
      asked = Optional.of(own);
      answer = Optional.of(new EndpointClient(own).ask(Optional.of(value)));
    }
    boolean meant = id == null || id.equals(found);
    report(configuration, found, token, asked, answer);
    return meant && TokenAdvice.isGood(token, answer) ? 0 : 1;
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
