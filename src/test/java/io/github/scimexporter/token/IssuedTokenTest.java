package io.github.scimexporter.token;

import static io.github.scimexporter.token.TokenFixtures.EXPIRY;
import static io.github.scimexporter.token.TokenFixtures.VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

  /** One that says nothing of itself. */
  private static IssuedToken opaque(Instant expiry, String note) {
    return new IssuedToken(ID, "", List.of(), Optional.empty(), expiry, note);
  }

  private static IssuedToken stdin(String input, Optional<String> until, Optional<ZoneId> zone)
      throws TokenException {
    return IssuedToken.of(TokenText.of("standard input", input), until, zone);
  }

  private static IssuedToken read(String input) throws TokenException {
    return stdin(input, Optional.empty(), Optional.empty());
  }

  private static IssuedToken inZone(String input, String zone) throws TokenException {
    return stdin(input, Optional.empty(), Optional.of(ZoneId.of(zone)));
  }

  private static IssuedToken until(String input, String date) throws TokenException {
    return stdin(input, Optional.of(date), Optional.empty());
  }

  /** What is refused, is refused without showing what was read. */
  private static String refusal(String input, Optional<String> until, Optional<ZoneId> zone) {
    TokenException e = catchThrowableOfType(TokenException.class, () -> stdin(input, until, zone));
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
        .isEqualTo(opaque(EXPIRY, "CET is taken as UTC+01:00"));
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
    assertThat(read(noise)).isEqualTo(opaque(EXPIRY, "CET is taken as UTC+01:00"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tool password: Access token successfully issued.\nAccess token: %1$s\nValid until: %2$s\n",
        "Tool password: Access token: %1$s\nValid until: %2$s\n",
        "Tool password: \r\nAccess token: %1$s  \r\nTool password: Valid until: %2$s \r\n",
        "\u001b[?2004l\rAccess token: %1$s\n\u001b[1mValid until: %2$s\u001b[0m\n",
        "Valid until: %2$s\nsomething else\n\nAccess token: %1$s",
      })
  void readsItHoweverThePromptStandsBeforeIt(String printed) throws Exception {
    assertThat(read(printed.formatted(VALUE, "2025-11-21 11:56:39 CET")))
        .isEqualTo(opaque(EXPIRY, "CET is taken as UTC+01:00"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No Access token: invented-value\nValid until: 2025-11-21 11:56:39 CET",
        "Access token: invented value\nValid until: 2025-11-21 11:56:39 CET",
      })
  void readsNoTokenOutOfASentence(String text) {
    assertThat(refusal(text)).startsWith("standard input: holds a date, but no line");
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
    assertThat(read(output(date))).isEqualTo(opaque(expiry, note));
  }

  @ParameterizedTest
  @CsvSource({
    "2025-07-21 11:56:39 CET, 2025-07-21T10:56:39Z, +01:00, Europe/Brussels, CEST",
    "2025-07-21 11:56:39 MEZ, 2025-07-21T10:56:39Z, +01:00, Europe/Brussels, MESZ",
    "2025-11-21 11:56:39 EEST, 2025-11-21T08:56:39Z, +03:00, Europe/Athens, EET",
    "2025-11-21 11:56:39 OESZ, 2025-11-21T08:56:39Z, +03:00, Europe/Athens, OEZ",
    "2025-11-21 11:56:39 CEST, 2025-11-21T09:56:39Z, +02:00, Europe/Brussels, CET",
    "2025-11-21 11:56:39 MESZ, 2025-11-21T09:56:39Z, +02:00, Europe/Brussels, MEZ",
  })
  void anAbbreviationOfTheOtherHalfOfTheYearIsTakenAtItsWordAndSaid(
      String date, Instant expiry, String offset, String zone, String shown) throws Exception {
    assertThat(read(output(date)))
        .isEqualTo(
            opaque(
                expiry,
                date.substring(20)
                    + " is taken as UTC"
                    + offset
                    + " although clocks in "
                    + zone
                    + " show "
                    + shown
                    + " then, because Java prints "
                    + shown
                    + " where it means that"));
  }

  @Test
  void inTheHourThatAClockShowsTwiceBothAbbreviationsAreAsExpected() throws Exception {
    assertThat(read(output("2025-10-26 02:30:00 CET")).note())
        .isEqualTo("CET is taken as UTC+01:00");
    assertThat(read(output("2025-10-26 02:30:00 CEST")).note())
        .isEqualTo("CEST is taken as UTC+02:00");
  }

  /** Whatever this Java may print in any zone and language is read as it was meant, or asked of. */
  @ParameterizedTest
  @ValueSource(strings = {"2025-01-15T12:00:00Z", "2025-07-15T12:00:00Z"})
  void whatJavaPrintsIsNeverReadAsAnotherMoment(Instant time) throws Exception {
    Map<String, Set<String>> zonesByDate = new TreeMap<>();
    for (String language : List.of("en", "de", "fr", "ja", "en-GB")) {
      DateTimeFormatter printed =
          DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.forLanguageTag(language));
      for (String zone : ZoneId.getAvailableZoneIds()) {
        // Java 25 prints GMT there in summer, too, when it is UTC+02:00: a station of six people.
        if (!zone.equals("Antarctica/Troll")) {
          zonesByDate
              .computeIfAbsent(printed.format(time.atZone(ZoneId.of(zone))), d -> new TreeSet<>())
              .add(zone);
        }
      }
    }
    int understood = 0;
    for (Map.Entry<String, Set<String>> date : zonesByDate.entrySet()) {
      try {
        assertThat(read(output(date.getKey())).expiry()).as(date.toString()).isEqualTo(time);
        understood++;
      } catch (TokenException e) {
        assertThat(e).hasMessageContaining("add --zone=ZONE");
      }
    }
    assertThat(understood).isGreaterThan(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"IST", "CST", "EST", "BST", "SST", "EET", "OEZ"})
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
        .isEqualTo(opaque(EXPIRY, ""));
    assertThat(inZone(output("2025-11-21 11:56:39"), "Europe/Brussels").expiry()).isEqualTo(EXPIRY);
  }

  @Test
  void aGivenZoneThatContradictsTheAbbreviationIsFollowedAndSaid() throws Exception {
    assertThat(inZone(output("2025-11-21 19:56:39 CET"), "Asia/Tokyo"))
        .isEqualTo(opaque(EXPIRY, "--zone=Asia/Tokyo was followed, although it does not fit CET"));
    assertThat(inZone(output("2025-11-21 11:56:39 CET"), "Europe/Brussels"))
        .isEqualTo(opaque(EXPIRY, ""));
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
        .isEqualTo("--valid-until=" + date + " is a date that does not exist");
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
        .isEqualTo(opaque(EXPIRY, ""));
  }

  @Test
  void readsABareTokenWithItsDate() throws Exception {
    assertThat(until(VALUE + "\n", "2025-11-21T10:56:39Z")).isEqualTo(opaque(EXPIRY, ""));
    assertThat(until("  " + VALUE, "2025-11-21T10:56:39Z").id()).isEqualTo(ID);
  }

  @Test
  void asksForTheDateOfABareToken() {
    assertThat(refusal(VALUE))
        .isEqualTo(
            "standard input: holds no 'Valid until:'; add --valid-until=DATE (issue-access-token's"
                + " default validity is 17,520 hours, two years)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n \n",
        "short",
        "invented two words",
        "Error: the password is wrong.\nTry again, invented."
      })
  void refusesInputWithoutAToken(String input) {
    assertThat(refusal(input))
        .isEqualTo(
            "standard input: holds no token; give one alone, or the output of config"
                + " issue-access-token");
  }

  @Test
  void refusesAnOutputWhoseTokenWasCutOut() {
    assertThat(refusal("Valid until: 2025-11-21 11:56:39 CET\n"))
        .isEqualTo(
            "standard input: holds a date, but no line 'Access token: ...'; give the whole output of"
                + " config issue-access-token");
  }

  @Test
  void refusesTwoTokens() {
    String other = output("2025-11-21 11:56:39 CET").replace("for-a-test", "as-another");
    assertThat(refusal(output("2025-11-21 11:56:39 CET") + other))
        .isEqualTo(
            "standard input: holds more than one token; give one alone, or the output of config"
                + " issue-access-token");
    assertThat(refusal("invented-one-value\ninvented-other-value\n"))
        .isEqualTo(
            "standard input: holds more than one token; give one alone, or the output of config"
                + " issue-access-token");
  }

  @Test
  void refusesTwoDates() {
    assertThat(refusal(output("2025-11-21 11:56:39 CET") + output("2026-11-21 11:56:39 CET")))
        .isEqualTo(
            "standard input: holds more than one 'Valid until:'; give the output for one token");
  }

  @Test
  void theSameOutputTwiceIsOneToken() throws Exception {
    String output = output("2025-11-21 11:56:39 CET");
    assertThat(read(output + output)).isEqualTo(read(output));
  }
}
