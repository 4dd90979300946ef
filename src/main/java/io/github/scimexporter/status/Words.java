package io.github.scimexporter.status;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and durations in words. */
public final class Words {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private Words() {}

  /** The two largest units that say something: {@code 364 days 3 hours}, {@code 41 seconds}. */
  public static String duration(Duration duration) {
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

  /**
   * When something is in one unit, the largest of which there are two: {@code in 47 hours}, {@code
   * 364 days ago}.
   */
  public static String until(Duration time) {
    Duration length = time.abs();
    String words;
    if (length.toDays() > 1) {
      words = count(length.toDays(), "day");
    } else if (length.toHours() > 1) {
      words = count(length.toHours(), "hour");
    } else if (length.toMinutes() > 1) {
      words = count(length.toMinutes(), "minute");
    } else {
      words = count(length.toSeconds(), "second");
    }
    return time.isNegative() ? words + " ago" : "in " + words;
  }

  /** {@code 2025-11-21 10:56:39 UTC}. */
  public static String utc(Instant time) {
    return LOCAL.format(time.atOffset(ZoneOffset.UTC)) + " UTC";
  }

  /** {@code 2025-11-21 11:56:39 Europe/Brussels}. */
  public static String in(ZoneId zone, Instant time) {
    return LOCAL.format(time.atZone(zone)) + " " + zone;
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    return count(large, largeUnit) + (small == 0 ? "" : " " + count(small, smallUnit));
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
