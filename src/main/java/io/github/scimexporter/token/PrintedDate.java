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
 * A date as Spotfire's tool prints it or as a person writes it, in whole seconds.
 *
 * @param time the moment that it means
 * @param note what was assumed in reading it, or empty
 */
public record PrintedDate(Instant time, String note) {
  private static final Pattern LOCAL =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})[ T](\\d{2}:\\d{2}:\\d{2})(?:\\.\\d+)?(?: ?([^ ].*))?");
  private static final DateTimeFormatter LOCAL_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

  /**
   * Reads a date.
   *
   * @param shown what it is called in messages
   * @param zone the zone of a date that gives no offset of its own, such as Z, UTC or +01:00
   * @throws TokenException if it is none, or if it may mean more than one moment
   */
  public static PrintedDate read(String shown, String date, Optional<ZoneId> zone)
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
      Instant inZone = inZone(shown, time, zone.get(), offset);
      String note =
          offset
              .filter(named -> !inZone.equals(time.toInstant(named)))
              .map(
                  named ->
                      "--zone=%s was followed, although it does not fit %s"
                          .formatted(zone.get(), abbreviation))
              .orElse("");
      return new PrintedDate(inZone, note);
    }
    if (offset.isPresent()) {
      boolean plain = offset.get().equals(ZoneOffset.UTC) || abbreviation.matches(".*\\d.*");
      String note =
          abbreviation
              + " is taken as UTC"
              + offset.get()
              + ZoneAbbreviations.odd(abbreviation, time);
      return new PrintedDate(time.toInstant(offset.get()), plain ? "" : note);
    }
    if (abbreviation.isEmpty()) {
      throw new TokenException(
          shown + " has no time zone; add --zone=ZONE, e.g. --zone=Europe/Brussels");
    }
    throw new TokenException(ambiguous(abbreviation, time));
  }

  private static String ambiguous(String abbreviation, LocalDateTime time) {
    List<String> candidates = ZoneAbbreviations.candidates(abbreviation, time);
    return "the time zone "
        + (abbreviation.matches("[A-Za-z]{1,6}") ? "'" + abbreviation + "' " : "")
        + "can mean more than one; add --zone=ZONE"
        + (candidates.isEmpty()
            ? ", e.g. --zone=Europe/Brussels"
            : candidates.stream().collect(Collectors.joining(", ", ", e.g. one of ", "")));
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
}
