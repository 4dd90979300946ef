package io.github.scimexporter.cli;

import static io.github.scimexporter.cli.TokenCli.FIRST;
import static io.github.scimexporter.cli.TokenCli.FIRST_ID;
import static io.github.scimexporter.cli.TokenCli.SECOND;
import static io.github.scimexporter.cli.TokenCli.SECOND_ID;
import static io.github.scimexporter.cli.TokenCli.output;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scimexporter.state.Snapshot;
import io.github.scimexporter.state.SnapshotFile;
import io.github.scimexporter.sync.Evidence;
import io.github.scimexporter.sync.Ledger;
import io.github.scimexporter.sync.LedgerState;
import io.github.scimexporter.sync.Method;
import io.github.scimexporter.sync.Outcome;
import io.github.scimexporter.sync.TokenWindow;
import io.github.scimexporter.sync.TokenWindows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history of one token. */
class TokenShowTest {
  private static final String WHO =
      " by " + System.getProperty("user.name", "") + (host().isEmpty() ? "" : " on " + host());

  @TempDir private Path directory = Path.of("");
  private Path storage = Path.of("");
  private TokenCli token;

  @BeforeEach
  void register() throws IOException {
    token = new TokenCli(directory);
    storage = directory.resolve("data");
    token.done(
        output(FIRST, "2025-11-21 11:56:39 CET"),
        "add",
        "--sync=entra-prod",
        "--name=prod 2025",
        "--client-id=c1",
        "--scope=a b",
        "--issued=2023-11-22T10:56:39Z",
        "--warn=warning=60d",
        "--expired");
  }

  private static String host() {
    return Actors.self().host();
  }

  private String show(String id, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--storage.path=" + storage, id));
    arguments.addAll(List.of(more));
    return token.done("", "show", arguments.toArray(String[]::new));
  }

  /** As an exporter would leave it that saw these heartbeats of entra-prod. */
  private void heartbeats(String id, Instant... times) throws Exception {
    Instant now = Instant.now();
    Ledger ledger = new Ledger(LedgerState.EMPTY, List.of("entra-prod"), List.of(), now);
    ledger.watch(
        new TokenWindows(
            Map.of("entra-prod", List.of(new TokenWindow(id, Instant.MIN, Instant.MAX)))));
    for (Instant time : times) {
      ledger.apply(new Evidence.Request("entra-prod", Method.GET, 200, Outcome.SUCCESS, time), now);
    }
    try (SnapshotFile file = SnapshotFile.open(storage)) {
      file.save(new Snapshot(ledger.state(), new TreeMap<>()));
    }
  }

  @Test
  void saysWhatIsKnownOfTheTokenAndWhatWasDoneToIt() throws Exception {
    token.done(
        output(SECOND, "2099-11-21 11:56:39 CET"),
        "add",
        "--sync=entra-prod",
        "--replaces=" + FIRST_ID);
    token.done("", "retire", FIRST_ID);
    heartbeats(
        FIRST_ID, Instant.parse("2024-01-02T03:04:05Z"), Instant.parse("2025-11-20T10:00:00Z"));

    List<String> lines = show(FIRST_ID).lines().toList();

    assertThat(lines)
        .startsWith(
            "Token " + FIRST_ID + " prod 2025",
            "  used by  sync entra-prod, provisioning, retired",
            "  client   c1",
            "  scopes   a b")
        .contains("  warns    no more, since it is retired")
        .endsWith(
            "",
            "Heartbeats: while this token was the one in use, as seen by the exporter with its"
                + " state in "
                + storage
                + ". Of several exporters each knows its own part.");
    assertThat(lines.get(4)).startsWith("  expired  2025-11-21 10:56:39 UTC (").endsWith(" ago");
    String today = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC  ";
    List<String> history = lines.subList(7, lines.size() - 2);
    assertThat(history.subList(0, 4))
        .containsExactly(
            "2023-11-22 10:56:39 UTC  issued",
            "2024-01-02 03:04:05 UTC  first heartbeat under it",
            "2025-11-20 10:00:00 UTC  last heartbeat under it",
            "2025-11-21 10:56:39 UTC  expired");
    assertThat(history.get(4)).matches(today + Pattern.quote("registered" + WHO));
    assertThat(history.get(5))
        .matches(today + Pattern.quote("replaced by token " + SECOND_ID + WHO));
    assertThat(history.get(6)).matches(today + Pattern.quote("retired" + WHO));
    assertThat(history).hasSize(7);
  }

