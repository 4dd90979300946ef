package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.installation.ExporterJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token commands as somebody uses them who sits at a terminal. */
class TerminalIT {
  private static final String VALUE = "an-invented-value:that-is-pasted";
  private static final String END_OF_INPUT = "\u0004";

  @TempDir Path work;
  private ExporterJar jar = new ExporterJar(Path.of(""), Path.of(""));

  @BeforeEach
  void configure() throws IOException {
    jar = ExporterJar.built(Path.of("").toAbsolutePath());
    Files.writeString(
        work.resolve("scim-exporter.yml"),
        """
        access_logs:
          - {name: tss1, paths: ["access*.log"]}
        syncs:
          - {name: entra-prod, endpoint: "http://localhost/scim/v2"}
        """);
  }

  private Terminal start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(jar.command(List.of("token", arguments[0])));
    command.add("--config.file=scim-exporter.yml");
    command.addAll(List.of(arguments).subList(1, arguments.length));
    return Terminal.start(work, environment, command);
  }

  @Test
  void aTokenThatIsPastedAloneIsNotShownAndNeedsNoMoreThanEnter() throws Exception {
    try (Terminal terminal =
        start(Map.of(), "add", "--sync=entra-prod", "--valid-until=2999-01-01T00:00:00Z")) {
      terminal.awaitShown("Token: ");
      assertThat(terminal.shown()).contains("Paste the token and press Enter, or paste the output");
      terminal.type(VALUE + "\n");

      assertThat(terminal.awaitExit()).as(terminal.shown()).isZero();
      assertThat(terminal.shown()).contains("Registered token ").doesNotContain(VALUE);
    }
  }

  @Test
  void theOutputOfSpotfiresToolIsPastedUnseenUpToTheEndOfInput() throws Exception {
    try (Terminal terminal = start(Map.of(), "add", "--sync=entra-prod")) {
      terminal.awaitShown("Token: ");
      terminal.type(
          "Access token successfully issued.\nAccess token: "
              + VALUE
              + "\nValid until: 2999-01-01 01:00:00 CET\nPlease note that the access token is a"
              + " credential and must be handled with care.\n"
              + END_OF_INPUT);

      assertThat(terminal.awaitExit()).as(terminal.shown()).isZero();
      assertThat(terminal.shown())
          .contains("It expires on 2999-01-01 00:00:00 UTC")
          .doesNotContain(VALUE);
    }
  }

  @Test
  void listHasColoursOnATerminalUnlessNoColorIsSet() throws Exception {
    ExporterJar.Result added =
        jar.run(
            work,
            VALUE,
            List.of(
                "token",
                "add",
                "--config.file=scim-exporter.yml",
                "--sync=entra-prod",
                "--expired",
                "--valid-until=2025-11-21T10:56:39Z"));
    assertThat(added.exit()).as(added.err()).isZero();
    String red = "\u001b[31m";
    assertThat(shown(Map.of())).contains(red);
    assertThat(shown(Map.of("NO_COLOR", "1"))).contains("days ago").doesNotContain("\u001b");
    ExporterJar.Result piped =
        jar.run(work, "", List.of("token", "list", "--config.file=scim-exporter.yml"));
    assertThat(piped.out()).contains("days ago").doesNotContain("\u001b");
  }

  private String shown(Map<String, String> environment) throws Exception {
    try (Terminal terminal = start(environment, "list")) {
      assertThat(terminal.awaitExit()).as(terminal.shown()).isZero();
      return terminal.shown();
    }
  }
}
