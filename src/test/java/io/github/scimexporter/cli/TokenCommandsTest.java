package io.github.scimexporter.cli;

import static io.github.scimexporter.cli.TokenCli.FIRST;
import static io.github.scimexporter.cli.TokenCli.FIRST_ID;
import static io.github.scimexporter.cli.TokenCli.SECOND;
import static io.github.scimexporter.cli.TokenCli.SECOND_ID;
import static io.github.scimexporter.cli.TokenCli.output;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCommandsTest {
  @TempDir private Path directory = Path.of("");
  private TokenCli token;

  @BeforeEach
  void configure() throws IOException {
    token = new TokenCli(directory);
  }

  @Test
  void registersTheOutputOfIssueAccessToken() throws Exception {
    Cli run =
        token.run(
            output(FIRST, "2099-11-21 11:56:39 CET"), "add", "--sync=entra-prod", "--name=Old");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("Registered token " + FIRST_ID + " for sync entra-prod.")
        .contains("It expires on 2099-11-21 10:56:39 UTC (")
        .contains("In reading the date, CET is taken as UTC+01:00.");
    assertThat(token.list())
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    [{"id":"%s","name":"Old","sync":"entra-prod",
                      "purpose":"provisioning","client_id":"","scopes":[],"issued":null,
                      "expiry":"2099-11-21T10:56:39Z","warnings":{},"state":"active"}]
                    """
                        .formatted(FIRST_ID)));
    assertThat(Files.readString(directory.resolve("tokens.json"))).doesNotContain("invented");
  }

  @Test
  void registersABareTokenOfAnotherPurpose() throws Exception {
    Cli run =
        token.run(
            FIRST,
            "add",
            "--sync=okta",
            "--purpose=probe",
            "--client-id=c1",
            "--valid-until=2099-11-21 11:56:39",
            "--zone=Europe/Brussels");
    assertThat(run.exitCode()).isZero();
    JsonNode one = token.list().get(0);
    assertThat(one.get("purpose").asText()).isEqualTo("probe");
    assertThat(one.get("client_id").asText()).isEqualTo("c1");
    assertThat(one.get("expiry").asText()).isEqualTo("2099-11-21T10:56:39Z");
  }

  @Test
  void asksWhatBecomesOfTheActiveToken() throws Exception {
    token.run(output(FIRST, "2099-11-21 11:56:39 CET"), "add", "--sync=entra-prod");
    token.refused(
        "sync entra-prod has an active provisioning token already; add --replaces="
            + FIRST_ID
            + " if the new one takes its place, or --also if both are used",
        output(SECOND, "2100-11-21 11:56:39 CET"),
        "add",
        "--sync=entra-prod");
    assertThat(token.list()).hasSize(1);
  }

  @Test
  void replacesAndRetires() throws Exception {
    token.run(output(FIRST, "2099-11-21 11:56:39 CET"), "add", "--sync=entra-prod");
    Cli run =
        token.run(
            output(SECOND, "2100-11-21 11:56:39 CET"),
            "add",
            "--sync=entra-prod",
            "--replaces=" + FIRST_ID);
    assertThat(run.out()).contains("It replaces token " + FIRST_ID + ".").contains("token retire");
    assertThat(token.list().findValuesAsText("state")).containsExactly("replaced", "active");
    assertThat(token.run("", "retire", FIRST_ID).out())
        .isEqualTo("Token " + FIRST_ID + " is retired." + System.lineSeparator());
    assertThat(token.list().findValuesAsText("id")).containsExactly(SECOND_ID, FIRST_ID);
    assertThat(token.list().findValuesAsText("state")).containsExactly("active", "retired");
  }

  @Test
  void usesBothWhereThatIsMeant() throws Exception {
    token.run(output(FIRST, "2099-11-21 11:56:39 CET"), "add", "--sync=entra-prod");
    assertThat(
            token
                .run(
                    output(SECOND, "2100-11-21 11:56:39 CET"), "add", "--sync=entra-prod", "--also")
                .exitCode())
        .isZero();
    assertThat(token.list().findValuesAsText("state")).containsExactly("active", "active");
  }

  @Test
  void takesADateInThePastOnlyForTheRecord() throws Exception {
    String expired = output(FIRST, "2025-11-21 11:56:39 CET");
    token.refused(
        "the token's validity ended on 2025-11-21 10:56:39 UTC; add --expired to register it for"
            + " the record",
        expired,
        "add",
        "--sync=entra-prod");
    assertThat(token.run(expired, "add", "--sync=entra-prod", "--expired").out())
        .contains("It expired on 2025-11-21 10:56:39 UTC (");
  }

  @Test
  void refusesASyncThatIsNotConfigured() throws Exception {
    token.refused(
        "--sync=entra: is not configured in " + token.config() + "; write one of entra-prod, okta",
        output(FIRST, "2099-11-21 11:56:39 CET"),
        "add",
        "--sync=entra");
  }

  @Test
  void refusesAZoneThatIsNone() throws Exception {
    token.refused(
        "--zone=Brussel: is not a time zone; write e.g. Europe/Brussels or UTC",
        FIRST,
        "add",
        "--sync=okta",
        "--valid-until=2099-11-21 11:56:39",
        "--zone=Brussel");
  }

  @Test
  void refusesToRetireWhatIsNotRegistered() throws Exception {
    token.refused(
        "token 'abc' is not registered; see scim-exporter token list", "", "retire", "abc");
    token.refused(
        "what should be the id of a token is none; see scim-exporter token list",
        "",
        "retire",
        FIRST);
  }

  @Test
  void saysWhenATokenIsRetiredAlreadySinceWhenAndByWhom() throws Exception {
    token.run(output(FIRST, "2099-11-21 11:56:39 CET"), "add", "--sync=entra-prod");
    token.done("", "retire", FIRST_ID);
    String before = Files.readString(token.registry());
    assertThat(token.done("", "retire", FIRST_ID))
        .matches(
            "Token "
                + FIRST_ID
                + " is retired already, since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC by "
                + Pattern.quote(System.getProperty("user.name", ""))
                + "( on \\S+)?\\.\\R");
    assertThat(token.registry()).hasContent(before);
  }
}
