package io.github.scimexporter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The token commands on a registry of their own. No value of a token that was read may be seen. */
final class TokenCli {
  static final String FIRST = "invented-first:not-a-token";
  static final String SECOND = "invented-second:not-a-token";

  /** printf %s invented-first:not-a-token | sha256sum | cut -c 1-12. */
  static final String FIRST_ID = "8b0b409c4e25";

  static final String SECOND_ID = "5c8e8a3aa2dc";

  private final Path directory;
  private final Path config;

  /** In that directory, with the syncs entra-prod and okta. */
  TokenCli(Path directory) throws IOException {
    this.directory = directory;
    config =
        Files.writeString(
            directory.resolve("c.yml"),
            """
            access_logs: [{name: tss1, paths: [access.log]}]
            syncs:
              - {name: entra-prod, endpoint: 'http://localhost/a'}
              - name: okta
                endpoint: 'http://localhost/b'
                token_warnings: {info: 90d, critical: 1d}
            """);
  }

  Path config() {
    return config;
  }

  Path registry() {
    return directory.resolve("tokens.json");
  }

  /** Runs {@code token COMMAND} with that on standard input. */
  Cli run(String input, String command, String... more) {
    return run(input.getBytes(UTF_8), command, more);
  }

  /** The same with bytes that need be no text. */
  Cli run(byte[] input, String command, String... more) {
    List<String> args = new ArrayList<>(List.of("token", command, "--config.file=" + config));
    args.addAll(List.of(more));
    Cli run = Cli.runWithInput(input, args.toArray(String[]::new));
    assertThat(run.out() + run.err()).doesNotContain("invented");
    if (run.exitCode() != 0) {
      assertThat(run.err()).hasLineCount(1);
    }
    return run;
  }

  /** Runs it, and it must work. */
  String done(String input, String command, String... more) {
    Cli run = run(input, command, more);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    return run.out();
  }

  /** Runs it, and it must be refused in that line and leave the registry as it is. */
  void refused(String message, String input, String command, String... more) throws IOException {
    String before = Files.exists(registry()) ? Files.readString(registry()) : "";
    assertThat(run(input, command, more))
        .isEqualTo(new Cli(1, "", "scim-exporter: " + message + System.lineSeparator()));
    assertThat(Files.exists(registry()) ? Files.readString(registry()) : "").isEqualTo(before);
  }

  /** What {@code token list} says for scripts. */
  JsonNode list() throws IOException {
    return new ObjectMapper().readTree(done("", "list", "--format=json")).get("tokens");
  }

  /** What Spotfire's tool prints. */
  static String output(String value, String until) {
    return """
    Tool password:
    Access token successfully issued.
    Access token: %s
    Valid until: %s
    Please note that the access token is a credential and must be handled with care.
    """
        .formatted(value, until);
  }
}
