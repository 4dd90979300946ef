package io.github.scimexporter.cli;

import static io.github.scimexporter.cli.TokenCli.FIRST;
import static io.github.scimexporter.cli.TokenCli.FIRST_ID;
import static io.github.scimexporter.cli.TokenCli.SECOND;
import static io.github.scimexporter.cli.TokenCli.output;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code token add} reads, and what it is told. */
class TokenAddTest {
  private static final String UNTIL = "2099-11-21 11:56:39 CET";
  private static final String SYNC = "--sync=entra-prod";

  @TempDir private Path directory = Path.of("");
  private TokenCli token;

  @BeforeEach
  void configure() throws IOException {
    token = new TokenCli(directory);
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(directory.resolve("secret.txt"), content);
  }

  @Test
  void readsATokenFromAFile() throws Exception {
    Path file = file(output(FIRST, UNTIL).getBytes(UTF_8));
    token.done("", "add", SYNC, "--token-file=" + file);
    assertThat(token.list().findValuesAsText("id")).containsExactly(FIRST_ID);
  }

  @Test
  void aDashIsStandardInput() throws Exception {
    token.done(output(FIRST, UNTIL), "add", SYNC, "--token-file=-");
    assertThat(token.list().findValuesAsText("id")).containsExactly(FIRST_ID);
  }

  static List<Charset> marked() {
    return List.of(UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);
  }

  /** Windows PowerShell writes so what is redirected to a file. */
  @ParameterizedTest
  @MethodSource("marked")
  void readsWhatPowerShellWrote(Charset charset) throws Exception {
    byte[] bytes = ("\ufeff" + output(FIRST, UNTIL).replace("\n", "\r\n")).getBytes(charset);
    token.done("", "add", SYNC, "--token-file=" + file(bytes));
    assertThat(token.run(bytes, "add", SYNC, "--also").err()).contains("is registered already");
    assertThat(token.list().findValuesAsText("id")).containsExactly(FIRST_ID);
  }

  @Test
  void saysWhichFileHoldsNoTokenOrCannotBeRead() throws Exception {
    Path file = file("no token at all\n".getBytes(UTF_8));
    token.refused(
        "--token-file="
            + file
            + ": holds no token; give one alone, or the output of config issue-access-token",
        "",
        "add",
        SYNC,
        "--token-file=" + file);
    token.refused(
        "--token-file=" + directory + "/none: does not exist; name a file that holds the token",
        "",
        "add",
        SYNC,
        "--token-file=" + directory + "/none");
    token.refused(
        "--token-file=" + directory + ": is a directory; name a file",
        "",
        "add",
        SYNC,
        "--token-file=" + directory);
  }

  @Test
  void doesNotReadWithoutEnd() throws Exception {
    token.refused(
        "standard input: is too long to be a token; give one alone",
        "x".repeat(100_000),
        "add",
        SYNC);
  }

