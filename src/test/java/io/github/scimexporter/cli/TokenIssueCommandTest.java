package io.github.scimexporter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, and what becomes of a token that cannot be registered. */
class TokenIssueCommandTest {
  private static final String VALUE = "invented-value:not-a-token";

  @TempDir private Path directory = Path.of("");
  private Path config = Path.of("");
  private Path registry = Path.of("");
  private Path tool = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    registry = directory.resolve("tokens.json");
    file = directory.resolve("new.token");
    config =
        Files.writeString(
            directory.resolve("c.yml"),
            """
            access_logs: [{name: tss1, paths: [access.log]}]
            syncs:
              - {name: entra-prod, endpoint: 'http://localhost/a'}
              - {name: okta, endpoint: 'http://localhost/b'}
            """);
    tool = tool("token 2099-11-21 11:56:39 CET");
  }

  /**
   * A tool of these lines of shell, in which "token DATE" prints a token, and which leaves a mark.
   */
  private Path tool(String script) throws IOException {
    Path path =
        Files.writeString(
            directory.resolve("config"),
            """
            #!/bin/sh
            cd '%s'
            touch ran
            token() { echo 'Access token: %s'; echo "Valid until: $*"; }
            %s
            """
                .formatted(directory, VALUE, script));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    return path;
  }

  private Cli issue(String... flags) {
    List<String> args =
        new ArrayList<>(List.of("token", "issue", "--config.file=" + config, "--sync=entra-prod"));
    args.addAll(List.of(flags));
    args.addAll(List.of("--", tool.toString(), "issue-access-token", "-i", "c", "-v", "10"));
    Cli run = Cli.runWithInput("password".getBytes(UTF_8), args.toArray(String[]::new));
    assertThat(run.out() + run.err()).doesNotContain(VALUE, "password");
    assertThat(run.exitCode() == 0 ? "" : run.err()).hasLineCount(run.exitCode() == 0 ? 0 : 1);
    return run;
  }

  private Cli issueToFile(String... flags) {
    List<String> all = new ArrayList<>(List.of(flags));
    all.add("--token-file=" + file);
    return issue(all.toArray(String[]::new));
  }

  private void refusedBefore(String message, Cli run) {
    assertThat(run.err()).isEqualTo("scim-exporter: " + message + System.lineSeparator());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(directory.resolve("ran")).as("the tool ran").doesNotExist();
    assertThat(file).doesNotExist();
  }

  private void unregistered(String message, Cli run) throws IOException {
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains(tool + ": printed a token (in " + file + "), which is not registered: " + message)
        .contains("; register it with scim-exporter token add");
    assertThat(file).content().isEqualTo(VALUE + "\n");
  }

  @Test
  void registersWhatTheToolPrinted() throws IOException {
    Cli run = issueToFile("--purpose=probe", "--name=Probe", "--scope=a.b");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("Access token: (written to " + file + ")", "Registered token ", " for sync")
        .contains("In reading the date, CET is taken as UTC+01:00.")
        .contains("later than the 10 hours that were asked for would give");
    assertThat(registry)
        .content()
        .contains("\"probe\"", "\"Probe\"", "\"c\"", "\"a.b\"")
        .doesNotContain(VALUE);
  }

  @Test
  void withoutAFileStandardOutputMustBeATerminal() {
    refusedBefore(
        "standard output is no terminal, and would keep the token; add --token-file=FILE", issue());
  }

  @Test
  void refusesASyncThatIsNotConfigured() {
    refusedBefore(
        "--sync=none: is not configured in " + config + "; write one of entra-prod, okta",
        Cli.run("token", "issue", "--config.file=" + config, "--sync=none", "--", "" + tool));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--zone=Brussel | --zone=Brussel: is not a time zone; write e.g. Europe/Brussels or UTC",
        "--replaces=abc | token 'abc' is not registered; see scim-exporter token list",
      })
  void refusesAWrongFlag(String flag, String message) {
    refusedBefore(message, issueToFile(flag));
  }

  @Test
  void refusesAFileThatExists() throws IOException {
    Path mine = Files.writeString(directory.resolve("mine"), "mine");
    refusedBefore(
        "--token-file=" + mine + ": exists already; name a file that does not",
        issue("--token-file=" + mine));
    assertThat(mine).content().isEqualTo("mine");
  }

  @Test
  void refusesADirectoryThatDoesNotExist() {
    Path none = directory.resolve("none/t");
    refusedBefore(
        "--token-file=" + none + ": cannot be written (its directory does not exist)",
        issue("--token-file=" + none));
  }

  @Test
  void refusesAToolThatDoesNotExistOrMayNotBeRun() throws IOException {
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rw-------"));
    refusedBefore(tool + ": may not be run by this user; grant permission", issueToFile());
    Files.delete(tool);
    refusedBefore(tool + ": does not exist or is no file; name the program to run", issueToFile());
    tool = Path.of("no-such-tool");
    refusedBefore(
        "no-such-tool: is in no directory of PATH; give the program's whole path", issueToFile());
  }

  @Test
  void refusesARegistryThatIsDamagedOrNewerAndLeavesItAlone() throws IOException {
    Files.writeString(registry, "{ no json");
    assertThat(issueToFile().err()).contains(registry + ":1: is not a token registry");
    Files.writeString(registry, "{\"version\": 99, \"tokens\": []}");
    assertThat(issueToFile().err()).contains(registry.toString(), "version");
    assertThat(registry).content().contains("99");
    assertThat(directory.resolve("ran")).doesNotExist();
  }

  @Test
  void refusesARegistryThatCannotBeWritten() throws IOException {
    Files.writeString(config, Files.readString(config) + "token_registry: none/tokens.json\n");
    assertThat(issueToFile().err()).contains("cannot be written (its directory does not exist)");
    assertThat(directory.resolve("ran")).doesNotExist();
  }

  @Test
  void asksBeforeWhatBecomesOfTheActiveToken() throws IOException {
    assertThat(issueToFile().exitCode()).isZero();
    Files.delete(file);
    Files.delete(directory.resolve("ran"));
    Cli run = issueToFile();
    assertThat(run.err()).contains("has an active provisioning token already; add --replaces=");
    refusedBefore(run.err().strip().replaceFirst("^scim-exporter: ", ""), run);
  }

  @Test
  void aToolThatFailsRegistersNothing() throws IOException {
    tool("echo no; exit 3");
    Cli run = issueToFile();
    assertThat(run)
        .isEqualTo(
            new Cli(
                1,
                "no\r\n",
                "scim-exporter: "
                    + tool
                    + ": ended with exit code 3; nothing is registered"
                    + System.lineSeparator()));
    assertThat(directory.toFile().list())
        .containsExactlyInAnyOrder("c.yml", "config", "ran", "tokens.json.lock");
  }

  @Test
  void aToolThatPrintsNoTokenRegistersNothing() throws IOException {
    tool("printf 'nothing to say'");
    Cli run = issueToFile();
    assertThat(run.out()).isEqualTo("nothing to say\r\n");
    assertThat(run.err()).contains(tool + ": printed no 'Access token:'; nothing is registered");
    assertThat(file).doesNotExist();
    assertThat(registry).doesNotExist();
  }

  @Test
  void aTokenOfAToolThatThenFailsIsKeptButNotRegistered() throws IOException {
    tool("token 2099-11-21 11:56:39 CET; kill -9 $$");
    unregistered("the tool was ended by signal 9", issueToFile());
    assertThat(registry).doesNotExist();
  }

  @Test
  void aTokenWithADateThatIsNotClearIsKeptAndTheZoneAskedFor() throws IOException {
    tool("token 2099-11-21 11:56:39 IST");
    unregistered("the time zone 'IST' can mean more than one; add --zone=ZONE", issueToFile());
    Files.delete(file);
    assertThat(issueToFile("--zone=Asia/Kolkata").exitCode()).isZero();
  }

  @Test
  void twoTokensAreBothKeptAndNoneRegistered() throws IOException {
    tool("token 2099-11-21 11:56:39 CET; echo 'Access token: invented-second'");
    Cli run = issueToFile();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("(in " + file + "), which is not registered: it printed more");
    assertThat(run.out()).doesNotContain("invented-second");
    assertThat(file).hasContent(VALUE + "\ninvented-second\n");
    assertThat(registry).doesNotExist();
  }

  @Test
  void aTokenThatIsPrintedTwiceIsOne() throws IOException {
    tool("token 2099-11-21 11:56:39 CET; token 2099-11-21 11:56:39 CET");
    Cli run = issueToFile();
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(file).hasContent(VALUE + "\n");
  }

  @Test
  void aTokenThatWasShownBeforeItWasKnownAsOneIsInTheFileToo() throws IOException {
    tool(
        "printf 'Access\\033[0m token: invented-and-shown\\nValid until: 2099-11-21 11:56:39 CET'");
    Cli run = issueToFile();
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(file).hasContent("invented-and-shown\n");
  }

  @Test
  void aTokenWithoutADateIsKeptAndTheDateAskedFor() throws IOException {
    tool("token | head -n 1");
    unregistered("it printed no 'Valid until:'; register it", issueToFile());
  }

  @Test
  void aTokenOutlivesARegistryThatBreaksMeanwhile() throws IOException {
    tool("token 2099-11-21 11:56:39 CET; echo broken > tokens.json");
    unregistered(registry + ":1: is not a token registry", issueToFile());
  }

  @Test
  void aTokenWhoseFileCameMeanwhileIsKeptBesideIt() throws IOException {
    tool("touch new.token; token 2099-11-21 11:56:39 CET");
    Cli run = issueToFile();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("Access token: (not written to " + file + ")", "Registered");
    assertThat(run.err())
        .contains(
            "--token-file="
                + file
                + ": cannot be written (it exists by now); the token is registered, and in "
                + file
                + ".");
    assertThat(file).isEmptyFile();
  }

  @Test
  void aTokenThatCannotBeWrittenIsNotShownToAScript() throws IOException {
    tool("rm new.token.*; token 2099-11-21 11:56:39 CET");
    Cli run = issueToFile();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("the token is registered, and lost");
    assertThat(file).doesNotExist();
  }

  @Test
  void whatTheToolReadsComesFromStandardInputAndIsNotEchoed() throws IOException {
    tool("read -r line; echo \"read ${#line}\"; read -r more || echo 'no more'");
    assertThat(issueToFile().out()).isEqualTo("read 8\r\nno more\r\n");
  }

  @Test
  void theToolsArgumentsAreItsOwn() throws IOException {
    Files.writeString(directory.resolve("x"), "--also");
    tool("shift 3; echo \"$*\"");
    Cli run =
        Cli.run(
            "token",
            "issue",
            "--config.file=" + config,
            "--sync=okta",
            "--token-file=" + file,
            "--",
            tool.toString(),
            "1",
            "2",
            "3",
            "@" + directory.resolve("x"),
            "--",
            "--config.file=other");
    assertThat(run.out()).isEqualTo("@" + directory.resolve("x") + " -- --config.file=other\r\n");
  }
}
