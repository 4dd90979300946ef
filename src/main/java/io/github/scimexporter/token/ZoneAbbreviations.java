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
import java.util.stream.Stream;

/**
 * The short zone names that Java prints. Only those that mean one offset everywhere are read as
 * such: a CET is one hour ahead of UTC in July, too, since Java prints CEST where summer time is
 * kept.
 */
final class ZoneAbbreviations {
  /**
   * What an abbreviation means.
   *
   * @param offset its offset, everywhere
   * @param zone where clocks show it at one time of the year, and another one at the other
   * @param language the one in which it is the abbreviation
   */
  private record Meaning(ZoneOffset offset, ZoneId zone, Locale language) {
    private static Meaning of(int hours, String zone, Locale language) {
      return new Meaning(ZoneOffset.ofHours(hours), ZoneId.of(zone), language);
    }
  }

  // Not EET and its German OEZ: in Amman, Damascus and Istanbul, which are at UTC+03:00 all the
  // year, Java 17 prints these, too.
  private static final Map<String, Meaning> SAFE =
      Map.ofEntries(
          Map.entry("Z", Meaning.of(0, "UTC", Locale.ENGLISH)),
          Map.entry("UTC", Meaning.of(0, "UTC", Locale.ENGLISH)),
          Map.entry("GMT", Meaning.of(0, "UTC", Locale.ENGLISH)),
          Map.entry("WET", Meaning.of(0, "Europe/Lisbon", Locale.ENGLISH)),
          Map.entry("WEZ", Meaning.of(0, "Europe/Lisbon", Locale.GERMAN)),
          Map.entry("WEST", Meaning.of(1, "Europe/Lisbon", Locale.ENGLISH)),
          Map.entry("WESZ", Meaning.of(1, "Europe/Lisbon", Locale.GERMAN)),
          Map.entry("CET", Meaning.of(1, "Europe/Brussels", Locale.ENGLISH)),
          Map.entry("MEZ", Meaning.of(1, "Europe/Brussels", Locale.GERMAN)),
          Map.entry("CEST", Meaning.of(2, "Europe/Brussels", Locale.ENGLISH)),
          Map.entry("MESZ", Meaning.of(2, "Europe/Brussels", Locale.GERMAN)),
          Map.entry("EEST", Meaning.of(3, "Europe/Athens", Locale.ENGLISH)),
          Map.entry("OESZ", Meaning.of(3, "Europe/Athens", Locale.GERMAN)),
          Map.entry("JST", Meaning.of(9, "Asia/Tokyo", Locale.ENGLISH)));

  private ZoneAbbreviations() {}

  /** The offset that the abbreviation, or an offset such as GMT+01:00 or +0100, safely means. */
  static Optional<ZoneOffset> offset(String abbreviation) {
    Meaning safe = SAFE.get(abbreviation);
    if (safe != null) {
      return Optional.of(safe.offset());
    }
    String number = abbreviation.replaceFirst("^(GMT|UTC)(?=[+-])", "");
    try {
      return number.matches("[+-].*") ? Optional.of(ZoneOffset.of(number)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Why a safe abbreviation is taken at its word at a time of the year when clocks show another
   * one, as CET in July; empty when they show it.
   */
  static String odd(String abbreviation, LocalDateTime time) {
    Meaning safe = SAFE.get(abbreviation);
    if (safe == null || safe.zone().getRules().getValidOffsets(time).contains(safe.offset())) {
      return "";
    }
    String shown =
        DateTimeFormatter.ofPattern("z", safe.language()).format(time.atZone(safe.zone()));
    return " although clocks in "
        + safe.zone()
        + " show "
        + shown
        + " then, because Java prints "
        + shown
        + " where it means that";
  }

  /** One zone for each offset at which clocks show that abbreviation then, for a message. */
  static List<String> candidates(String abbreviation, LocalDateTime time) {
    List<DateTimeFormatter> shortNames =
        Stream.of(Locale.ENGLISH, Locale.GERMAN)
            .map(language -> DateTimeFormatter.ofPattern("z", language))
            .toList();
    Instant about = time.toInstant(ZoneOffset.UTC);
    Map<ZoneOffset, String> byOffset = new TreeMap<>();
    ZoneId.getAvailableZoneIds().stream()
        .filter(id -> id.matches("(America|Asia|Europe|Africa|Australia|Pacific)/[A-Za-z_]+"))
        .filter(
            id ->
                shortNames.stream()
                    .anyMatch(
                        name -> name.format(about.atZone(ZoneId.of(id))).equals(abbreviation)))
        .sorted()
        .forEach(id -> byOffset.putIfAbsent(ZoneId.of(id).getRules().getOffset(about), id));
    return List.copyOf(byOffset.values());
  }
}
