package io.github.scimexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scimexporter.Seed;
import io.github.scimexporter.config.ConfigLoader;
import io.github.scimexporter.config.Configuration;
import io.github.scimexporter.config.Severity;
import io.github.scimexporter.token.Actor;
import io.github.scimexporter.token.Purpose;
import io.github.scimexporter.token.Token;
import io.github.scimexporter.token.TokenEvent;
import io.github.scimexporter.token.TokenState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Help.Ansi;

/** The registry as people are shown it. */
class TokenListTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String DAYS_90 = "2027-02-22 12:00:00";

  @TempDir private Path directory = Path.of("");
  private TokenCli cli;
  private Configuration configuration;

  @BeforeEach
  void configure() throws Exception {
    cli = new TokenCli(directory);
    configuration = ConfigLoader.load(cli.config());
  }

  private static Token token(String name, String sync, Duration remaining, TokenState state) {
    return token(name, sync, remaining, state, "", List.of(), Map.of());
  }

  private static Token token(
      String name,
      String sync,
      Duration remaining,
      TokenState state,
      String clientId,
      List<String> scopes,
      Map<Severity, Duration> warnings) {
    return new Token(
        Token.idOf("invented " + name),
        name,
        sync,
        Purpose.PROVISIONING,
        clientId,
        scopes,
        Optional.empty(),
        NOW.plus(remaining),
        warnings,
        state,
        List.of(new TokenEvent(NOW, TokenEvent.Kind.REGISTERED, Actor.UNKNOWN)));
  }

  private List<String> lines(Ansi ansi, Token... tokens) {
    return new TokenTable(configuration, ansi, NOW).lines(List.of(tokens));
  }

  /** The one line of the table for a token that has nothing more to tell. */
  private String line(Ansi ansi, Token token) {
    return lines(ansi, token).get(1);
  }

  @Test
  void saysThatNothingIsRegistered() {
    assertThat(cli.done("", "list"))
        .isEqualTo(
            "No token is registered. Register one with scim-exporter token add."
                + System.lineSeparator());
  }

  @Test
  void isATableToRead() {
    assertThat(
            lines(
                Ansi.OFF,
                token("prod 2025", "entra-prod", Duration.ofHours(-47), TokenState.REPLACED),
                token(
                    "prod 2026",
                    "entra-prod",
                    Duration.ofDays(90),
                    TokenState.ACTIVE,
                    "0123456789abcdef0123456789abcdef.oauth-clients.spotfire.tibco.com",
                    List.of("user-directory.read.all", "user-directory.write.all"),
                    Map.of()),
                token("", "okta", Duration.ofMinutes(100), TokenState.RETIRED)))
        .containsExactly(
            "ID            EXPIRES         STATE     PURPOSE       SYNC        NAME",
            Token.idOf("invented prod 2025")
                + "  47 hours ago    replaced  provisioning  entra-prod  prod 2025",
            "  expired 2026-11-22 13:00:00 UTC",
            Token.idOf("invented prod 2026")
                + "  in 90 days      active    provisioning  entra-prod  prod 2026",
            "  expires " + DAYS_90 + " UTC",
            "  client 0123456789abcdef0123456789abcdef.oauth-clients.spotfire.tibco.com",
            "  scope user-directory.read.all, scope user-directory.write.all",
            Token.idOf("invented ") + "  in 100 minutes  retired   provisioning  okta",
            "  expires 2026-11-24 13:40:00 UTC");
  }

  @Test
  void theMostUrgentComesFirstAndWhatIsRetiredLast() throws Exception {
    for (String until : List.of("2099", "2098", "2097")) {
      cli.done(
          "invented-" + until,
          "add",
          "--sync=okta",
          "--also",
          "--name=n" + until,
          "--valid-until=" + until + "-01-01T00:00:00Z");
    }
    cli.done("", "retire", Token.idOf("invented-2097"));
    assertThat(cli.list().findValuesAsText("name")).containsExactly("n2098", "n2099", "n2097");
    assertThat(cli.done("", "list")).containsSubsequence("n2098", "n2099", "n2097");
  }

  @ParameterizedTest
  @CsvSource({
    "PT-1S, entra-prod, 1;31",
    "P7D, entra-prod, 31",
    "P7DT1S, entra-prod, 33",
    "P30D, entra-prod, 33",
    "P30DT1S, entra-prod, ''",
    "P90D, okta, 36",
    "P1D, okta, 31",
    "P90DT1S, okta, ''",
    "PT1S, of-another-exporter, ''",
    "PT-1S, of-another-exporter, 1;31",
  })
  void itsColourIsThatOfTheStepThatItIsWithin(Duration remaining, String sync, String codes) {
    String line = line(Ansi.ON, token("n", sync, remaining, TokenState.ACTIVE));
    if (codes.isEmpty()) {
      assertThat(line).doesNotContain("\u001b");
    } else {
      for (String code : codes.split(";", -1)) {
        assertThat(line).contains("\u001b[" + code + "m");
      }
    }
  }

  @Test
  void itsOwnStepsCountMoreThanThoseOfItsSync() {
    Token own =
        token(
            "n",
            "entra-prod",
            Duration.ofDays(5),
            TokenState.ACTIVE,
            "",
            List.of(),
            Map.of(Severity.WARNING, Duration.ofDays(6)));
    assertThat(line(Ansi.ON, own)).contains("\u001b[33m").doesNotContain("\u001b[31m");
  }

  @Test
  void whatIsRetiredOrADetailIsDimmed() {
    List<String> lines =
        lines(Ansi.ON, token("n", "okta", Duration.ofDays(-5), TokenState.RETIRED));
    assertThat(lines.get(1)).contains("\u001b[2m").doesNotContain("\u001b[31m");
    assertThat(lines.get(2)).contains("\u001b[2m");
  }

  @Test
  void withoutATerminalThereIsNoColour() {
    cli.done("invented-1", "add", "--sync=okta", "--expired", "--valid-until=2025-01-01T00:00:00Z");
    assertThat(cli.done("", "list")).doesNotContain("\u001b");
  }

  @Test
  void aNameIsNeverTakenForMarkupNorActedOn() {
    assertThat(
            line(Ansi.OFF, token("@|red x|@ \u001b[2J", "okta", Duration.ZERO, TokenState.ACTIVE)))
        .endsWith("@|red x|@ ?[2J");
  }

  @Test
  void nothingThatIsRegisteredIsWiderThan80Columns() {
    Seed seed = Seed.get();
    for (int number = 0; number < 500; number++) {
      Random random = seed.random(number);
      List<Token> tokens = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        tokens.add(
            token(
                text(random),
                random.nextBoolean() ? "okta" : text(random),
                Duration.ofSeconds(random.nextLong(-100_000_000_000L, 250_000_000_000L)),
                List.of(TokenState.values()).get(random.nextInt(3)),
                text(random),
                List.of(text(random), text(random)),
                Map.of()));
      }
      for (String line : lines(Ansi.OFF, tokens.toArray(Token[]::new))) {
        assertThat(Columns.of(line)).as(seed.describe(number) + line).isLessThanOrEqualTo(80);
        assertThat(line).as(seed.describe(number)).doesNotContain("\n", "\u001b");
      }
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(random.nextBoolean() ? 10 : 100); i > 0; i--) {
      text.appendCodePoint(
          switch (random.nextInt(6)) {
            case 0 -> 0x4e00 + random.nextInt(1000);
            case 1 -> 0x1f600 + random.nextInt(50);
            case 2 -> 0x300 + random.nextInt(50);
            case 3 -> random.nextInt(0x20);
            default -> 'a' + random.nextInt(26);
          });
    }
    return text.toString();
  }
}
