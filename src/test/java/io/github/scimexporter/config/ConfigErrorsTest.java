package io.github.scimexporter.config;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is said in one line: the file, the line or key, and what would be right. */
class ConfigErrorsTest {
  private static final String LOG = "access_logs: [{name: x, paths: [a.log]}]\n";

  @TempDir private Path directory = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("c.yml");
  }

  private void refuses(String yaml, String message) throws IOException {
    Files.writeString(file, yaml);
    refuses(message);
  }

  private void refuses(String message) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfigLoader.load(file))
        .withMessage(file + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "heartbeat: on | :5: syncs[0].heartbeat: must be off or e.g. {interval: 40m, grace: 10m,"
            + " missed_threshold: 3}",
        "heartbeat: [off] | :5: syncs[0].heartbeat: must be off or e.g. {interval: 40m, grace:"
            + " 10m, missed_threshold: 3}",
        "heartbeat: {interval: 40} | :5: syncs[0].heartbeat.interval: '40' is not a duration;"
            + " write it as in Prometheus, e.g. 40m, 1h30m or 30d",
        "heartbeat: {grace: [1m]} | :5: syncs[0].heartbeat.grace: must be a single word",
        "heartbeat: {intervall: 40m} | :5: syncs[0].heartbeat.intervall: unknown key; known here"
            + " are grace, interval, missed_threshold",
        "heartbeat: {missed_threshold: two} | :5: syncs[0].heartbeat.missed_threshold: must be a"
            + " whole number",
        "heartbeat: {missed_threshold: 1.5} | :5: syncs[0].heartbeat.missed_threshold: must be a"
            + " whole number",
        "heartbeat: {missed_threshold: 0} | : syncs[0].heartbeat: missed_threshold is 0; it must"
            + " be 1 or more",
        "heartbeat: {interval: 0} | : syncs[0].heartbeat.interval: is missing or 0; write e.g."
            + " 40m, or heartbeat: off",
        "provisioned_from: {provider: azure} | :5: syncs[0].provisioned_from.provider: 'azure' is"
            + " not known; write one of entra, okta, ping, google, onelogin, other",
        "provisioned_from: entra | :5: syncs[0].provisioned_from: must be a mapping of keys to"
            + " values",
        "provisioned_from: {portal_url: portal} | :5: syncs[0].provisioned_from.portal_url:"
            + " 'portal' is not a URL; write it whole, e.g. https://host.example.com/scim/v2",
        "provisioned_from: {owner: [a]} | :5: syncs[0].provisioned_from.owner: must be a single"
            + " word",
        "token_warnings: {warning: 7d, critical: 30d} | : syncs[0].token_warnings.critical: must"
            + " be shorter than the lighter step before it, e.g. {warning: 30d, critical: 7d}",
        "token_warnings: {warning: 7d, critical: 7d} | : syncs[0].token_warnings.critical: must"
            + " be shorter than the lighter step before it, e.g. {warning: 30d, critical: 7d}",
        "token_warnings: {critical: 2d, info: 1d} | : syncs[0].token_warnings.critical: must be"
            + " shorter than the lighter step before it, e.g. {warning: 30d, critical: 7d}",
        "token_warnings: {warn: 7d} | :5: syncs[0].token_warnings: 'warn' is not known; write one"
            + " of info, warning, critical",
        "token_warnings: {warning: } | :5: syncs[0].token_warnings.warning: holds an entry"
            + " without a value; write one or remove the entry",
        "token_warnings: 7d | :5: syncs[0].token_warnings: must be a mapping of keys to values",
        "paused_until: 2026-12-24 | :5: syncs[0].paused_until: '2026-12-24' is not a date and"
            + " time with a zone; write e.g. 2026-12-24T06:00:00Z",
        "paused_until: 2026-12-24T06:00:00 | :5: syncs[0].paused_until: '2026-12-24T06:00:00' is"
            + " not a date and time with a zone; write e.g. 2026-12-24T06:00:00Z",
        "clients: [client.example.com] | :5: syncs[0].clients[0]: 'client.example.com' is not a"
            + " client; write an address (192.0.2.1), a network (20.190.128.0/18, 2001:db8::/32)"
            + " or user:NAME",
        "clients: [192.0.2.1, 192.0.2.0/40] | :5: syncs[0].clients[1]: a prefix length of 40 does"
            + " not fit 192.0.2.0; write one of 0 to 32",
        "clients: [~] | :5: syncs[0].clients[0]: holds an entry without a value; write one or"
            + " remove the entry",
        "clients: 192.0.2.1 | :5: syncs[0].clients: must be a list",
        "logs: [y] | : syncs[0].logs: 'y' is not the name of an access log; write one of x",
        "logs: [] | : syncs[0].logs: is empty, and there is neither entra nor probe; leave it out to"
            + " use all of x",
        "logs: x | :5: syncs[0].logs: must be a list",
        "name: b | :5: syncs[0]: the key 'name' stands twice; remove one of them",
      })
  void saysWhatIsWrongWithASync(String line, String message) throws IOException {
    refuses(
        LOG + "syncs:\n  - name: a\n    endpoint: http://localhost/scim\n    " + line + "\n",
        message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "scim | :2: syncs[0].endpoint: 'scim' is not a URL; write it whole, e.g."
            + " https://host.example.com/scim/v2",
        "ftp://host/scim | :2: syncs[0].endpoint: 'ftp://host/scim' is not a URL; write it whole,"
            + " e.g. https://host.example.com/scim/v2",
        "http:///scim | :2: syncs[0].endpoint: 'http:///scim' is not a URL; write it whole, e.g."
            + " https://host.example.com/scim/v2",
        "http://a b/ | :2: syncs[0].endpoint: 'http://a b/' is not a URL; write it whole, e.g."
            + " https://host.example.com/scim/v2",
        "http://host/scim?x=1 | : syncs[0].endpoint: must be a base URL, without ? and #",
        "http://host/scim#x | : syncs[0].endpoint: must be a base URL, without ? and #",
        "http://user:not-shown@host/scim | :2: syncs[0].endpoint: must be a URL without a user"
            + " name or password; leave out what stands before the @",
      })
  void saysWhatIsWrongWithAnEndpoint(String endpoint, String message) throws IOException {
    refuses(LOG + "syncs: [{name: a, endpoint: '" + endpoint + "'}]\n", message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "format: clf | :4: access_logs[0].format: 'clf' is not known; write one of auto, common,"
            + " combined, extended, json, haproxy, {tomcat: \"PATTERN\"} or {regex: \"...\","
            + " time_format: \"...\"}",
        "timezone: Brussel | :4: access_logs[0].timezone: 'Brussel' is not a time zone; write e.g."
            + " Europe/Brussels or UTC",
        "silence: -1h | :4: access_logs[0].silence: '-1h' is not a duration; write it as in"
            + " Prometheus, e.g. 40m, 1h30m or 30d",
        "silnce: 1h | :4: access_logs[0].silnce: unknown key; known here are format, locale, name,"
            + " paths, silence, syslog, timezone, tomcat_version",
        "silence: 1d1h1s | : access_logs[0].silence: is longer than interval + grace of sync a, so"
            + " that a silent server would look like a missed heartbeat; write at most 1d1h",
      })
  void saysWhatIsWrongWithALog(String line, String message) throws IOException {
    refuses(
        "access_logs:\n  - name: x\n    paths: [a.log]\n    "
            + line
            + "\nsyncs: [{name: a, endpoint: 'http://localhost/scim'}]\n",
        message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | : access_logs[0].paths: is missing or empty; write at least one entry",
        "a.log | :1: access_logs[0].paths: must be a list",
        "[''] | : access_logs[0].paths: must be file names or patterns, e.g. logs/access*.log, or -"
            + " alone for standard input",
        "['-', a.log] | : access_logs[0].paths: - is standard input; write it alone, and files in"
            + " another log",
        "['-', '-'] | : access_logs[0].paths: - is standard input; write it alone, and files in"
            + " another log",
        "[~] | :1: access_logs[0].paths[0]: holds an entry without a value; write one or remove"
            + " the entry",
        "['a[.log'] | : access_logs[0].paths: 'a[.log' is no pattern of file names; write e.g."
            + " logs/access*.log, and [ or { only in pairs",
        "['a{.log'] | : access_logs[0].paths: 'a{.log' is no pattern of file names; write e.g."
            + " logs/access*.log, and [ or { only in pairs",
      })
  void saysWhatIsWrongWithPaths(String paths, String message) throws IOException {
    refuses(
        "access_logs: [{name: x, paths: "
            + paths
            + "}]\nsyncs: [{name: a, endpoint: 'http://localhost/scim'}]\n",
        message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | : access_logs[0].syslog: is empty; write e.g. {tcp: 1514} or {udp: 1514}",
        "1514 | :1: access_logs[0].syslog: must be a mapping of keys to values",
        "{tls: 6514} | :1: access_logs[0].syslog.tls: unknown key; known here are tcp, udp",
        "{tcp: [1514]} | :1: access_logs[0].syslog.tcp: must be a single word",
        "{tcp: 65536} | :1: access_logs[0].syslog.tcp: '65536' is no place to listen; write a port"
            + " of 0 to 65535 (1514, on loopback), or an address and a port (127.0.0.1:1514,"
            + " [::1]:1514)",
        "{udp: '1.2.3.256:1'} | :1: access_logs[0].syslog.udp: '1.2.3.256:1' is no place to"
            + " listen; write a port of 0 to 65535 (1514, on loopback), or an address and a port"
            + " (127.0.0.1:1514, [::1]:1514)",
        "{udp: ':1514'} | :1: access_logs[0].syslog.udp: ':1514' is no place to listen; write a"
            + " port of 0 to 65535 (1514, on loopback), or an address and a port (127.0.0.1:1514,"
            + " [::1]:1514)",
        "{tcp: 'proxy:1514'} | :1: access_logs[0].syslog.tcp: 'proxy:1514' is no place to listen;"
            + " write a port of 0 to 65535 (1514, on loopback), or an address and a port"
            + " (127.0.0.1:1514, [::1]:1514)",
        "{tcp: 1514}, paths: [a.log] | : access_logs[0]: has both paths and syslog; remove one of"
            + " them, or write two logs",
      })
  void saysWhatIsWrongWithSyslog(String syslog, String message) throws IOException {
    refuses(
        "access_logs: [{name: x, syslog: "
            + syslog
            + "}]\nsyncs: [{name: a, endpoint: 'http://localhost/scim'}]\n",
        message);
  }

  @Test
  void refusesTwoLogsOfWhatCanBeReadOnce() throws IOException {
    String syncs = "syncs: [{name: a, endpoint: 'http://localhost/a'}]\n";
    refuses(
        "access_logs: [{name: x, paths: ['-']}, {name: y, paths: ['-']}]\n" + syncs,
        ": access_logs[1].paths: standard input is what access_logs[0].paths reads; lines go to"
            + " one log, remove one of them");
    refuses(
        "access_logs: [{name: x, syslog: {tcp: 1514}}, {name: y, syslog: {udp: 1514, tcp:"
            + " '[::1]:1514'}}]\n"
            + syncs,
        ": access_logs[1].syslog.tcp: TCP port 1514 is what access_logs[0].syslog.tcp reads; lines"
            + " go to one log, remove one of them");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "Größe", "", "-a", "a/b", "\"a\\nb\""})
  void refusesANameThatWouldSurpriseAsALabel(String name) throws IOException {
    String read = name.startsWith("\"") ? "a b" : name;
    refuses(
        LOG
            + "syncs: [{endpoint: 'http://localhost/scim', name: "
            + (name.isEmpty() ? "''" : name)
            + "}]\n",
        ": syncs[0].name: '"
            + read
            + "' is no name; write up to 64 letters, digits, dots, dashes and underscores");
  }

  @Test
  void refusesANameThatIsMissing() throws IOException {
    refuses(
        LOG + "syncs: [{endpoint: 'http://localhost/scim'}]\n",
        ": syncs[0].name: is missing; write up to 64 letters, digits, dots, dashes and"
            + " underscores");
  }

  @Test
  void refusesAnEndpointThatIsMissing() throws IOException {
    refuses(
        LOG + "syncs: [{name: a}]\n",
        ": syncs[0].endpoint: is missing; write the SCIM base URL that the client is configured"
            + " with");
  }

  @Test
  void refusesNamesThatStandTwice() throws IOException {
    refuses(
        """
        access_logs: [{name: x, paths: [a.log]}]
        syncs:
          - {name: a, endpoint: 'http://localhost/a'}
          - {name: a, endpoint: 'http://localhost/b'}
        """,
        ": syncs: the name 'a' stands twice; give each its own");
    refuses(
        """
        access_logs: [{name: x, paths: [a]}, {name: x, paths: [b]}]
        syncs: [{name: a, endpoint: 'http://localhost/a'}]
        """,
        ": access_logs: the name 'x' stands twice; give each its own");
  }

  @Test
  void refusesKeysThatStandTwice() throws IOException {
    refuses(LOG + LOG, ":2: the key 'access_logs' stands twice; remove one of them");
  }

  @Test
  void refusesAnUnknownKeyOnItsOwnLine() throws IOException {
    refuses(
        """

        acces_logs:
          - name: x
            paths: [a.log]
        """,
        ":2: acces_logs: unknown key; known here are access_logs, heartbeat_log, syncs,"
            + " token_registry");
  }

  @Test
  void refusesToWatchNothing() throws IOException {
    refuses(LOG, ": syncs: is missing or empty; write at least one entry");
    refuses(
        "syncs: []\n",
        ": access_logs: is missing or empty; write at least one entry, or give each sync entra or"
            + " probe");
  }

  @Test
  void refusesAnEntryThatIsEmpty() throws IOException {
    refuses(
        LOG + "syncs:\n  -\n",
        ":3: syncs[0]: holds an entry without a value; write one or remove the entry");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# nothing yet\n", "---\n"})
  void refusesAFileWithoutContent(String yaml) throws IOException {
    refuses(yaml, ": is empty; configure access_logs and syncs");
  }

  @Test
  void refusesWhatIsNotYaml() throws IOException {
    refuses(
        LOG + "syncs: [\n", ":3: is not YAML: expected the node content, but found '<stream end>'");
    refuses("a: b: c\n", ":1: is not YAML: mapping values are not allowed here");
  }

  @Test
  void refusesWhatIsNoMapping() throws IOException {
    refuses("hello\n", ":1: must be a mapping of keys to values");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:invented pass@host/scim",
        "https://user:invented|pass@host/scim",
        "user:invented@host/scim"
      })
  void repeatsNoPasswordOfWhatIsNoUrl(String url) throws IOException {
    refuses(
        LOG + "syncs: [{name: a, endpoint: '" + url + "'}]\n",
        ":2: syncs[0].endpoint: this is not a URL; write it whole, e.g."
            + " https://host.example.com/scim/v2");
  }

  @Test
  void makesNothingOfATag() throws IOException {
    refuses(
        LOG + "syncs: !!java.net.URL ['http://localhost/']\n",
        ":2: syncs[0]: must be a mapping of keys to values");
  }

  @ParameterizedTest
  @ValueSource(strings = {"''", "'  '"})
  void refusesARegistryWithoutName(String name) throws IOException {
    refuses(
        LOG + "token_registry: " + name + "\nsyncs: [{name: a, endpoint: 'http://localhost/a'}]\n",
        ": token_registry: is empty; write a file name");
  }

  @Test
  void saysThatTheFileDoesNotExist() {
    refuses(": does not exist; name the file with --config.file=FILE");
  }

  @Test
  void saysThatTheFileIsADirectory() throws IOException {
    Files.createDirectory(file);
    refuses(": is a directory; name the file with --config.file=FILE");
  }

  @Test
  void saysThatTheFileIsNotUtf8() throws IOException {
    Files.write(file, "notes: Änderung".getBytes(StandardCharsets.ISO_8859_1));
    refuses(": is not UTF-8 text; save it as UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{max_size: 10 miles} | :1: heartbeat_log.max_size: '10 miles' is not a size; write e.g."
            + " 10MiB",
        "{max_size: 1000} | : heartbeat_log.max_size: must be at least 1KiB, e.g. 10MiB",
        "{keep: 0} | : heartbeat_log.keep: must be from 1 to 1000, e.g. 10",
        "{path: ' '} | : heartbeat_log.path: is empty; write a file name",
        "{path: a%d} | : heartbeat_log.path: holds a %, which rolled files may not; leave it out",
        "{file: x} | :1: heartbeat_log.file: unknown key; known here are keep, max_size, path",
      })
  void saysWhatIsWrongWithTheHeartbeatLog(String written, String message) throws IOException {
    refuses(
        "heartbeat_log: "
            + written
            + "\n"
            + LOG
            + "syncs: [{name: a, endpoint: 'http://localhost/a'}]\n",
        message);
  }
}
