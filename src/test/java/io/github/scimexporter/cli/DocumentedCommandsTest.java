package io.github.scimexporter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.scimexporter.status.TypedCommands;
import io.github.scimexporter.token.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the documents, the alerts' next steps and the status tell people to type, typed. */
class DocumentedCommandsTest {
  /** At the beginning of a line, of a step in it, or behind a pipe. */
  private static final Pattern COMMAND =
      Pattern.compile("^(?: *\\| )? *(?:[0-9]+\\. )?(scim-exporter (?!-- )[^|#;]*)");

  private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|[^ \"])+");
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");

  @TempDir private Path directory;

  static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      return Stream.concat(
              Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("CHANGELOG.md")),
              docs.filter(path -> path.toString().endsWith(".md")))
          .sorted()
          .toList();
    }
  }

  static List<String> commands() throws IOException {
    Set<String> commands = new TreeSet<>(commandsOf(Path.of("prometheus/rules/scim-exporter.yml")));
    for (Path document : documents()) {
      commands.addAll(commandsOf(document));
    }
    assertThat(commands).hasSizeGreaterThan(20);
    Set<String> said = TypedCommands.ofTheExporter();
    assertThat(said).hasSizeGreaterThan(10);
    commands.addAll(said);
    return List.copyOf(commands);
  }

  static List<String> recipes() throws IOException {
    List<String> recipes =
        commandsOf(Path.of("docs/tokens.md")).stream()
            .filter(command -> command.startsWith("scim-exporter token add "))
            .toList();
    assertThat(recipes).hasSizeGreaterThan(8);
    return recipes;
  }

  private static List<String> commandsOf(Path file) throws IOException {
    return Files.readString(file)
        .replaceAll("\\\\\n\\s*", "")
        // Of the templates in the rules, what they write, not when.
        .replaceAll("(?s)\\{\\{-? (?:with|if|else|end|range)\\b.*?}}", "")
        .replaceAll("(?s)\\{\\{.*?}}", "x")
        .replaceAll("\\$\\([^)]*\\)", "2099-12-31T00:00:00Z")
        .lines()
        .map(COMMAND::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1).strip())
        .toList();
  }

  private static List<String> arguments(String command) {
    List<String> words =
        WORD.matcher(command).results().map(found -> found.group().replace("\"", "")).toList();
    return words.subList(1, words.size());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandIsOneThatTheProgramUnderstands(String command) {
    List<String> arguments = arguments(command);
    CommandLine line = ScimExporterCommand.commandLine(arguments.toArray(String[]::new));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    if (arguments.get(0).equals("token")) {
      assertThat(new CommandLine(new TokenCommand()).getSubcommands())
          .containsKey(arguments.get(1));
    }
    assertThatCode(() -> line.parseArgs(arguments.toArray(String[]::new)))
        .as(command)
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void everyRecipeRegistersAToken(String recipe) throws Exception {
    List<String> arguments = new ArrayList<>(arguments(recipe));
    Path config = configFor(option(arguments, "--sync"));
    arguments.replaceAll(
        word -> word.startsWith("--config.file=") ? "--config.file=" + config : word);
    // A date in a document passes some day.
    arguments.add("--expired");
    String printed = "Access token: invented-for-a-test:%s%nValid until: 2099-11-21 11:56:39 CET%n";
    if (recipe.contains("--replaces=")) {
      String old = "invented-for-a-test:old";
      run(printed.formatted("old"), arguments, "--replaces=");
      arguments.replaceAll(
          word -> word.startsWith("--replaces=") ? "--replaces=" + Token.idOf(old) : word);
    }
    Cli done =
        run(
            recipe.contains("--valid-until=")
                ? "invented-for-a-test:new"
                : printed.formatted("new"),
            arguments,
            "nothing left out");
    assertThat(done.err()).as(recipe).isEmpty();
    assertThat(done.out()).contains("Registered token " + Token.idOf("invented-for-a-test:new"));
  }

  private static Cli run(String input, List<String> arguments, String leftOut) {
    return Cli.runWithInput(
        input.getBytes(UTF_8),
        arguments.stream().filter(word -> !word.startsWith(leftOut)).toArray(String[]::new));
  }

  private static String option(List<String> arguments, String name) {
    return arguments.stream()
        .filter(word -> word.startsWith(name + "="))
        .map(word -> word.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  private Path configFor(String sync) throws IOException {
    return Files.writeString(
        directory.resolve("scim-exporter.yml"),
        """
        access_logs: [{name: l, paths: ["access.log"]}]
        syncs: [{name: %s, endpoint: "https://spotfire.example.com/scim"}]
        """
            .formatted(sync));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkToAFileLeadsSomewhere(Path document) throws IOException {
    Map<String, Set<String>> broken =
        LINK.matcher(Files.readString(document))
            .results()
            .filter(link -> !leads(document, link.group(1), link.group(2)))
            .collect(
                Collectors.groupingBy(
                    link -> document.toString(),
                    Collectors.mapping(link -> link.group(), Collectors.toSet())));
    assertThat(broken).isEmpty();
  }

  private static boolean leads(Path document, String file, String heading) {
    Path target = file.isEmpty() ? document : document.resolveSibling(file).normalize();
    if (heading == null || !Files.exists(target)) {
      return Files.exists(target);
    }
    try (Stream<String> lines = Files.lines(target)) {
      return lines
          .filter(line -> line.startsWith("#"))
          .map(DocumentedCommandsTest::anchor)
          .anyMatch(heading::equals);
    } catch (IOException e) {
      throw new IllegalStateException(target.toString(), e);
    }
  }

  /** As GitHub makes it of a heading. */
  private static String anchor(String heading) {
    return heading
        .replaceFirst("^#+ ", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9_ -]", "")
        .replace(' ', '-');
  }
}