  @Test
  void saysTheSameForScripts() throws Exception {
    heartbeats(FIRST_ID, Instant.parse("2024-01-02T03:04:05Z"));

    JsonNode page = new ObjectMapper().readTree(show(FIRST_ID, "--format=json"));

    JsonNode event = page.get("history").get(0);
    assertThat(event.get("event").asText()).isEqualTo("registered");
    assertThat(event.get("user").asText()).isEqualTo(System.getProperty("user.name"));
    assertThat(event.get("host").asText()).isEqualTo(host());
    assertThat(event.get("other").isNull()).isTrue();
    assertThat(Instant.parse(event.get("time").asText())).isBefore(Instant.now().plusSeconds(1));
    ((ObjectNode) page).remove("history");
    assertThat(page)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"id":"%s","name":"prod 2025","sync":"entra-prod","purpose":"provisioning",
                     "client_id":"c1","scopes":["a","b"],"issued":"2023-11-22T10:56:39Z",
                     "expiry":"2025-11-21T10:56:39Z","warnings":{"warning":"60d"},
                     "state":"active","first_heartbeat":"2024-01-02T03:04:05Z",
                     "last_heartbeat":"2024-01-02T03:04:05Z"}
                    """
                        .formatted(FIRST_ID)));
  }

  @Test
  void saysWhichStepsWarnOfIt() {
    assertThat(show(FIRST_ID)).contains("  warns    warning 60d before: steps of its own");
    String id = registered("--sync=okta", "--valid-until=2099-11-21T10:56:39Z", "--client-id=c2");
    assertThat(show(id)).contains("  warns    info 90d, critical 1d before: the steps of its sync");
  }

  private String registered(String... flags) {
    token.done(SECOND, "add", flags);
    return SECOND_ID;
  }

  @Test
  void saysInPlainWordsThatNoStateIsThere() {
    assertThat(show(FIRST_ID))
        .endsWith(
            "No heartbeats are known here: no state in "
                + storage
                + "; name the directory of a running exporter with --storage.path."
                + System.lineSeparator());
    assertThat(storage).as("what is only looked at is not made").doesNotExist();
  }

  @Test
  void saysThatTheExporterHereSawNoHeartbeat() throws Exception {
    heartbeats("abc", Instant.parse("2024-01-02T03:04:05Z"));
    assertThat(show(FIRST_ID))
        .endsWith(
            "No heartbeat under this token is known to the exporter with its state in "
                + storage
                + ". Of several exporters each knows its own part."
                + System.lineSeparator())
        .doesNotContain("heartbeat under it");
  }

  @Test
  void showsTheRestWhereTheStateCannotBeRead() throws Exception {
    Files.createDirectory(storage);
    Files.writeString(storage.resolve("state.json"), "{");
    assertThat(show(FIRST_ID))
        .contains("registered by")
        .contains("No heartbeats are known here: " + storage + "/state.json: is damaged; restore");
  }

  @Test
  void readsAStateThatAnExporterHoldsAndLeavesItAlone() throws Exception {
    heartbeats(FIRST_ID, Instant.parse("2024-01-02T03:04:05Z"));
    byte[] before = Files.readAllBytes(storage.resolve("state.json"));
    try (SnapshotFile held = SnapshotFile.open(storage)) {
      assertThat(show(FIRST_ID)).contains("2024-01-02 03:04:05 UTC  first heartbeat under it");
      assertThat(held.load()).isNotEqualTo(Snapshot.EMPTY);
    }
    assertThat(storage.resolve("state.json")).hasBinaryContent(before);
  }

  @Test
  void otherPurposesHaveNoHeartbeats() {
    String id = registered("--sync=okta", "--purpose=probe", "--valid-until=2099-11-21T10:56:39Z");
    assertThat(show(id)).contains("Heartbeats are counted under provisioning tokens only.");
  }

  @Test
  void scriptsAreToldOnStandardErrorWhyNothingIsKnown() {
    Cli run = token.run("", "show", "--storage.path=" + storage, "--format=json", FIRST_ID);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("\"first_heartbeat\":null,\"last_heartbeat\":null");
    assertThat(run.err()).startsWith("scim-exporter: No heartbeats are known here: no state in ");
  }

  @Test
  void refusesWhatIsNotRegistered() throws Exception {
    token.refused("token 'abc' is not registered; see scim-exporter token list", "", "show", "abc");
    token.refused(
        "what should be the id of a token is none; see scim-exporter token list",
        "",
        "show",
        FIRST);
  }
}
