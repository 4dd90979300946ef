package io.github.scimexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.token.Token;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before the tool runs. */
class TokenRevokeCommandTest {
  private static final String VALUE = "invented-value:not-a-token";

  @TempDir private Path directory = Path.of("");
  private Path config = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(directory.resolve("token"), VALUE + "\n");
    config =
        Files.writeString(
            directory.resolve("c.yml"),
            """
            access_logs: [{name: tss1, paths: [access.log]}]
            syncs:
              - {name: entra-prod, endpoint: 'http://localhost/a'}
              - {name: okta, endpoint: 'http://localhost/b'}
            """);
  }

  private void refused(String message, String... flags) {
    List<String> args = new ArrayList<>(List.of("token", "revoke", "--config.file=" + config));
    args.addAll(List.of(flags));
    args.addAll(
        List.of("--token-file=" + file, "--", "touch", directory.resolve("ran").toString()));
    assertThat(Cli.run(args.toArray(String[]::new)))
        .isEqualTo(new Cli(1, "", "scim-exporter: " + message + System.lineSeparator()));
    assertThat(directory.resolve("ran")).as("the tool ran").doesNotExist();
  }

  @Test
  void refusesToGuessWhichEndpointMayBeShownTheToken() {
    refused(
        "token "
            + Token.idOf(VALUE)
            + " is not registered, and several syncs are configured; add --sync=NAME with the one"
            + " whose server it is for: entra-prod, okta");
  }

  @Test
  void refusesASyncThatIsNotConfigured() {
    refused(
        "--sync=none: is not configured in " + config + "; write one of entra-prod, okta",
        "--sync=none");
  }

  @Test
  void refusesATokenOfMicrosoftGraph() {
    register("--sync=okta", "--purpose=graph");
    refused(
        "token "
            + Token.idOf(VALUE)
            + " is for Microsoft Graph, and not Spotfire's; revoke it in Microsoft Entra");
  }

  @Test
  void refusesToShowATokenToAnotherSyncsEndpoint() {
    register("--sync=okta");
    refused(
        "--sync=entra-prod: token "
            + Token.idOf(VALUE)
            + " is registered for sync okta and is sent to no other endpoint; leave out --sync",
        "--sync=entra-prod");
  }

  private void register(String... flags) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "token", "add", "--config.file=" + config, "--valid-until=2099-11-21T11:56:39Z"));
    args.addAll(List.of(flags));
    Cli run = Cli.runWithInput(VALUE.getBytes(StandardCharsets.UTF_8), args.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @Test
  void refusesAFileWithoutAToken() throws IOException {
    Files.writeString(file, "two words\n");
    refused(
        "--token-file="
            + file
            + ": holds no token; give one alone, or the output of config issue-access-token");
    Files.delete(file);
    refused("--token-file=" + file + ": does not exist; name a file that holds the token");
  }

  @Test
  void refusesARegistryThatIsDamaged() throws IOException {
    Path registry = Files.writeString(directory.resolve("tokens.json"), "{ no json");
    refused(
        registry
            + ":1: is not a token registry; restore it from a backup, or delete it and register the"
            + " tokens anew");
  }
}
