package io.github.scimexporter.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code token list}: shows the registry. */
@Command(
    name = "list",
    description = "Shows the registered tokens, the most urgent first.",
    mixinStandardHelpOptions = true,
    versionProvider = ScimExporterCommand.Version.class,
    sortOptions = false)
final class TokenListCommand implements Callable<Integer> {
  enum Format {
    text,
    json
  }

  @Mixin private ConfigFileOption config = new ConfigFileOption();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format = Format.text;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws CommandFailure {
    Configuration configuration = config.load();
    List<Token> tokens;
    try {
      tokens =
          new RegistryFile(configuration.tokenRegistry())
              .read().tokens().stream()
                  .sorted(
                      Comparator.comparing((Token token) -> !token.isInUse())
                          .thenComparing(Token::expiry))
                  .toList();
    } catch (TokenException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case text -> {
        if (tokens.isEmpty()) {
          out.println("No token is registered. Register one with scim-exporter token add.");
        } else {
          new TokenTable(configuration, Ansi.AUTO, Instant.now())
              .lines(tokens)
              .forEach(out::println);
        }
      }
      case json -> out.println(json(tokens));
    }
    out.flush();
    return 0;
  }

  private static String json(List<Token> tokens) {
    try {
      return new ObjectMapper()
          .writeValueAsString(Map.of("tokens", tokens.stream().map(TokenRow::of).toList()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("tokens can be written as JSON", e);
    }
  }
}
