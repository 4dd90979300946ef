package io.github.scimexporter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.scimexporter.installation.ArgumentLists;
import io.github.scimexporter.installation.ExporterJar;
import io.github.scimexporter.installation.TerminalSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/**
 * The built jar on a terminal: Spotfire's tool (a stand-in) issues a token, and it is registered.
 */
class TokenIssueIT extends SpotfireToolCase {
  private static final Pattern TOKEN = Pattern.compile("[0-9a-v]{26}:[0-9a-v]{26}");

  @Test
  void onATerminalTheTokenIsShownOnceRegisteredAndNowhereElse() throws IOException {
    String screen;
    try (ArgumentLists lists = new ArgumentLists();
        TerminalSession session = TerminalSession.start(work, jar.command(issue()))) {
      session.await("Tool password: ");
      session.type(PASSWORD + "\r");
      session.await("Registered token ");
      assertThat(session.end()).as(session.screen()).isZero();
      assertThat(session.leftTheTerminalAsItWas()).as(session.screen()).isTrue();
      screen = session.screen();
      assertThat(lists.seen()).anyMatch(list -> list.contains("issue-access-token"));
      assertThat(lists.seen()).noneMatch(list -> TOKEN.matcher(list).find());
    }
    assertThat(screen).doesNotContain(PASSWORD).contains("Access token: ", "is taken as UTC+0");
    String value = token(screen);
    assertThat(screen.split(Pattern.quote(value), -1)).as("shown once").hasSize(2);
    assertNowhere(value);

    JsonNode registered =
        new ObjectMapper().readTree(work.resolve("tokens.json").toFile()).get("tokens").get(0);
    assertThat(registered.get("sync").asText()).isEqualTo("entra-prod");
    assertThat(registered.get("client_id").asText()).isEqualTo("a-client");
    assertThat(registered.get("scopes").toString())
        .isEqualTo("[\"user-directory.read.all\",\"user-directory.write.all\"]");
    assertThat(registered.get("issued").asText()).isNotEmpty();
    assertThat(screen).contains("Registered token " + registered.get("id").asText());
  }

  @Test
  void aFileTakesTheTokenAndTheScreenDoesNot() throws IOException {
    ExporterJar.Result result = jar.run(work, PASSWORD, issue("--token-file=probe.token"));
    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .doesNotContain(PASSWORD)
        .contains("Access token: (written to probe.token)", "Registered token ");
    assertThat(TOKEN.matcher(result.out()).find()).isFalse();
    Path file = work.resolve("probe.token");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String value = Files.readString(file).strip();
    assertThat(value).matches(TOKEN);
    Files.delete(file);
    assertNowhere(value);
  }

  @Test
  void ctrlCGoesToTheToolAndTheTerminalIsAsBefore() {
    try (TerminalSession session = TerminalSession.start(work, jar.command(issue()))) {
      session.await("Tool password: ");
      session.type("\u0003");
      assertThat(session.end()).isEqualTo(1);
      assertThat(session.screen()).contains("config: ", "; nothing is registered");
      assertThat(session.leftTheTerminalAsItWas()).as(session.screen()).isTrue();
    }
    assertThat(work.resolve("tokens.json")).doesNotExist();
  }

