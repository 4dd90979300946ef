package io.github.scimexporter.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code token}: the registry of the tokens that were given out. */
@Command(
    name = "token",
    description = "Keeps the registry of the tokens that were given out.",
    mixinStandardHelpOptions = true,
    versionProvider = ScimExporterCommand.Version.class,
    subcommands = {
      TokenAddCommand.class,
      TokenListCommand.class,
      TokenShowCommand.class,
      TokenCheckCommand.class,
      TokenRetireCommand.class,
      TokenIssueCommand.class,
      TokenRevokeCommand.class
    })
final class TokenCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "say what to do: add, list, show, check, retire, issue or revoke");
  }
}
