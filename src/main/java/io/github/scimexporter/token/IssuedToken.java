package io.github.scimexporter.token;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is needed to register a token, read from what its administrator has: the output of {@code
 * config issue-access-token}, or the bare token and a date.
 *
 * @param id the id of the token; its value is forgotten
 * @param expiry when its validity ends
 * @param note what was assumed in reading the date, or empty
 */
public record IssuedToken(String id, Instant expiry, String note) {
  private static final Pattern TOKEN_LINE = Pattern.compile("^\\s*Access token: *(\\S+)\\s*$");
  private static final Pattern UNTIL_LINE = Pattern.compile("^\\s*Valid until: *(.+?)\\s*$");
  private static final Pattern BARE = Pattern.compile("[\\x21-\\x7e]{8,}");
  private static final Pattern LOCAL =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})[ T](\\d{2}:\\d{2}:\\d{2})(?:\\.\\d+)?(?: ?([^ ].*))?");
  private static final DateTimeFormatter LOCAL_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

  /**
   * Reads a token.
   *
   * @param input the output of issue-access-token, or the bare token
   * @param validUntil the date, where the input has none or another is meant
   * @param zone the zone of a date that gives no offset of its own, such as Z, UTC or +01:00
   * @throws TokenException if there is not exactly one token, or no date that is clear; the message
   *     never holds what was read
   */
  public static IssuedToken read(String input, Optional<String> validUntil, Optional<ZoneId> zone)
      throws TokenException {
    List<String> lines = input.lines().toList();
    List<String> tokens = matches(TOKEN_LINE, lines);
    List<String> dates = matches(UNTIL_LINE, lines);
    if (tokens.isEmpty() && dates.isEmpty()) {
      tokens = lines.stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
      if (tokens.size() != 1 || !BARE.matcher(tokens.get(0)).matches()) {
        throw new TokenException(
            "standard input holds no token; pipe in the output of config issue-access-token,"
                + " or the token alone with --valid-until");
      }
    }
    if (tokens.isEmpty()) {
      throw new TokenException(
          "standard input holds a date, but no line 'Access token: ...'; pipe in the whole output"
              + " of config issue-access-token");
    }
    if (tokens.stream().distinct().count() > 1) {
      throw new TokenException("standard input holds more than one token; register one at a time");
    }
    if (validUntil.isEmpty() && dates.stream().distinct().count() > 1) {
      throw new TokenException(
          "standard input holds more than one 'Valid until:'; register one token at a time");
    }
    String date =
        validUntil
            .or(() -> dates.stream().findFirst())
            .orElseThrow(
                () ->
                    new TokenException(
                        "standard input holds no 'Valid until:'; add --valid-until=DATE"
                            + " (issue-access-token's default validity is 17,520 hours, two"
                            + " years)"));
    // What was read is never shown: it may hold the token where the lines came out joined.
    String shown = validUntil.map(text -> "'" + text + "'").orElse("what follows 'Valid until:'");
    return withDate(Token.idOf(tokens.get(0)), date, shown, zone);
  }

  private static IssuedToken withDate(String id, String date, String shown, Optional<ZoneId> zone)
      throws TokenException {
    Matcher local = LOCAL.matcher(date);
    if (!local.matches()) {
      throw new TokenException(
          shown + " is not a date; write it as 2025-11-21T10:56:39Z or '2025-11-21 11:56:39 CET'");
    }
    LocalDateTime time = time(shown, local.group(1) + " " + local.group(2));
    String abbreviation = local.group(3) == null ? "" : local.group(3).strip();
    Optional<ZoneOffset> offset = ZoneAbbreviations.offset(abbreviation);
    boolean exact = abbreviation.matches("Z|UTC|.*[+-]\\d.*");
    if (zone.isPresent() && !(exact && offset.isPresent())) {
      return new IssuedToken(id, inZone(shown, time, zone.get(), offset), "");
    }
    if (offset.isPresent()) {
      boolean plain = offset.get().equals(ZoneOffset.UTC) || abbreviation.matches(".*\\d.*");
      return new IssuedToken(
          id,
          time.toInstant(offset.get()),
          plain ? "" : abbreviation + " is taken as UTC" + offset.get());
    }
    if (abbreviation.isEmpty()) {
      throw new TokenException(
          shown + " has no time zone; add --zone=ZONE, e.g. --zone=Europe/Brussels");
    }
    List<String> candidates = ZoneAbbreviations.candidates(abbreviation, time);
    throw new TokenException(
        "the time zone "
            + (abbreviation.matches("[A-Za-z]{1,6}") ? "'" + abbreviation + "' " : "")
            + "can mean more than one; add --zone=ZONE"
            + (candidates.isEmpty()
                ? ", e.g. --zone=Europe/Brussels"
                : candidates.stream().collect(Collectors.joining(", ", ", e.g. one of ", ""))));
  }

  private static LocalDateTime time(String shown, String text) throws TokenException {
    try {
      return LocalDateTime.parse(text, LOCAL_TIME);
    } catch (DateTimeException e) {
      throw new TokenException(shown + " is a date that does not exist");
    }
  }

  /**
   * In the hour that a clock shows twice, the reading that the abbreviation names; without one the
   * earlier: better to warn too early than too late.
   */
  private static Instant inZone(
      String shown, LocalDateTime time, ZoneId zone, Optional<ZoneOffset> named)
      throws TokenException {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
    if (offsets.isEmpty()) {
      throw new TokenException(
          shown + " does not exist in " + zone + ", where clocks skip that hour");
    }
    return OffsetDateTime.of(time, named.filter(offsets::contains).orElse(offsets.get(0)))
        .toInstant();
  }

  private static List<String> matches(Pattern pattern, List<String> lines) {
    return lines.stream()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .toList();
  }
}
