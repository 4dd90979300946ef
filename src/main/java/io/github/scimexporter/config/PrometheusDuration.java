package io.github.scimexporter.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Prometheus writes them: {@code 40m}, {@code 1h30m}, {@code 30d}. */
public final class PrometheusDuration {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?:(?<y>\\d{1,4})y)?(?:(?<w>\\d{1,6})w)?(?:(?<d>\\d{1,6})d)?(?:(?<h>\\d{1,9})h)?"
              + "(?:(?<m>\\d{1,9})m)?(?:(?<s>\\d{1,9})s)?(?:(?<ms>\\d{1,9})ms)?");

  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private PrometheusDuration() {}

  /**
   * Reads a duration.
   *
   * @throws IllegalArgumentException if the text is not one
   */
  public static Duration parse(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    Matcher matcher = SHAPE.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a duration; write it as in Prometheus, e.g. 40m, 1h30m or 30d");
    }
    Duration duration =
        Duration.ofDays(365 * part(matcher, "y") + 7 * part(matcher, "w") + part(matcher, "d"))
            .plusHours(part(matcher, "h"))
            .plusMinutes(part(matcher, "m"))
            .plusSeconds(part(matcher, "s"))
            .plusMillis(part(matcher, "ms"));
    if (duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is longer than 292y, the longest duration of Prometheus");
    }
    return duration;
  }

  /** Writes a duration so that {@link #parse} reads the same: {@code 1d}, {@code 1h30m}. */
  public static String format(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    append(text, duration.toDaysPart(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    return text.toString();
  }

  private static void append(StringBuilder text, long value, String unit) {
    if (value != 0) {
      text.append(value).append(unit);
    }
  }

  private static long part(Matcher matcher, String group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
