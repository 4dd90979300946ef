package io.github.scimexporter.cli;

import io.github.scimexporter.status.Words;
import io.github.scimexporter.token.RegistryFile;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenEvent;
import io.github.scimexporter.token.TokenException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code token retire}: declares a token out of use. */
@Command(
    name = "retire",
    description = "Declares a token out of use: no alert speaks of it any more.",
    mixinStandardHelpOptions = true,
    versionProvider = ScimExporterCommand.Version.class,
    sortOptions = false)
final class TokenRetireCommand implements Callable<Integer> {
  @Mixin private ConfigFileOption config = new ConfigFileOption();

  @Parameters(paramLabel = "ID", description = "The token's id, as token list shows it.")
  private String id = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws CommandFailure, TokenException {
    TokenEvent event = new TokenEvent(Instant.now(), TokenEvent.Kind.RETIRED, Actors.self());
    Token token =
        new RegistryFile(config.load().tokenRegistry())
            .update(registry -> registry.retire(id, event))
            .mustFind(id);
    PrintWriter out = spec.commandLine().getOut();
    TokenEvent last = token.history().get(token.history().size() - 1);
    if (last.equals(event)) {
      out.printf("Token %s is retired.%n", id);
    } else {
      out.printf(
          "Token %s is retired already, since %s%s.%n",
          id, Words.utc(last.time()), Actors.words(last.by()));
    }
    out.flush();
    return 0;
  }
}
