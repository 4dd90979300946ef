package io.github.scimexporter.accesslog.format;

import java.text.DateFormatSymbols;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/** Zones as {@code SimpleDateFormat} writes them for {@code z}; they mean offsets in seconds. */
final class ZoneNames {
  /** Read only once a log needs it: it takes a while. */
  private static final class EveryZone {
    private static final Names NAMES = everyZone();
  }

  private ZoneNames() {}

  /** The names of that zone's winter and summer time, in English and in that language. */
  static Names of(ZoneId zone, Locale locale) {
    Map<String, Integer> names = new HashMap<>();
    TimeZone timeZone = TimeZone.getTimeZone(zone);
    for (Locale language : new Locale[] {Locale.ENGLISH, locale}) {
      for (int style : new int[] {TimeZone.SHORT, TimeZone.LONG}) {
        Names.put(names, timeZone.getDisplayName(false, style, language), winter(timeZone));
        if (timeZone.getDSTSavings() != 0) {
          Names.put(names, timeZone.getDisplayName(true, style, language), summer(timeZone));
        }
      }
    }
    names.putIfAbsent("UTC", 0);
    names.putIfAbsent("GMT", 0);
    return Names.of(names);
  }

  /** English names that mean the same in every zone. */
  static Names ofEveryZone() {
    return EveryZone.NAMES;
  }

  private static Names everyZone() {
    Map<String, Integer> names = new HashMap<>();
    for (String[] row : DateFormatSymbols.getInstance(Locale.ENGLISH).getZoneStrings()) {
      TimeZone zone = TimeZone.getTimeZone(row[0]);
      Names.put(names, row[1], winter(zone));
      Names.put(names, row[2], winter(zone));
      if (zone.getDSTSavings() != 0) {
        Names.put(names, row[3], summer(zone));
        Names.put(names, row[4], summer(zone));
      }
    }
    return Names.of(names);
  }

  private static int winter(TimeZone zone) {
    return zone.getRawOffset() / 1000;
  }

  private static int summer(TimeZone zone) {
    return (zone.getRawOffset() + zone.getDSTSavings()) / 1000;
  }
}
