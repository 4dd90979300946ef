package io.github.scimexporter.status;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Says when something was, as short as it can be understood.
 *
 * @param now the moment at which it is said
 * @param zone the zone of whoever reads it
 */
public record Times(Instant now, ZoneId zone) {
  private static final DateTimeFormatter TIME = formatter("HH:mm");
  private static final DateTimeFormatter DAY = formatter("EEE d MMM");
  private static final DateTimeFormatter DAY_OF_A_YEAR = formatter("EEE d MMM yyyy");

  private static DateTimeFormatter formatter(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  /** {@code 11:56}, {@code Tue 24 Nov 11:56} of another day. */
  public String point(Instant time) {
    return isToday(time) ? clock(time) : day(time) + " " + clock(time);
  }

  /** {@code at 11:56}, {@code on Tue 24 Nov at 11:56} of another day. */
  String at(Instant time) {
    return (isToday(time) ? "at " : "on " + day(time) + " at ") + clock(time);
  }

  /** {@code 12 minutes ago}. */
  public String ago(Instant time) {
    return now.isAfter(time) ? Words.until(Duration.between(now, time)) : "just now";
  }

  /** {@code in 6 days}, from now. */
  String ahead(Instant time) {
    return Words.until(Duration.between(now, time));
  }

  private boolean isToday(Instant time) {
    return local(time).toLocalDate().equals(local(now).toLocalDate());
  }

  private String clock(Instant time) {
    return TIME.format(local(time));
  }

  private String day(Instant time) {
    boolean thisYear = local(time).getYear() == local(now).getYear();
    return (thisYear ? DAY : DAY_OF_A_YEAR).format(local(time));
  }

  private ZonedDateTime local(Instant time) {
    return time.atZone(zone);
  }
}
