package io.github.scimexporter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.standin.IssuedToken;
import io.github.scimexporter.standin.SpotfireOptions;
import io.github.scimexporter.standin.SpotfireStandIn;
import io.github.scimexporter.token.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCheckCommandTest {
  private final SpotfireStandIn spotfire = new SpotfireStandIn(SpotfireOptions.defaults());
  private final SpotfireStandIn other = new SpotfireStandIn(SpotfireOptions.defaults());
  private final IssuedToken token = spotfire.issueToken(Duration.ofDays(365));

  @TempDir private Path directory = Path.of("");
  private Path config = Path.of("");

  @BeforeEach
  void writeConfiguration() throws IOException {
    configure(true);
  }

  @AfterEach
  void stop() {
    spotfire.close();
    other.close();
  }

  private void configure(boolean both) throws IOException {
    config =
        Files.writeString(
            directory.resolve("c.yml"),
            """
            access_logs: [{name: tss1, paths: [access.log]}]
            syncs:
              - {name: entra-prod, endpoint: '%s'}
            """
                    .formatted(spotfire.endpoint())
                + (both ? "  - {name: okta, endpoint: '%s'}\n".formatted(other.endpoint()) : ""));
  }

  private Cli run(String input, String command, String... more) {
    List<String> args = new ArrayList<>(List.of("token", command, "--config.file=" + config));
    args.addAll(List.of(more));
    Cli run = Cli.runWithInput(input.getBytes(UTF_8), args.toArray(String[]::new));
    assertThat(run.out() + run.err()).doesNotContain(token.value());
    return run;
  }

  private void register(String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    if (Stream.of(more).noneMatch(argument -> argument.startsWith("--sync"))) {
      arguments.add("--sync=entra-prod");
    }
    Cli added = run(token.printed(ZoneId.of("UTC")), "add", arguments.toArray(String[]::new));
    assertThat(added.exitCode()).as(added.err()).isZero();
  }

  private Cli check(String... more) {
    return run(token.value() + "\n", "check", more);
  }

  private String id() {
    return Token.idOf(token.value());
  }

  private static void refused(Cli run, String message) {
    assertThat(run).isEqualTo(new Cli(1, "", "scim-exporter: " + message + System.lineSeparator()));
  }

  @Test
  void aRegisteredTokenThatIsAcceptedIsGood() {
    register("--name=prod 2026");
    Cli run = check();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .matches(
            "Token:     %s prod 2026\\R".formatted(id())
                + "Registry:  known, active, the provisioning token of sync entra-prod\\R"
                + "Validity:  until \\S+ \\S+ UTC \\(.*\\), 364 days 23 hours left\\R"
                + "Server:    the server accepts the token \\(200, a SCIM list\\)\\R"
                + "Endpoint:  %s\\R".formatted(spotfire.endpoint())
                + "Next:      Nothing\\. .*\\R");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void whatTheToolPrintedIsReadToo() {
    register();
    assertThat(run(token.printed(ZoneId.of("UTC")), "check").exitCode()).isZero();
    assertThat(run(token.printed(ZoneId.of("UTC")).replace("\n", "\r\n"), "check").exitCode())
        .isZero();
  }

  @Test
  void theTokenIsReadFromAFile() throws IOException {
    register();
    Path file = Files.writeString(directory.resolve("t.token"), token.value());
    assertThat(run("", "check", "--token-file=" + file).exitCode()).isZero();
  }

  @Test
  void aRevokedTokenIsRefused() {
    register();
    spotfire.revoke(token);
    Cli run = check();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("Server:    the server refuses the token (401, invalid_token: ")
        .contains("Next:      It was revoked before its end")
        .contains("--config.file=" + config + " --sync=entra-prod --replaces=" + id());
  }

  @Test
  void aTokenThatLostItsScopeIsTold() {
    register();
    spotfire.limitScopes(token, Set.of());
    Cli run = check();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("(403, ").contains("Next:      The token lacks a scope");
  }

  @Test
  void aRetiredTokenThatIsAcceptedIsNotGood() {
    register();
    run("", "retire", id());
    Cli run = check();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("Registry:  known, retired").contains("revoke it there");
  }

  @Test
  void anUnknownTokenIsAskedAtTheOnlyEndpoint() throws IOException {
    configure(false);
    Cli run = check();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("Token:     " + id() + System.lineSeparator())
        .contains("Registry:  unknown")
        .contains("Server:    the server accepts the token")
        .contains("Next:      Register it");
  }

  @Test
  void anUnknownTokenIsSentNowhereWhereSeveralSyncsAreConfigured() {
    refused(
        check(),
        "token "
            + id()
            + " is not registered, and several syncs are configured; add --sync=NAME with the one"
            + " whose server it is for: entra-prod, okta");
    assertThat(spotfire.answeredInAll()).isEmpty();
    assertThat(other.answeredInAll()).isEmpty();
  }

  @Test
  void anUnknownTokenIsAskedOnlyWhereItIsSaidToBelong() {
    assertThat(check("--sync=entra-prod").out()).contains("the server accepts the token");
    assertThat(other.answeredInAll()).isEmpty();
  }

  @Test
  void aKnownTokenIsAskedAtItsOwnSyncAndNoOther() {
    register();
    assertThat(check("--sync=entra-prod").exitCode()).isZero();
    refused(
        check("--sync=okta"),
        "--sync=okta: token "
            + id()
            + " is registered for sync entra-prod and is sent to no other endpoint; leave out"
            + " --sync");
    assertThat(other.answeredInAll()).isEmpty();
  }

  @Test
  void aTokenOfASyncThatAnotherExporterWatchesIsSentNowhere() throws IOException {
    register("--sync=okta");
    configure(false);
    refused(
        check(),
        "token "
            + id()
            + " is of sync okta, which is not configured in "
            + config
            + "; configured are entra-prod");
    assertThat(spotfire.answeredInAll()).isEmpty();
  }

  @Test
  void aTokenForGraphIsNeverSentToTheScimEndpoint() {
    register("--purpose=graph");
    Cli run = check();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("the graph token of sync entra-prod")
        .contains("Server:    not asked: it is a token for Microsoft Graph");
    assertThat(spotfire.answeredInAll()).isEmpty();
  }

  @Test
  void withAnIdItSaysWhetherItIsThatOne() {
    register();
    Cli same = check(id());
    assertThat(same.out()).startsWith("Token:     " + id() + ", the one that was meant");
    assertThat(same.exitCode()).isZero();
    Cli another = check("0123456789ab");
    assertThat(another.out()).startsWith("Token:     " + id() + ", NOT 0123456789ab");
    assertThat(another.exitCode()).isEqualTo(1);
  }

  @Test
  void aServerThatIsDownIsSaid() {
    register();
    spotfire.stop();
    Cli run = check();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("Server:    the server cannot be asked: nothing listens at 127.0.0.1:")
        .contains("Next:      Start the server");
  }

  @Test
  void anExpiredTokenIsToBeReplaced() {
    IssuedToken expired = spotfire.issueToken(Instant.parse("2025-11-21T10:56:39Z"));
    assertThat(
            run(expired.printed(ZoneId.of("UTC")), "add", "--sync=entra-prod", "--expired")
                .exitCode())
        .isZero();
    Cli run = run(expired.value(), "check");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("Validity:  ended 2025-11-21 10:56:39 UTC (")
        .contains("Next:      It has expired: issue a new one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n \n", "short", "two tokens-here", "tök\u0000en-value"})
  void aTextWithoutOneTokenIsRefused(String input) {
    refused(
        run(input, "check"),
        "standard input: holds no token; give one alone, or the output of config"
            + " issue-access-token");
  }

  @Test
  void aTextOfTwoTokensIsRefused() {
    refused(
        run("Access token: first-token\nAccess token: second-token\n", "check"),
        "standard input: holds more than one token; give one alone, or the output of config"
            + " issue-access-token");
    refused(
        run("first-token\nsecond-token\n", "check"),
        "standard input: holds more than one token; give one alone, or the output of config"
            + " issue-access-token");
  }

  @Test
  void aTextWithoutEndIsRefused() {
    refused(
        run("x".repeat(70_000), "check"),
        "standard input: is too long to be a token; give one alone");
  }

  @Test
  void aTokenFileThatCannotBeReadIsNamed() {
    Path missing = directory.resolve("missing");
    refused(
        run("", "check", "--token-file=" + missing),
        "--token-file=" + missing + ": does not exist; name a file that holds the token");
    refused(
        run("", "check", "--token-file=" + directory),
        "--token-file=" + directory + ": is a directory; name a file");
  }

  @Test
  void aSyncThatIsNotConfiguredIsRefusedBeforeATokenIsAskedFor() {
    refused(
        run("", "check", "--sync=entra"),
        "--sync=entra: is not configured in " + config + "; write one of entra-prod, okta");
  }

  @Test
  void aDamagedRegistryIsRefusedBeforeATokenIsAskedFor() throws IOException {
    Files.writeString(directory.resolve("tokens.json"), "{");
    Cli run = run("", "check");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("tokens.json:1: is not a token registry").hasLineCount(1);
  }
}
