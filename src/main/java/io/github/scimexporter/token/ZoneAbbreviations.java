package io.github.scimexporter.token;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The short zone names that Java prints. Only those that mean one offset everywhere are read as
 * such: a CET is one hour ahead of UTC in July, too, since Java prints CEST where summer time is
 * kept.
 */
final class ZoneAbbreviations {
  private static final Map<String, ZoneOffset> SAFE =
      Map.ofEntries(
          Map.entry("Z", ZoneOffset.UTC),
          Map.entry("UTC", ZoneOffset.UTC),
          Map.entry("GMT", ZoneOffset.UTC),
          Map.entry("WET", ZoneOffset.UTC),
          Map.entry("WEZ", ZoneOffset.UTC),
          Map.entry("WEST", ZoneOffset.ofHours(1)),
          Map.entry("WESZ", ZoneOffset.ofHours(1)),
          Map.entry("CET", ZoneOffset.ofHours(1)),
          Map.entry("MEZ", ZoneOffset.ofHours(1)),
          Map.entry("CEST", ZoneOffset.ofHours(2)),
          Map.entry("MESZ", ZoneOffset.ofHours(2)),
          Map.entry("EET", ZoneOffset.ofHours(2)),
          Map.entry("OEZ", ZoneOffset.ofHours(2)),
          Map.entry("EEST", ZoneOffset.ofHours(3)),
          Map.entry("OESZ", ZoneOffset.ofHours(3)),
          Map.entry("JST", ZoneOffset.ofHours(9)));

  private ZoneAbbreviations() {}

  /** The offset that the abbreviation, or an offset such as GMT+01:00 or +0100, safely means. */
  static Optional<ZoneOffset> offset(String abbreviation) {
    ZoneOffset safe = SAFE.get(abbreviation);
    if (safe != null) {
      return Optional.of(safe);
    }
    String number = abbreviation.replaceFirst("^(GMT|UTC)(?=[+-])", "");
    try {
      return number.matches("[+-].*") ? Optional.of(ZoneOffset.of(number)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** One zone for each offset at which clocks show that abbreviation then, for a message. */
  static List<String> candidates(String abbreviation, LocalDateTime time) {
    DateTimeFormatter shortName = DateTimeFormatter.ofPattern("z", Locale.ENGLISH);
    Instant about = time.toInstant(ZoneOffset.UTC);
    Map<ZoneOffset, String> byOffset = new TreeMap<>();
    ZoneId.getAvailableZoneIds().stream()
        .filter(id -> id.matches("(America|Asia|Europe|Africa|Australia|Pacific)/[A-Za-z_]+"))
        .filter(id -> shortName.format(about.atZone(ZoneId.of(id))).equals(abbreviation))
        .sorted()
        .forEach(id -> byOffset.putIfAbsent(ZoneId.of(id).getRules().getOffset(about), id));
    return List.copyOf(byOffset.values());
  }
}
