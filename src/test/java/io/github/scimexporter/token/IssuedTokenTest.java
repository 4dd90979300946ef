package io.github.scimexporter.token;

import static io.github.scimexporter.token.TokenFixtures.EXPIRY;
import static io.github.scimexporter.token.TokenFixtures.VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shape of the output is the one published in TS-I-10021, with an invented token. */
class IssuedTokenTest {
  private static final String ID = Token.idOf(VALUE);

  private static String output(String date) {
    return """
    Tool password:
    Access token successfully issued.
    Access token: %s
    Valid until: %s
    Please note that the access token is a credential and must be handled with care.
    The access token should be revoked using the 'revoke-token' command when no longer needed.
    """
        .formatted(VALUE, date);
  }

  private static IssuedToken read(String input) throws TokenException {
    return IssuedToken.read(input, Optional.empty(), Optional.empty());
  }

  private static IssuedToken inZone(String input, String zone) throws TokenException {
    return IssuedToken.read(input, Optional.empty(), Optional.of(ZoneId.of(zone)));
  }

  private static IssuedToken until(String input, String date) throws TokenException {
    return IssuedToken.read(input, Optional.of(date), Optional.empty());
  }

  /** What is refused, is refused without showing what was read. */
  private static String refusal(String input, Optional<String> until, Optional<ZoneId> zone) {
    TokenException e =
        catchThrowableOfType(TokenException.class, () -> IssuedToken.read(input, until, zone));
    String message = String.valueOf(e.getMessage());
    assertThat(e.toString()).doesNotContain("invented").doesNotContain("\n");
    assertThat(e.getCause()).isNull();
    return message;
  }

  private static String refusal(String input) {
    return refusal(input, Optional.empty(), Optional.empty());
  }

  @Test
  void readsThePublishedOutput() throws Exception {
    assertThat(read(output("2025-11-21 11:56:39 CET")))
        .isEqualTo(new IssuedToken(ID, EXPIRY, "CET is taken as UTC+01:00"));
  }

  @Test
  void readsItWithTheLineEndsOfWindows() throws Exception {
    assertThat(read(output("2025-11-21 11:56:39 CET").replace("\n", "\r\n")).id()).isEqualTo(ID);
    assertThat(read(output("2025-11-21 11:56:39 CET").replace("\n", "\r\n")).expiry())
        .isEqualTo(EXPIRY);
  }

  @Test
  void readsItAmongWhatATerminalShowsAround() throws Exception {
    String noise =
        "$ ./config.sh issue-access-token -iclient -Suser-directory.read.all\n\n  "
            + output("2025-11-21 11:56:39 CET").replace("\n", "\n  ")
            + "\n$ exit\n";
    assertThat(read(noise)).isEqualTo(new IssuedToken(ID, EXPIRY, "CET is taken as UTC+01:00"));
  }

  @Test
  void neverKeepsTheValue() throws Exception {
    assertThat(read(output("2025-11-21 11:56:39 CET")).toString()).doesNotContain("invented");
  }

  @ParameterizedTest
  @CsvSource({
    "2025-11-21 11:56:39 CET, 2025-11-21T10:56:39Z, CET is taken as UTC+01:00",
    "2025-11-21 11:56:39 MEZ, 2025-11-21T10:56:39Z, MEZ is taken as UTC+01:00",
    "2025-07-21 11:56:39 MESZ, 2025-07-21T09:56:39Z, MESZ is taken as UTC+02:00",
    "2025-07-21 11:56:39 CEST, 2025-07-21T09:56:39Z, CEST is taken as UTC+02:00",
    "2025-07-21 11:56:39 CET, 2025-07-21T10:56:39Z, CET is taken as UTC+01:00",
    "2025-11-21 10:56:39 UTC, 2025-11-21T10:56:39Z, ''",
    "2025-11-21 10:56:39 GMT, 2025-11-21T10:56:39Z, ''",
    "2025-11-21 11:56:39 GMT+01:00, 2025-11-21T10:56:39Z, ''",
    "2025-11-21 11:56:39 UTC+01:00, 2025-11-21T10:56:39Z, ''",
    "2025-11-21 11:56:39 +0100, 2025-11-21T10:56:39Z, ''",
    "2025-11-21 05:26:39 -05:30, 2025-11-21T10:56:39Z, ''",
    "2025-11-21T10:56:39Z, 2025-11-21T10:56:39Z, ''",
    "2025-11-21T11:56:39+01:00, 2025-11-21T10:56:39Z, ''",
    "2025-11-21T10:56:39.250Z, 2025-11-21T10:56:39Z, ''",
    "2025-11-21 19:56:39 JST, 2025-11-21T10:56:39Z, JST is taken as UTC+09:00",
  })
  void readsADateInTheZoneThatItNames(String date, Instant expiry, String note) throws Exception {
    assertThat(read(output(date))).isEqualTo(new IssuedToken(ID, expiry, note));
  }

  @ParameterizedTest
  @ValueSource(strings = {"IST", "CST", "EST", "BST", "SST"})
  void asksForTheZoneWhereAnAbbreviationMeansSeveral(String zone) {
    assertThat(refusal(output("2025-11-21 11:56:39 " + zone)))
        .startsWith("the time zone '" + zone + "' can mean more than one; add --zone=ZONE");
  }

  @Test
  void namesOneZoneForEachMeaningOfAnAbbreviation() {
    assertThat(refusal(output("2025-07-21 11:56:39 IST")))
        .isEqualTo(
            "the time zone 'IST' can mean more than one; add --zone=ZONE, e.g. one of"
                + " Asia/Calcutta, Europe/Dublin");
  }

