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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCommandsTest {
  private static final String FIRST = "invented-first:not-a-token";
  private static final String SECOND = "invented-second:not-a-token";

  /** printf %s invented-first:not-a-token | sha256sum | cut -c 1-12. */
  private static final String FIRST_ID = "8b0b409c4e25";

  private static final String SECOND_ID = "5c8e8a3aa2dc";

  @TempDir private Path directory = Path.of("");
  private Path config = Path.of("");

  @BeforeEach
  void writeConfiguration() throws IOException {
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

  private Cli token(String input, String command, String... more) {
    List<String> args = new ArrayList<>(List.of("token", command, "--config.file=" + config));
    args.addAll(List.of(more));
    Cli run = Cli.runWithInput(input.getBytes(UTF_8), args.toArray(String[]::new));
    assertThat(run.out() + run.err()).doesNotContain("invented");
    assertThat(run.exitCode() == 0 ? "" : run.err()).hasLineCount(run.exitCode() == 0 ? 0 : 1);
    return run;
  }

  private static String output(String value, String until) {
    return """
    Tool password:
    Access token successfully issued.
    Access token: %s
    Valid until: %s
    Please note that the access token is a credential and must be handled with care.
    """
        .formatted(value, until);
  }

  private JsonNode list() throws IOException {
    return new ObjectMapper().readTree(token("", "list", "--format=json").out());
  }

  private void refused(String message, Cli run) {
    assertThat(run).isEqualTo(new Cli(1, "", "scim-exporter: " + message + System.lineSeparator()));
  }

  @Test
  void registersTheOutputOfIssueAccessToken() throws Exception {
    Cli run =
        token(output(FIRST, "2099-11-21 11:56:39 CET"), "add", "--sync=entra-prod", "--name=Old");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("Registered token " + FIRST_ID + " for sync entra-prod.")
        .contains("It expires on 2099-11-21 10:56:39 UTC (")
        .contains("In reading the date, CET is taken as UTC+01:00.");
    assertThat(list())
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"tokens":[{"id":"%s","name":"Old","sync":"entra-prod",
                      "purpose":"provisioning","client_id":"","scopes":[],"issued":null,
                      "expiry":"2099-11-21T10:56:39Z","state":"active"}]}
                    """
                        .formatted(FIRST_ID)));
    assertThat(Files.readString(directory.resolve("tokens.json"))).doesNotContain("invented");
  }

  @Test
  void registersABareTokenOfAnotherPurpose() throws Exception {
    Cli run =
        token(
            FIRST,
            "add",
            "--sync=okta",
            "--purpose=probe",
            "--client-id=c1",
            "--valid-until=2099-11-21 11:56:39",
            "--zone=Europe/Brussels");
    assertThat(run.exitCode()).isZero();
    JsonNode token = list().get("tokens").get(0);
    assertThat(token.get("purpose").asText()).isEqualTo("probe");
    assertThat(token.get("client_id").asText()).isEqualTo("c1");
    assertThat(token.get("expiry").asText()).isEqualTo("2099-11-21T10:56:39Z");
  }

  @Test
  void asksWhatBecomesOfTheActiveToken() throws Exception {
    token(output(FIRST, "2099-11-21 11:56:39 CET"), "add", "--sync=entra-prod");
    refused(
        "sync entra-prod has an active provisioning token already; add --replaces="
            + FIRST_ID
            + " if the new one takes its place, or --also if both are used",
        token(output(SECOND, "2100-11-21 11:56:39 CET"), "add", "--sync=entra-prod"));
    assertThat(list().get("tokens")).hasSize(1);
  }

  @Test
  void replacesAndRetires() throws Exception {
    token(output(FIRST, "2099-11-21 11:56:39 CET"), "add", "--sync=entra-prod");
    Cli run =
        token(
            output(SECOND, "2100-11-21 11:56:39 CET"),
            "add",
            "--sync=entra-prod",
            "--replaces=" + FIRST_ID);
    assertThat(run.out()).contains("It replaces token " + FIRST_ID + ".").contains("token retire");
    assertThat(list().get("tokens").findValuesAsText("state"))
        .containsExactly("replaced", "active");
    assertThat(token("", "retire", FIRST_ID).out())
        .isEqualTo("Token " + FIRST_ID + " is retired." + System.lineSeparator());
    assertThat(list().get("tokens").findValuesAsText("id")).containsExactly(SECOND_ID, FIRST_ID);
    assertThat(list().get("tokens").findValuesAsText("state")).containsExactly("active", "retired");
  }

  @Test
  void usesBothWhereThatIsMeant() throws Exception {
    token(output(FIRST, "2099-11-21 11:56:39 CET"), "add", "--sync=entra-prod");
    assertThat(
            token(output(SECOND, "2100-11-21 11:56:39 CET"), "add", "--sync=entra-prod", "--also")
                .exitCode())
        .isZero();
    assertThat(list().get("tokens").findValuesAsText("state")).containsExactly("active", "active");
  }

  @Test
  void takesADateInThePastOnlyForTheRecord() throws Exception {
    String expired = output(FIRST, "2025-11-21 11:56:39 CET");
    refused(
        "the token's validity ended on 2025-11-21 10:56:39 UTC; add --expired to register it for"
            + " the record",
        token(expired, "add", "--sync=entra-prod"));
    assertThat(token(expired, "add", "--sync=entra-prod", "--expired").out())
        .contains("It expired on 2025-11-21 10:56:39 UTC (");
  }

  @Test
  void refusesASyncThatIsNotConfigured() {
    refused(
        "--sync=entra: is not configured in " + config + "; write one of entra-prod, okta",
        token(output(FIRST, "2099-11-21 11:56:39 CET"), "add", "--sync=entra"));
  }

  @Test
  void refusesAZoneThatIsNone() {
    refused(
        "--zone=Brussel: is not a time zone; write e.g. Europe/Brussels or UTC",
        token(FIRST, "add", "--sync=okta", "--valid-until=2099-11-21 11:56:39", "--zone=Brussel"));
  }

  @Test
  void refusesToRetireWhatIsNotRegistered() {
    refused("token 'x' is not registered; see scim-exporter token list", token("", "retire", "x"));
  }

  @Test
  void showsWhatIsRegistered() {
    assertThat(token("", "list").out())
        .isEqualTo(
            "No token is registered. Register one with scim-exporter token add."
                + System.lineSeparator());
    token(
        output(FIRST, "2025-11-21 11:56:39 CET"),
        "add",
        "--sync=entra-prod",
        "--expired",
        "--name=First one",
        "--client-id=c1");
    assertThat(token("", "list").out())
        .matches(
            FIRST_ID
                + "  First one\\R"
                + "  provisioning token of sync entra-prod, active\\R"
                + "  expired 2025-11-21 10:56:39 UTC \\(.* ago\\)\\R"
                + "  client c1\\R");
  }
}
