package io.github.scimexporter.cli;

import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.status.Words;
import io.github.scimexporter.terminal.Program;
import io.github.scimexporter.terminal.TerminalException;
import io.github.scimexporter.terminal.Undo;
import io.github.scimexporter.token.IssuedToken;
import io.github.scimexporter.token.TokenException;
import io.github.scimexporter.token.TokenText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code token issue}: has Spotfire's tool issue a token, and registers it. */
@Command(
    name = "issue",
    customSynopsis =
        "scim-exporter token issue --config.file=FILE --sync=NAME [OPTION...]"
            + " [--replaces=ID | --also] -- TOOL ARGS...",
    description = {
      "Runs Spotfire's tool to issue a token, and registers the token in the same step.",
      "The tool asks for its password as always. The token is shown once, by the tool, or goes into"
          + " a file. Client id and scopes are taken from the tool's arguments. Not verified"
          + " against a real Spotfire."
    },
    footer = {
      "",
      "Example:",
      "  scim-exporter token issue --config.file=FILE --sync=entra-prod -- \\",
      "    config issue-access-token --client-id=CLIENT_ID \\",
      "    -Suser-directory.read.all -Suser-directory.write.all"
    },
    mixinStandardHelpOptions = true,
    versionProvider = ScimExporterCommand.Version.class,
    sortOptions = false)
final class TokenIssueCommand implements Callable<Integer> {
  /** A wrong time zone is at least half an hour off; two clocks should not be by that much. */
  private static final Duration MUCH = Duration.ofMinutes(15);

  @Mixin private ConfigFileOption config = new ConfigFileOption();
  @Mixin private TokenFlags flags = new TokenFlags();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Where the token goes, instead of the terminal: a new file of mode 0600.")
  private @Nullable Path tokenFile;

  @Parameters(
      arity = "1..*",
      paramLabel = "TOOL ARGS",
      description = "Spotfire's tool, issue-access-token, and its arguments.")
  private List<String> tool = new ArrayList<>();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call()
      throws CommandFailure, TokenException, TerminalException, InterruptedException {
    Configuration configuration = config.load();
    TokenRegistration registration = flags.registration(configuration);
    Optional<ZoneId> zone = flags.zone();
    // A token that is issued and cannot be registered is worse than none: all that can be refused
    // is refused before.
    registration.rehearse(Instant.now());
    Program.requireExecutable(tool.get(0));
    Handover handover = tokenFile == null ? Handover.onTerminal() : Handover.inFile(tokenFile);
    Undo giveUp = Undo.by(handover::close);
    try {
      issue(registration, zone, handover);
    } finally {
      giveUp.close();
    }
    return 0;
  }

  private void issue(TokenRegistration registration, Optional<ZoneId> zone, Handover handover)
      throws CommandFailure, TokenException, TerminalException, InterruptedException {
    Recorder screen = new Recorder(handover.screen());
    int exit = Program.run(tool, Tools.typist(), screen);
    List<String> printed = TokenText.printed(screen.text());
    if (printed.isEmpty()) {
      throw new CommandFailure(
          tool.get(0)
              + (exit == 0 ? ": printed no 'Access token:'" : ": " + Tools.ended(exit))
              + "; nothing is registered");
    }
    handover.keep(printed);
    Instant now = Instant.now();
    ToolArguments arguments = ToolArguments.of(tool);
    try {
      if (exit != 0) {
        throw new TokenException("the tool " + Tools.ended(exit));
      }
      if (printed.size() > 1) {
        throw new TokenException("it printed more than one");
      }
      if (!screen.text().contains("Valid until:")) {
        throw new TokenException("it printed no 'Valid until:'");
      }
      IssuedToken token =
          IssuedToken.of(TokenText.of("its output", screen.text()), Optional.empty(), zone);
      registration
          .issuedBy(arguments, now)
          .register(token, false, now, spec.commandLine().getOut());
      arguments.validity().ifPresent(asked -> compare(now.plus(asked), token.expiry(), asked));
    } catch (TokenException e) {
      throw new CommandFailure(
          tool.get(0)
              + ": printed a token ("
              + handover.where()
              + "), which is not registered: "
              + e.getMessage()
              + "; register it with scim-exporter token add, the same flags and"
              + " --valid-until=DATE",
          e);
    }
    handover.confirm();
  }

  /** What was asked for and what was printed should be the same. */
  private void compare(Instant expected, Instant printed, Duration asked) {
    Duration off = Duration.between(expected, printed);
    if (off.abs().compareTo(MUCH) > 0) {
      spec.commandLine()
          .getOut()
          .printf(
              "The date is %s %s than the %d hours that were asked for would give; see whether the"
                  + " time zone is right (--zone) and the clocks agree.%n",
              Words.duration(off.abs()), off.isNegative() ? "earlier" : "later", asked.toHours());
      spec.commandLine().getOut().flush();
    }
  }
}
