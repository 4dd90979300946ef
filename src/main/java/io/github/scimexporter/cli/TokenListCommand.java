package io.github.scimexporter.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.scimexporter.token.RegistryFile;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

  private record Row(
      String id,
      String name,
      String sync,
      String purpose,
      @JsonProperty("client_id") String clientId,
      List<String> scopes,
      @Nullable String issued,
      String expiry,
      String state) {
    private static Row of(Token token) {
      return new Row(
          token.id(),
          token.name(),
          token.sync(),
          token.purpose().label(),
          token.clientId(),
          token.scopes(),
          token.issued().map(Instant::toString).orElse(null),
          token.expiry().toString(),
          token.state().label());
    }
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
    List<Token> tokens;
    try {
      tokens =
          new RegistryFile(config.load().tokenRegistry())
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
      case text -> printText(tokens, out);
      case json -> out.println(json(tokens));
    }
    out.flush();
    return 0;
  }

  private static void printText(List<Token> tokens, PrintWriter out) {
    if (tokens.isEmpty()) {
      out.println("No token is registered. Register one with scim-exporter token add.");
      return;
    }
    Instant now = Instant.now();
    for (Token token : tokens) {
      Duration remaining = Duration.between(now, token.expiry());
      out.printf("%s  %s%n", token.id(), token.name().isEmpty() ? "(no name)" : token.name());
      out.printf(
          "  %s token of sync %s, %s%n",
          token.purpose().label(), token.sync(), token.state().label());
      out.printf(
          "  %s %s (%s)%n",
          remaining.isNegative() ? "expired" : "expires",
          Words.utc(token.expiry()),
          remaining.isNegative()
              ? Words.duration(remaining.negated()) + " ago"
              : Words.duration(remaining) + " left");
      if (!token.clientId().isEmpty()) {
        out.printf("  client %s%n", token.clientId());
      }
    }
  }

  private static String json(List<Token> tokens) {
    try {
      return new ObjectMapper()
          .writeValueAsString(Map.of("tokens", tokens.stream().map(Row::of).toList()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("tokens can be written as JSON", e);
    }
  }
}
