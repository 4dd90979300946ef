package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.installation.ArgumentLists;
import io.github.scimexporter.installation.ExporterJar;
import io.github.scimexporter.installation.TerminalSession;
import io.github.scimexporter.standin.IssuedToken;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The built jar has Spotfire's tool (a stand-in) revoke a token, and tells what is true then. */
class TokenRevokeIT extends SpotfireToolCase {
  private final IssuedToken token = spotfire.issueToken(Duration.ofHours(1));

  @Test
  void aTokenThatIsRefusedAfterwardsIsRevokedAndRetired() throws IOException {
    register();
    String screen;
    try (ArgumentLists lists = new ArgumentLists();
        TerminalSession session = TerminalSession.start(work, jar.command(revoke()))) {
      session.await("Token (it is not shown): ");
      session.type(token.value() + "\r");
      session.await("Tool password: ");
      session.type(PASSWORD + "\r");
      assertThat(session.end()).as(session.screen()).isZero();
      assertThat(session.leftTheTerminalAsItWas()).as(session.screen()).isTrue();
      screen = session.screen();
      assertThat(lists.seen())
          .filteredOn(list -> list.contains(token.value()))
          .as("only the tool has it as an argument")
          .isNotEmpty()
          .allMatch(list -> list.contains(" revoke-token --token=") && !list.contains("-jar"));
    }
    assertThat(screen).doesNotContain(token.value(), PASSWORD);
    assertThat(screen.replace("\r", "").lines())
        .containsSubsequence(
            "Before: the server accepts the token (200, a SCIM list).",
            "Revoked: the server accepted the token before, and refuses it now.",
            "The registry has it as retired.")
        .anyMatch(line -> line.matches("Token \\w+ is registered: old one, provisioning token .*"))
        .anyMatch(line -> line.startsWith("After: the server refuses the token (401"))
        .anyMatch(line -> line.startsWith("The tool takes the token as an argument"));
    assertThat(registry()).contains("\"retired\"", "\"revoked\"").doesNotContain(token.value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--sync=entra-prod", "--token-file=-"})
  void aTokenOnStandardInputLeavesThePasswordToTheTerminal(String flag) {
    List<String> revoke = new ArrayList<>(revoke());
    revoke.add(2, flag);
    try (TerminalSession session =
        TerminalSession.shell(
            work, "printf %s '" + token.value() + "' | \"$@\"", jar.command(revoke))) {
      session.await("Tool password: ");
      session.type(PASSWORD + "\r");
      assertThat(session.end()).as(session.screen()).isZero();
      assertThat(session.screen())
          .contains("is not registered.", "Revoked: ")
          .doesNotContain(PASSWORD, token.value());
    }
  }

  @Test
  void aTokenThatMayNotReadUsersCountsAsAccepted() throws IOException {
    spotfire.limitScopes(token, Set.of());
    assertThat(revokeFile().out())
        .contains("Before: the server does not let the token read users (403", "Revoked: ");
  }

  @Test
  void aTokenThatNeverWorkedIsNoSuccessWhateverTheToolSays() throws IOException {
    spotfire.revoke(token);
    register();
    ExporterJar.Result result = revokeFile();
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).contains("successfully", "Before: the server refuses the token (401");
    assertThat(result.err()).contains(" was never accepted: ").hasLineCount(1);
    assertThat(registry()).contains("\"active\"").doesNotContain("\"revoked\"");
  }

  @Test
  void aTokenThatIsStillAcceptedIsSaidToBe() throws IOException {
    door.revokeNothing();
    ExporterJar.Result result = revokeFile();
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err())
        .contains(" is still accepted: ", "seconds after the tool ended")
        .hasLineCount(1);
  }

  @Test
  void nothingIsKnownWhereTheEndpointCannotBeAsked() throws IOException {
    register();
    spotfire.stop();
    ExporterJar.Result result = revokeFile();
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err())
        .contains("which is unknown: ", "the server cannot be asked")
        .hasLineCount(1);
    assertThat(registry()).contains("\"active\"");
  }

  @Test
  void aRefreshTokenCannotBeAskedAbout() throws IOException {
    ExporterJar.Result result = revokeFile("--token-type=refresh_token");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("which is unknown: ", "a refresh_token").hasLineCount(1);
    assertThat(spotfire.answered()).isEmpty();
  }

  @Test
  void aToolThatFailsIsSaidAndTheTruthIsToldAllTheSame() throws IOException {
    Files.writeString(work.resolve("config"), "#!/bin/sh\necho \"No: $2\"; exit 7\n");
    ExporterJar.Result result = revokeFile();
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out())
        .contains("No: --token=(token)", "The tool ended with exit code 7.")
        .doesNotContain(token.value());
    assertThat(result.err()).contains(" is still accepted: ");
  }

  private ExporterJar.Result revokeFile(String... toolFlags) throws IOException {
    Files.writeString(work.resolve("token"), token.value() + "\n");
    ExporterJar.Result result =
        jar.run(
            work,
            PASSWORD,
            Stream.concat(
                    Stream.of(
                        "token",
                        "revoke",
                        "--config.file=scim-exporter.yml",
                        "--token-file=token",
                        "--",
                        "./config",
                        "revoke-token"),
                    Stream.of(toolFlags))
                .toList());
    assertThat(result.out() + result.err()).doesNotContain(token.value(), PASSWORD);
    return result;
  }

  private static List<String> revoke() {
    return List.of(
        "token", "revoke", "--config.file=scim-exporter.yml", "--", "./config", "revoke-token");
  }

  private void register() {
    ExporterJar.Result added =
        jar.run(
            work,
            token.printed(ZoneId.of("UTC")),
            List.of(
                "token",
                "add",
                "--config.file=scim-exporter.yml",
                "--sync=entra-prod",
                "--name=old one"));
    assertThat(added.exit()).as(added.err()).isZero();
  }

  private String registry() throws IOException {
    return Files.readString(work.resolve("tokens.json"));
  }
}
