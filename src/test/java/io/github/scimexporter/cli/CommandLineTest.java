package io.github.scimexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exit codes, and one line on standard error for what is refused. */
class CommandLineTest {
  @TempDir private Path directory = Path.of("");
  private Path config = Path.of("");

  @BeforeEach
  void writeConfiguration() throws IOException {
    config =
        Files.writeString(
            directory.resolve("c.yml"),
            """
            access_logs: [{name: tss1, paths: [access.log]}]
            syncs: [{name: entra-prod, endpoint: 'http://localhost/scim'}]
            """);
  }

  private static void wrongUsage(String message, String... args) {
    Cli run = Cli.run(args);
    assertThat(run).isEqualTo(new Cli(2, "", message + System.lineSeparator()));
  }

  private static void refused(String message, String... args) {
    Cli run = Cli.run(args);
    assertThat(run).isEqualTo(new Cli(1, "", "scim-exporter: " + message + System.lineSeparator()));
  }

  private String configFlag() {
    return "--config.file=" + config;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | scim-exporter",
        "serve | scim-exporter serve",
        "scan x | scim-exporter scan",
        "token add --sync=a | scim-exporter token add",
        "token list | scim-exporter token list",
        "token show x | scim-exporter token show",
        "token retire x | scim-exporter token retire",
        "token issue --sync=a -- x | scim-exporter token issue",
        "token revoke -- x | scim-exporter token revoke",
      })
  void everyCommandNeedsItsConfiguration(String arguments, String command) {
    String[] args = arguments.isEmpty() ? new String[0] : arguments.split(" ", -1);
    wrongUsage("scim-exporter: --config.file=FILE is missing; see " + command + " --help", args);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "frobnicate | there is no such command; see scim-exporter --help",
        "--frobnicate | Unknown option: '--frobnicate'; see scim-exporter --help",
        "token add --sync=a --token=invented | Unknown option: '--token'; see scim-exporter token add --help",
        "token add --sync=a -oinvented | Unknown option: '-o'; see scim-exporter token add --help",
        "token add --sync=a -o invented | Unknown option: '-o'; see scim-exporter token add --help",
        "token | say what to do: add, list, show, check, retire, issue or revoke; see scim-exporter token"
            + " --help",
        "token frob | there is no such command; see scim-exporter token --help",
        "token retire id and-more | there is an argument too many (a token is read from standard"
            + " input); see scim-exporter token retire --help",
        "token revoke x --token=invented | Unknown option: '--token'; see scim-exporter token"
            + " revoke --help",
        "token revoke x -oinvented | Unknown option: '-o'; see scim-exporter token revoke --help",
        "token revoke -- x revoke-token -o invented | leave --token out of the tool's arguments;"
            + " it is read from standard input, and added; see scim-exporter token revoke --help",
        "token issue --sync=a | Missing required parameter: 'TOOL ARGS'; see scim-exporter token"
            + " issue --help",
        "scan | Missing required parameter: 'LOG'; see scim-exporter scan --help",
        "token retire | Missing required parameter: 'ID'; see scim-exporter token retire --help",
        "token add | Missing required option: '--sync=NAME'; see scim-exporter token add --help",
        "serve --web.listen-address=x | Invalid value for option '--web.listen-address': 'x' is"
            + " not HOST:PORT; write e.g. :19180 or 127.0.0.1:19180; see scim-exporter serve"
            + " --help",
        "serve --log.level=loud | Invalid value for option '--log.level': expected one of [debug,"
            + " info, warn, error] (case-insensitive) but was 'loud'; see scim-exporter serve"
            + " --help",
        "token add --sync=a --replaces=x --also | Error: --replaces=ID, --also are mutually"
            + " exclusive (specify only one); see scim-exporter token add --help",
      })
  void wrongUsageIsTwo(String arguments, String message) {
    wrongUsage("scim-exporter: " + message, arguments.split(" ", -1));
  }

  @Test
  void helpAndVersionAreZero() {
    for (List<String> args :
        List.of(
            List.of("--help"),
            List.of("scan", "--help"),
            List.of("token", "--help"),
            List.of("token", "add", "--help"),
            List.of("token", "issue", "--help"),
            List.of("token", "revoke", "--help"))) {
      Cli run = Cli.run(args.toArray(String[]::new));
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).startsWith("Usage: scim-exporter");
      assertThat(run.err()).isEmpty();
    }
    assertThat(Cli.run("--version").out())
        .matches("scim-exporter \\S+( \\(revision [0-9a-f]+\\))?, Java \\S+\\R");
  }

  @Test
  void aGoodConfigurationIsZero() {
    assertThat(Cli.run("--config.check", configFlag()))
        .isEqualTo(new Cli(0, config + ": is valid" + System.lineSeparator(), ""));
    assertThat(Cli.run("serve", "--config.check", configFlag()).exitCode()).isZero();
  }

  @Test
  void checkingNamesTheFilesThatMicrosoftGraphCannotBeAskedWithout() throws IOException {
    Files.writeString(
        config,
        """
        syncs:
          - name: entra-prod
            endpoint: http://localhost/scim
            entra: {tenant_id: t, client_id: c, client_secret_file: graph.secret, service_principal_id: p}
        """);
    Path secret = directory.resolve("graph.secret");
    String valid = config + ": is valid" + System.lineSeparator();
    String problem = config + ": syncs[0].entra.client_secret_file: " + secret + ": ";
    assertThat(Cli.run("--config.check", configFlag()))
        .isEqualTo(
            new Cli(
                0,
                valid,
                problem
                    + "does not exist; write it, or correct its name"
                    + System.lineSeparator()));
    Files.writeString(secret, "an-invented-secret");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    assertThat(Cli.run("--config.check", configFlag())).isEqualTo(new Cli(0, valid, ""));
  }

  @Test
  void checkingWarnsOfWhatIsNotWrong() throws IOException {
    Files.writeString(config, Files.readString(config).replace("/scim", ""));
    Cli run = Cli.run("--config.check", configFlag());
    assertThat(run.exitCode()).isZero();
    assertThat(run.err())
        .startsWith(config + ": syncs[0].endpoint: has no path, so that every request")
        .endsWith(System.lineSeparator())
        .hasLineCount(1);
  }

  @Test
  void checkingWarnsOfAFormatThatFitsNothingAndOfAnExpression() throws IOException {
    Path log = Files.writeString(directory.resolve("access.log"), "rubbish\n");
    String regex = "(?<time>\\S+) (?<request>.*) (?<status>\\d+)(x+)*";
    Files.writeString(
        config,
        Files.readString(config)
            .replace(
                "[access.log]",
                "[access.log], format: {regex: '" + regex + "', time_format: UNIX}"));
    Cli run = Cli.run("--config.check", configFlag());
    assertThat(run.exitCode()).isZero();
    assertThat(run.err().lines())
        .containsExactly(
            config
                + ": access_logs[0].format.regex: a repetition inside a repetition at column 45;"
                + " it is matched in linear time here, but write it without",
            config
                + ": access_logs[0].format: regex does not fit the first line of "
                + log
                + "; write {tomcat: \"PATTERN\"} with the pattern of the valve that writes it, or"
                + " {regex: \"...\", time_format: \"...\"}");
  }

  @Test
  void anExpressionThatCannotBeReadIsOne() throws IOException {
    Files.writeString(
        config,
        Files.readString(config)
            .replace("[access.log]", "[access.log], format: {regex: '(?=x)', time_format: UNIX}"));
    refused(
        config
            + ": access_logs[0].format.regex: column 1: (?= looks around, which needs backtracking"
            + " and could take for ever on a line; write out what stands there",
        "--config.check",
        configFlag());
  }

  @Test
  void twoLogsWithOneFileAreOne() throws IOException {
    Path log = Files.writeString(directory.resolve("access.log"), "");
    Files.writeString(
        config,
        Files.readString(config)
            .replace("[access.log]}", "[access.log]}, {name: tss2, paths: ['*.log']}"));
    String message =
        config
            + ": access_logs[1].paths: "
            + log
            + " is found by access_logs[0].paths, too; its lines would be counted for both, so let"
            + " each file belong to one log";
    refused(message, "--config.check", configFlag());
    refused(message, configFlag(), "--storage.path=" + directory.resolve("data"));
  }

  @Test
  void checkingLeavesNothingBehind() throws IOException {
    Cli.run("--config.check", configFlag(), "--storage.path=" + directory.resolve("data"));
    assertThat(directory).isDirectoryNotContaining(file -> !file.equals(config));
  }

  @Test
  void checkingReadsNoStandardInputAndBindsNoPort() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.writeString(
          config,
          """
          access_logs:
            - {name: piped, paths: ["-"]}
            - {name: sent, syslog: {tcp: %d}}
          syncs: [{name: entra-prod, endpoint: 'http://localhost/scim'}]
          """
              .formatted(other.getLocalPort()));
      assertThat(Cli.run("--config.check", configFlag()))
          .isEqualTo(new Cli(0, config + ": is valid" + System.lineSeparator(), ""));
    }
  }

  @Test
  void aWrongConfigurationIsOne() throws IOException {
    Files.writeString(config, "acces_logs: []\n");
    String message =
        config
            + ":1: acces_logs: unknown key; known here are access_logs, heartbeat_log, syncs,"
            + " token_registry";
    refused(message, "--config.check", configFlag());
    refused(message, configFlag());
    refused(message, "scan", configFlag(), "x.log");
    refused(message, "token", "list", configFlag());
  }

  @Test
  void aMissingConfigurationIsOne() {
    Path none = directory.resolve("none.yml");
    refused(
        none + ": does not exist; name the file with --config.file=FILE",
        "--config.file=" + none,
        "--config.check");
  }

  @Test
  void aDamagedRegistryIsOne() throws IOException {
    Path registry = Files.writeString(directory.resolve("tokens.json"), "{");
    refused(
        registry
            + ":1: is not a token registry; restore it from a backup, or delete it and register"
            + " the tokens anew",
        configFlag());
    assertThat(registry).hasContent("{");
  }

  @Test
  void aStorageThatIsNoDirectoryIsOne() throws IOException {
    Path file = Files.writeString(directory.resolve("data"), "");
    Cli run = Cli.run(configFlag(), "--storage.path=" + file, "--web.listen-address=127.0.0.1:0");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).hasLineCount(1).startsWith("scim-exporter: ").contains(file.toString());
  }

  @Test
  void aBusyPortIsOne() throws IOException {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      refused(
          "--web.listen-address=127.0.0.1:"
              + busy.getLocalPort()
              + ": the address is in use or not of this machine; stop the other program or choose"
              + " another",
          configFlag(),
          "--storage.path=" + directory.resolve("data"),
          "--web.listen-address=127.0.0.1:" + busy.getLocalPort());
    }
  }
}