  @Test
  void asksForTheZoneWhereThereIsNone() {
    assertThat(refusal(output("2025-11-21 11:56:39")))
        .isEqualTo(
            "what follows 'Valid until:' has no time zone; add --zone=ZONE, e.g."
                + " --zone=Europe/Brussels");
  }

  @Test
  void theGivenZoneSettlesAnAmbiguousDate() throws Exception {
    assertThat(inZone(output("2025-11-21 16:26:39 IST"), "Asia/Kolkata"))
        .isEqualTo(new IssuedToken(ID, EXPIRY, ""));
    assertThat(inZone(output("2025-11-21 11:56:39"), "Europe/Brussels").expiry()).isEqualTo(EXPIRY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-11-21T10:56:39Z",
        "2025-11-21 10:56:39 UTC",
        "2025-11-21 11:56:39 +0100",
        "2025-11-21 11:56:39 GMT+01:00"
      })
  void theGivenZoneChangesNothingWhereTheDateHasItsOffset(String date) throws Exception {
    assertThat(inZone(output(date), "America/New_York").expiry()).isEqualTo(EXPIRY);
  }

  @Test
  void refusesAnHourThatTheGivenZoneSkips() {
    assertThat(
            refusal(
                output("2026-03-29 02:30:00"),
                Optional.empty(),
                Optional.of(ZoneId.of("Europe/Brussels"))))
        .isEqualTo(
            "what follows 'Valid until:' does not exist in Europe/Brussels, where clocks skip that"
                + " hour");
  }

  @Test
  void takesTheEarlierOfAnHourThatTheGivenZoneShowsTwice() throws Exception {
    assertThat(inZone(output("2025-10-26 02:30:00"), "Europe/Brussels").expiry())
        .isEqualTo(Instant.parse("2025-10-26T00:30:00Z"));
  }

  @Test
  void takesTheReadingOfSuchAnHourThatTheDateNames() throws Exception {
    assertThat(inZone(output("2025-10-26 02:30:00 CET"), "Europe/Brussels").expiry())
        .isEqualTo(Instant.parse("2025-10-26T01:30:00Z"));
    assertThat(inZone(output("2025-10-26 02:30:00 CEST"), "Europe/Brussels").expiry())
        .isEqualTo(Instant.parse("2025-10-26T00:30:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2025-02-30 11:56:39 CET", "2025-11-21 24:00:00 CET", "2025-13-01 00:00:00Z"})
  void refusesADateThatDoesNotExist(String date) {
    assertThat(refusal(output(date)))
        .isEqualTo("what follows 'Valid until:' is a date that does not exist");
    assertThat(refusal(VALUE, Optional.of(date), Optional.empty()))
        .isEqualTo("'" + date + "' is a date that does not exist");
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "21.11.2025 11:56", "2025-11-21", VALUE})
  void refusesWhatIsNoDate(String date) {
    assertThat(refusal(output(date)))
        .isEqualTo(
            "what follows 'Valid until:' is not a date; write it as 2025-11-21T10:56:39Z or"
                + " '2025-11-21 11:56:39 CET'");
  }

  @Test
  void neverShowsATokenThatStandsWhereAZoneShould() {
    assertThat(refusal(output("2025-11-21 11:56:39 " + VALUE)))
        .startsWith("the time zone can mean more than one; add --zone=ZONE");
  }

  @Test
  void aGivenDateCountsMoreThanTheOneThatWasRead() throws Exception {
    assertThat(until(output("2024-01-01 00:00:00 CET"), "2025-11-21T10:56:39Z"))
        .isEqualTo(new IssuedToken(ID, EXPIRY, ""));
  }

  @Test
  void readsABareTokenWithItsDate() throws Exception {
    assertThat(until(VALUE + "\n", "2025-11-21T10:56:39Z"))
        .isEqualTo(new IssuedToken(ID, EXPIRY, ""));
    assertThat(until("  " + VALUE, "2025-11-21T10:56:39Z").id()).isEqualTo(ID);
  }

  @Test
  void asksForTheDateOfABareToken() {
    assertThat(refusal(VALUE))
        .isEqualTo(
            "standard input holds no 'Valid until:'; add --valid-until=DATE (issue-access-token's"
                + " default validity is 17,520 hours, two years)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n \n",
        "short",
        "invented two words",
        "invented-one-value\ninvented-other-value",
        "Error: the password is wrong.\nTry again, invented."
      })
  void refusesInputWithoutAToken(String input) {
    assertThat(refusal(input))
        .isEqualTo(
            "standard input holds no token; pipe in the output of config issue-access-token, or the"
                + " token alone with --valid-until");
  }

  @Test
  void refusesAnOutputWhoseTokenWasCutOut() {
    assertThat(refusal("Valid until: 2025-11-21 11:56:39 CET\n"))
        .isEqualTo(
            "standard input holds a date, but no line 'Access token: ...'; pipe in the whole output"
                + " of config issue-access-token");
  }

  @Test
  void refusesTwoTokens() {
    String other = output("2025-11-21 11:56:39 CET").replace("for-a-test", "as-another");
    assertThat(refusal(output("2025-11-21 11:56:39 CET") + other))
        .isEqualTo("standard input holds more than one token; register one at a time");
  }

  @Test
  void refusesTwoDates() {
    assertThat(refusal(output("2025-11-21 11:56:39 CET") + output("2026-11-21 11:56:39 CET")))
        .isEqualTo(
            "standard input holds more than one 'Valid until:'; register one token at a time");
  }

  @Test
  void theSameOutputTwiceIsOneToken() throws Exception {
    String output = output("2025-11-21 11:56:39 CET");
    assertThat(read(output + output)).isEqualTo(read(output));
  }
}
