package io.github.scimexporter.standin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A stand-in for Spotfire's {@code config} with the commands issue-access-token and revoke-token.
 * It asks for its password on its terminal, and prints what the one public sample shows
 * (https://ideas.spotfire.com/ideas/TS-I-10021). What revoke-token prints is not public; known is
 * that it succeeds for any token.
 */
public final class SpotfireTool {
  private final URI door;
  private final List<String> arguments;

  private SpotfireTool(URI door, List<String> arguments) {
    this.door = door;
    this.arguments = arguments;
  }

  /**
   * Runs the tool.
   *
   * @param args the address of the {@link SpotfireToolDoor}, then what the user gave
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> all = Arrays.asList(args);
    System.exit(new SpotfireTool(URI.create(all.get(0)), all.subList(2, all.size())).run(args[1]));
  }

  private int run(String command) throws IOException, InterruptedException {
    char[] password =
        Optional.ofNullable(System.console())
            .map(console -> console.readPassword("Tool password: "))
            .orElse(null);
    if (password == null) {
      System.err.println("There is no terminal to ask for the tool password on, or it has ended.");
      return 1;
    }
    return switch (command) {
      case "issue-access-token" ->
          ask(
              "/issue",
              new String(password),
              value("-v", "--validity").findFirst().orElse("17520"),
              String.join(",", value("-S", "--scope").toList()),
              ZoneId.systemDefault().getId());
      case "revoke-token" ->
          ask("/revoke", new String(password), value("-o", "--token").findFirst().orElse(""));
      default -> {
        System.err.println("No such command: " + command);
        yield 1;
      }
    };
  }

  /** Every value of an option, in each way of writing it. */
  private Stream<String> value(String shortName, String longName) {
    return Stream.iterate(0, i -> i < arguments.size(), i -> i + 1)
        .flatMap(
            i -> {
              String argument = arguments.get(i);
              if (argument.equals(shortName) || argument.equals(longName)) {
                return Stream.of(arguments.get(i + 1));
              }
              if (argument.startsWith(longName + "=")) {
                return Stream.of(argument.substring(longName.length() + 1));
              }
              return argument.startsWith(shortName)
                  ? Stream.of(argument.substring(shortName.length()))
                  : Stream.empty();
            });
  }

  private int ask(String path, String... lines) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(door.resolve(path))
                    .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines)))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    // The prompt was printed already.
    System.out.println(answer.body().replaceFirst("^Tool password: \n", "").strip());
    return answer.statusCode() == 200 ? 0 : 1;
  }
}
