package io.github.scimexporter.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * What the arguments of Spotfire's tool say, as its documentation has them. Others are the tool's
 * own affair.
 *
 * @param clientId the OAuth client; empty if not said
 * @param scopes what the token shall allow
 * @param validity how long it shall be valid, where that is said
 * @param tokenType access_token unless another is said
 * @param token whether a token is among them
 */
record ToolArguments(
    String clientId,
    List<String> scopes,
    Optional<Duration> validity,
    String tokenType,
    boolean token) {
  /** Copies the list. */
  ToolArguments {
    scopes = List.copyOf(scopes);
  }

  @Command
  private static final class Known {
    @Option(names = {"-i", "--client-id"})
    private String clientId = "";

    @Option(names = {"-S", "--scope"})
    private List<String> scopes = new ArrayList<>();

    @Option(names = {"-v", "--validity"})
    private @Nullable Long hours;

    @Option(names = {"-y", "--token-type"})
    private String tokenType = "access_token";

    @Option(names = {"-o", "--token"})
    private @Nullable String token;
  }

  /** Reads what it knows; of what the tool itself will refuse, nothing is known. */
  static ToolArguments of(List<String> command) {
    Known known = new Known();
    try {
      new CommandLine(known)
          .setUnmatchedArgumentsAllowed(true)
          .setExpandAtFiles(false)
          .parseArgs(command.subList(1, command.size()).toArray(String[]::new));
    } catch (ParameterException e) {
      known = new Known();
    }
    return new ToolArguments(
        known.clientId,
        known.scopes,
        Optional.ofNullable(known.hours).map(Duration::ofHours),
        known.tokenType,
        known.token != null);
  }
}
