package io.github.scimexporter.cli;

import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.Secret;
import io.github.scimexporter.config.SyncConfig;
import io.github.scimexporter.probe.EndpointClient;
import io.github.scimexporter.status.Words;
import io.github.scimexporter.terminal.MaskedOutput;
import io.github.scimexporter.terminal.Program;
import io.github.scimexporter.terminal.StandardStream;
import io.github.scimexporter.terminal.TerminalException;
import io.github.scimexporter.terminal.Typist;
import io.github.scimexporter.terminal.UserTerminal;
import io.github.scimexporter.token.Purpose;
import io.github.scimexporter.token.RegistryFile;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenEvent;
import io.github.scimexporter.token.TokenException;
import io.github.scimexporter.token.TokenRegistry;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code token revoke}: has Spotfire's tool revoke a token, and finds out whether it did. */
@Command(
    name = "revoke",
    customSynopsis =
        "scim-exporter token revoke --config.file=FILE [--sync=NAME] [--token-file=FILE]"
            + " -- TOOL ARGS...",
    description = {
      "Runs Spotfire's tool to revoke a token, and asks the endpoint before and after whether it"
          + " accepts the token: the tool says that all went well of any token.",
      "The token is read from standard input, which on a terminal does not show it. The tool takes"
          + " it as an argument, --token=TOKEN, which is added to the others. Not verified against a"
          + " real Spotfire."
    },
    footer = {
      "",
      "Example:",
      "  scim-exporter token revoke --config.file=FILE -- config revoke-token",
      "",
      "Exit code: 0 if the token was accepted before and is refused now, else 1."
    },
    mixinStandardHelpOptions = true,
    versionProvider = ScimExporterCommand.Version.class,
    sortOptions = false)
final class TokenRevokeCommand implements Callable<Integer> {
  /** How long the nodes of a cluster may take to learn of it. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration BETWEEN = Duration.ofSeconds(1);

  /** A token, and who types the tool's password if the token has come by standard input. */
  private record Given(Secret token, Typist typist) {}

  @Mixin private ConfigFileOption config = new ConfigFileOption();
  @Mixin private TokenInput input = new TokenInput();

  @Option(
      names = "--sync",
      paramLabel = "NAME",
      description = "The sync whose endpoint is asked (default: that of the token).")
  private @Nullable String sync;

  @Parameters(
      arity = "1..*",
      paramLabel = "TOOL ARGS",
      description = "Spotfire's tool, revoke-token, and its arguments but for the token.")
  private List<String> tool = new ArrayList<>();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call()
      throws CommandFailure, TokenException, TerminalException, InterruptedException {
    ToolArguments arguments = ToolArguments.of(tool);
    if (arguments.token()) {
      throw new ParameterException(
          spec.commandLine(),
          "leave --token out of the tool's arguments; it is read from standard input, and added");
    }
    Configuration configuration = config.load();
    RegistryFile registry = new RegistryFile(configuration.tokenRegistry());
    Program.requireExecutable(tool.get(0));
    TokenRegistry registered = registry.read();
    Given given = given();
    String id = Token.idOf(given.token().reveal());
    Optional<Token> known = registered.find(id);
    if (known.map(Token::purpose).filter(Purpose.GRAPH::equals).isPresent()) {
      throw new CommandFailure(
          "token "
              + id
              + " is for Microsoft Graph, and not Spotfire's; revoke it in Microsoft Entra");
    }
    SyncConfig asked = Syncs.ofToken(configuration, Optional.ofNullable(sync), id, known);
    if (known.isPresent()) {
      registry.rehearse(tokens -> tokens.retire(id, revoked()));
    }
    say(known.map(TokenRevokeCommand::words).orElse("Token " + id + " is not registered."));
    Revocation revocation = revoke(given, arguments, new EndpointClient(asked));
    if (!revocation.happened()) {
      throw new CommandFailure("token " + id + " " + revocation.truth());
    }
    say(revocation.truth());
    if (known.isPresent()) {
      registry.update(tokens -> tokens.retire(id, revoked()));
      say("The registry has it as retired.");
    }
    return 0;
  }

  private Given given() throws CommandFailure, TokenException, TerminalException {
    Secret token = input.text().value();
    if (input.isFile() || StandardStream.IN.isTerminal()) {
      return new Given(token, Tools.typist());
    }
    // Standard input has ended with the token.
    return new Given(
        token,
        UserTerminal.controlling()
            .<Typist>map(Typist.Person::new)
            .orElseGet(() -> new Typist.Script(InputStream.nullInputStream())));
  }

  private Revocation revoke(Given given, ToolArguments arguments, EndpointClient endpoint)
      throws TerminalException, InterruptedException {
    boolean canAsk = arguments.tokenType().equals("access_token");
    Acceptance notAsked =
        new Acceptance(
            Acceptance.Verdict.UNKNOWN,
            "no server was asked, since none takes a " + arguments.tokenType() + " there");
    Acceptance before = canAsk ? ask(endpoint, given.token()) : notAsked;
    say("Before: " + before.words() + ".");
    say(
        "The tool takes the token as an argument: while it runs, users of this host can see the"
            + " token in the list of processes.");
    List<String> command = new ArrayList<>(tool);
    command.add("--token=" + given.token().reveal());
    int exit =
        Program.run(
            command,
            given.typist(),
            new MaskedOutput(new Screen(), given.token().reveal(), "(token)"));
    if (exit != 0) {
      say("The tool " + Tools.ended(exit) + ".");
    }
    Instant ended = Instant.now();
    Acceptance after = canAsk ? askUntilRefused(endpoint, before, given.token()) : notAsked;
    say("After: " + after.words() + ".");
    return new Revocation(before, after, Duration.between(ended, Instant.now()));
  }

  private static Acceptance askUntilRefused(
      EndpointClient endpoint, Acceptance before, Secret token) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    Acceptance answer = ask(endpoint, token);
    while (before.verdict() == Acceptance.Verdict.ACCEPTED
        && answer.verdict() != Acceptance.Verdict.REFUSED
        && Instant.now().isBefore(end)) {
      Thread.sleep(BETWEEN.toMillis());
      answer = ask(endpoint, token);
    }
    return answer;
  }

  private static Acceptance ask(EndpointClient endpoint, Secret token) throws InterruptedException {
    return Acceptance.of(endpoint.ask(Optional.of(token)));
  }

  private static TokenEvent revoked() {
    return new TokenEvent(Instant.now(), TokenEvent.Kind.REVOKED, Actors.self());
  }

  private static String words(Token token) {
    return "Token "
        + token.id()
        + " is registered: "
        + (token.name().isEmpty() ? "" : token.name() + ", ")
        + token.purpose().label()
        + " token of sync "
        + token.sync()
        + ", "
        + token.state().label()
        + ", valid until "
        + Words.utc(token.expiry())
        + ".";
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