  @Test
  void aSignalEndsTheToolTooAndTheTerminalIsAsBefore() throws IOException {
    Path temporary = Files.createDirectory(work.resolve("tmp"));
    List<String> command = jar.command(issue("--token-file=t"));
    command.add(1, "-Djava.io.tmpdir=" + temporary);
    try (TerminalSession session = TerminalSession.start(work, command)) {
      session.await("Tool password: ");
      List<ProcessHandle> program =
          ProcessHandle.current()
              .descendants()
              .filter(process -> process.info().commandLine().orElse("").contains("token issue"))
              .toList();
      assertThat(program).isNotEmpty();
      List<ProcessHandle> tool = program.stream().flatMap(ProcessHandle::descendants).toList();
      program.get(program.size() - 1).destroy();
      session.end();
      assertThat(session.leftTheTerminalAsItWas()).as(session.screen()).isTrue();
      assertThat(tool).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    }
    assertThat(work.toFile().list()).noneMatch(name -> name.startsWith("t."));
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void aTokenThatCannotBeWrittenIsShownOnTheTerminal() throws IOException {
    Files.writeString(
        work.resolve("config"),
        """
        #!/bin/sh
        rm t.*
        echo 'Access token: invented-value'
        echo 'Valid until: 2099-11-21 11:56:39 UTC'
        """);
    try (TerminalSession session =
        TerminalSession.start(work, jar.command(issue("--token-file=t")))) {
      assertThat(session.end()).isEqualTo(1);
      assertThat(session.screen())
          .contains("Access token: invented-value (not written to t)")
          .contains("the token is registered, and shown above");
    }
  }

  @Test
  void theToolsTerminalIsAsLargeAsTheUsers() throws IOException {
    Files.writeString(
        work.resolve("config"),
        """
        #!/bin/sh
        printf 'First? '
        read -r answer
        stty size
        printf 'Second? '
        read -r answer
        stty size
        """);
    try (TerminalSession session = TerminalSession.start(work, jar.command(issue()))) {
      session.await("First? ");
      session.type("\r");
      session.await("Second? ");
      assertThat(session.screen()).contains("24 80");
      session.resize(100, 40);
      // What is typed into a terminal that has grown comes after its growth.
      session.type("\r");
      session.end();
      assertThat(session.screen()).contains("40 100");
    }
  }

  @Test
  void whereNothingCanBeUnpackedThatIsSaidInOneLineAndTokenAddGoesOn() {
    try (TerminalSession session =
        TerminalSession.shell(work, "\"$@\"", unpackingNothing(issue()))) {
      assertThat(session.end()).isEqualTo(1);
      assertThat(session.screen().strip().lines())
          .singleElement(InstanceOfAssertFactories.STRING)
          .startsWith("scim-exporter: no pseudo-terminal can be had here (")
          .contains("run the tool by itself, and see scim-exporter token add --help");
    }
    List<String> add =
        List.of(
            "token",
            "add",
            "--config.file=scim-exporter.yml",
            "--sync=entra-prod",
            "--valid-until=2999-01-01T00:00:00Z");
    try (TerminalSession session =
        TerminalSession.shell(work, "echo invented-value | \"$@\"", unpackingNothing(add))) {
      assertThat(session.end()).as(session.screen()).isZero();
      assertThat(session.screen()).startsWith("Registered token ");
    }
  }

  /** As on a disk that is read-only. */
  private List<String> unpackingNothing(List<String> arguments) {
    List<String> command = jar.command(arguments);
    command.add(1, "-Djna.tmpdir=" + work.resolve("scim-exporter.yml/none"));
    return command;
  }

  @Test
  void nothingOfThePseudoTerminalIsLoadedForOtherCommands() throws IOException {
    Path loaded = work.resolve("classes");
    List<String> command =
        jar.command(List.of("--config.file=scim-exporter.yml", "--config.check"));
    command.add(1, "-Xlog:class+load:file=" + loaded);
    try (TerminalSession session = TerminalSession.start(work, command)) {
      assertThat(session.end()).as(session.screen()).isZero();
    }
    assertThat(Files.readString(loaded))
        .contains("ScimExporterCommand")
        .doesNotContain("TokenIssueCommand", "com.pty4j", "com.sun.jna", "kotlin.");
  }

  private List<String> issue(String... flags) {
    return Stream.of(
            Stream.of("token", "issue", "--config.file=scim-exporter.yml", "--sync=entra-prod"),
            Stream.of(flags),
            Stream.of(
                "--",
                "./config",
                "issue-access-token",
                "--client-id=a-client",
                "-Suser-directory.read.all",
                "-S",
                "user-directory.write.all"))
        .flatMap(words -> words)
        .toList();
  }

  private static String token(String screen) {
    Matcher matcher = TOKEN.matcher(screen);
    assertThat(matcher.find()).as(screen).isTrue();
    return matcher.group();
  }

  private void assertNowhere(String value) throws IOException {
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(value);
      }
    }
  }
}
