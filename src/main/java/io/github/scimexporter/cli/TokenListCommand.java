package io.github.scimexporter.cli;

import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.token.RegistryFile;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code token list}: shows the registry. */
@Command(
    name = "list",
    description = "Shows the registered tokens, the most urgent first.",
    mixinStandardHelpOptions = true,
    versionProvider = ScimExporterCommand.Version.class,
    sortOptions = false)
final class TokenListCommand implements Callable<Integer> {
  @Mixin private ConfigFileOption config = new ConfigFileOption();
  @Mixin private FormatOption format = new FormatOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws CommandFailure, TokenException {
    Configuration configuration = config.load();
    List<Token> tokens =
        new RegistryFile(configuration.tokenRegistry())
            .read().tokens().stream()
                .sorted(
                    Comparator.comparing((Token token) -> !token.isInUse())
                        .thenComparing(Token::expiry))
                .toList();
    PrintWriter out = spec.commandLine().getOut();
    switch (format.get()) {
      case text -> {
        if (tokens.isEmpty()) {
          out.println("No token is registered. Register one with scim-exporter token add.");
        } else {
          new TokenTable(configuration, Ansi.AUTO, Instant.now())
              .lines(tokens)
              .forEach(out::println);
        }
      }
      case json ->
          out.println(
              FormatOption.json(Map.of("tokens", tokens.stream().map(TokenRow::of).toList())));
    }
    out.flush();
    return 0;
  }
}