  @Test
  void keepsWhatItIsToldOfTheToken() throws Exception {
    token.done(
        output(FIRST, UNTIL),
        "add",
        SYNC,
        "--client-id=c1",
        "--scope=user-directory.read.all",
        "--scope=user-directory.write.all other",
        "--issued=2023-11-22 11:56:39",
        "--zone=Europe/Brussels",
        "--warn=info=90d",
        "--warn=critical=36h");
    JsonNode one = token.list().get(0);
    assertThat(one)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"id":"%s","name":"","sync":"entra-prod","purpose":"provisioning",
                     "client_id":"c1",
                     "scopes":["user-directory.read.all","user-directory.write.all","other"],
                     "issued":"2023-11-22T10:56:39Z","expiry":"2099-11-21T10:56:39Z",
                     "warnings":{"info":"90d","critical":"1d12h"},"state":"active"}
                    """
                        .formatted(FIRST_ID)));
  }

  @Test
  void whatItIsToldCountsMoreThanWhatAJwtSays() throws Exception {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    String jwt =
        encoder.encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8))
            + "."
            + encoder.encodeToString(
                "{\"exp\":4100000000,\"iat\":1700000000,\"azp\":\"own\",\"scp\":\"own\"}"
                    .getBytes(UTF_8))
            + ".";
    assertThat(token.done(jwt, "add", SYNC))
        .contains("In reading the date, the token's own expiry (exp) was taken.");
    JsonNode own = token.list().get(0);
    assertThat(own.get("client_id").asText()).isEqualTo("own");
    assertThat(own.get("scopes").get(0).asText()).isEqualTo("own");
    assertThat(own.get("issued").asText()).isEqualTo("2023-11-14T22:13:20Z");
    Files.delete(token.registry());
    token.done(
        jwt,
        "add",
        SYNC,
        "--client-id=c1",
        "--scope=s1",
        "--issued=2023-11-14T22:00:00Z",
        "--valid-until=2099-12-03T16:53:20Z");
    JsonNode told = token.list().get(0);
    assertThat(told.get("client_id").asText()).isEqualTo("c1");
    assertThat(told.get("scopes").get(0).asText()).isEqualTo("s1");
    assertThat(told.get("issued").asText()).isEqualTo("2023-11-14T22:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "warning | has no duration; write e.g. --warn=warning=30d",
        "grave=3d | is no step; write info, warning or critical, e.g. --warn=warning=30d",
        "30d | is no step; write info, warning or critical, e.g. --warn=warning=30d",
        "warning=soon | 'soon' is not a duration; write it as in Prometheus, e.g. 40m, 1h30m or 30d",
        "warning=9999y | '9999y' is longer than 292y, the longest duration of Prometheus",
      })
  void refusesAStepThatIsNone(String step, String what) throws Exception {
    token.refused(
        "--warn=" + step + ": " + what, output(FIRST, UNTIL), "add", SYNC, "--warn=" + step);
  }

  @Test
  void refusesAStepTwiceAndOneThatIsNotShorterThanALighterOne() throws Exception {
    token.refused(
        "--warn=warning=3d: the step stands twice; give each once",
        output(FIRST, UNTIL),
        "add",
        SYNC,
        "--warn=warning=30d",
        "--warn=warning=3d");
    token.refused(
        "--warn=critical: must be shorter than the lighter step before it, e.g."
            + " --warn=warning=30d --warn=critical=7d",
        output(FIRST, UNTIL),
        "add",
        SYNC,
        "--warn=critical=30d",
        "--warn=info=30d");
  }

  @Test
  void refusesATimeOfIssueThatCannotBe() throws Exception {
    token.refused(
        "--issued=2098-01-01T00:00:00Z is in the future or before 2000; write when it was issued",
        output(FIRST, UNTIL),
        "add",
        SYNC,
        "--issued=2098-01-01T00:00:00Z");
    token.refused(
        "--issued=2023-02-30T00:00:00Z is a date that does not exist",
        output(FIRST, UNTIL),
        "add",
        SYNC,
        "--issued=2023-02-30T00:00:00Z");
    token.refused(
        "the token would have been issued on 2024-01-01 00:00:00 UTC, and not before its validity"
            + " ended on 2023-11-21 10:56:39 UTC; correct --issued or the date of its end",
        output(FIRST, "2023-11-21 11:56:39 CET"),
        "add",
        SYNC,
        "--expired",
        "--issued=2024-01-01T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({"--name", "--client-id", "--scope", "--valid-until", "--issued", "--replaces"})
  void refusesATokenWhereEverybodyWouldSeeIt(String flag) throws Exception {
    token.refused(
        flag + ": holds the token itself; write what may be shown to everybody",
        output(FIRST, UNTIL),
        "add",
        SYNC,
        flag + "=my " + FIRST);
  }

  @Test
  void refusesWhatCannotBeShownInOneLine() throws Exception {
    token.refused(
        "--name: holds a control character; write one line of text",
        output(FIRST, UNTIL),
        "add",
        SYNC,
        "--name=two\nlines");
  }

  @Test
  void saysOfWhatIsReplacedWhatIsLeftToDo() throws Exception {
    token.done(output(FIRST, UNTIL), "add", SYNC);
    token.done("", "retire", FIRST_ID);
    assertThat(token.done(output(SECOND, UNTIL), "add", SYNC, "--replaces=" + FIRST_ID))
        .contains("It replaces token " + FIRST_ID + ", which is retired already.")
        .doesNotContain("retire the old one");
  }
}
