package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.installation.ExporterJar;
import io.github.scimexporter.installation.TerminalSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token commands as somebody uses them who sits at a terminal. */
class TerminalIT {
  private static final String VALUE = "an-invented-value:that-is-pasted";
  private static final String PROMPT = "Token (it is not shown): ";
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

  private List<String> command(String command, String... arguments) {
    return jar.command(
        Stream.concat(
                Stream.of("token", command, "--config.file=scim-exporter.yml"),
                Stream.of(arguments))
            .toList());
  }

  private void assertRegisteredUnseen(TerminalSession session) {
    assertThat(session.end()).as(session.screen()).isZero();
    assertThat(session.screen())
        .contains("Registered token ")
        .contains("2999-01-01 00:00:00 UTC")
        .doesNotContain(VALUE);
    assertThat(session.leftTheTerminalAsItWas()).isTrue();
  }

  @Test
  void aTokenThatIsPastedAloneIsNotShownAndNeedsNoMoreThanEnter() {
    try (TerminalSession session =
        TerminalSession.start(
            work, command("add", "--sync=entra-prod", "--valid-until=2999-01-01T00:00:00Z"))) {
      session.await(PROMPT);
      assertThat(session.screen()).contains("Paste the token and press Enter, or paste the output");
      session.type(VALUE + "\r");

      assertRegisteredUnseen(session);
    }
  }

  @Test
  void theOutputOfSpotfiresToolIsPastedUnseenUpToTheEndOfInput() {
    try (TerminalSession session =
        TerminalSession.start(work, command("add", "--sync=entra-prod"))) {
      session.await(PROMPT);
      session.type(
          "Access token successfully issued.\rAccess token: "
              + VALUE
              + "\rValid until: 2999-01-01 01:00:00 CET\rPlease note that the access token is a"
              + " credential and must be handled with care.\r"
              + END_OF_INPUT);

      assertRegisteredUnseen(session);
    }
  }

  @Test
  void aTokenThatTheTerminalCutsOffIsRefused() {
    try (TerminalSession session =
        TerminalSession.start(
            work, command("add", "--sync=entra-prod", "--valid-until=2999-01-01T00:00:00Z"))) {
      session.await(PROMPT);
      session.type("a".repeat(5000) + "\r");
      assertThat(session.end()).as(session.screen()).isEqualTo(1);
      assertThat(session.screen()).contains("a line is longer than a terminal takes; add --token");
    }
    assertThat(work.resolve("tokens.json")).doesNotExist();
  }

  @Test
  void aTokenIsNotAskedForWhereItCouldNotBeHidden() {
    for (List<String> command :
        List.of(
            command("add", "--sync=entra-prod"),
            command("check"),
            command("revoke", "--", "true"))) {
      try (TerminalSession session = TerminalSession.shell(work, "\"$@\" >out", command)) {
        assertThat(session.end()).as(session.screen()).isEqualTo(1);
        assertThat(session.screen())
            .contains("standard output is no terminal, so that the token cannot be asked for");
      }
    }
  }

  @Test
  void listHasColoursOnATerminalUnlessNoColorIsSet() {
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
    assertThat(list("unset NO_COLOR; exec \"$@\"")).contains("\u001b[31m");
    assertThat(list("NO_COLOR=1 exec \"$@\"")).contains("days ago").doesNotContain("\u001b");
    ExporterJar.Result piped =
        jar.run(work, "", List.of("token", "list", "--config.file=scim-exporter.yml"));
    assertThat(piped.out()).contains("days ago").doesNotContain("\u001b");
  }

  private String list(String script) {
    try (TerminalSession session = TerminalSession.shell(work, script, command("list"))) {
      assertThat(session.end()).as(session.screen()).isZero();
      return session.screen();
    }
  }
}
