package io.github.scimexporter.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and durations in words. */
final class Words {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private Words() {}

  /** The two largest units that say something: {@code 364 days 3 hours}, {@code 41 seconds}. */
  static String duration(Duration duration) {
    if (duration.isNegative()) {
      return "-" + duration(duration.negated());
    }
    if (duration.toDays() > 0) {
      return two(duration.toDays(), "day", duration.toHoursPart(), "hour");
    }
    if (duration.toHours() > 0) {
      return two(duration.toHours(), "hour", duration.toMinutesPart(), "minute");
    }
    if (duration.toMinutes() > 0) {
      return two(duration.toMinutes(), "minute", duration.toSecondsPart(), "second");
    }
    return count(duration.toSeconds(), "second");
  }

  /** {@code 2025-11-21 10:56:39 UTC}. */
  static String utc(Instant time) {
    return LOCAL.format(time.atOffset(ZoneOffset.UTC)) + " UTC";
  }

  /** {@code 2025-11-21 11:56:39 Europe/Brussels}. */
  static String in(ZoneId zone, Instant time) {
    return LOCAL.format(time.atZone(zone)) + " " + zone;
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    return count(large, largeUnit) + (small == 0 ? "" : " " + count(small, smallUnit));
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
