package io.github.scimexporter.accesslog.format;

import java.time.LocalDate;
import java.time.temporal.WeekFields;
import java.util.Locale;

/** A line's time, put together of its parts. */
final class LineTime {
  private final LocalClock clock;
  private final WeekFields weeks;
  private final TimeParts end = new TimeParts();
  private final TimeParts begin = new TimeParts();

  LineTime(FormatOptions options) {
    clock = new LocalClock(options.zone());
    weeks = WeekFields.of(options.locale().orElse(Locale.US));
  }

  void start() {
    end.clear();
    begin.clear();
  }

  void tell(Meaning.Time time, byte[] bytes, int from, int to) {
    long value = time.reader().read(bytes, from, to);
    if (value != Timestamps.NONE) {
      (time.begin() ? begin : end).tell(time.field(), value);
    }
  }

  /**
   * Gives a line its time: that of the request's end, or else that of its beginning, or what both
   * together make.
   *
   * @return whether there is such a time
   */
  boolean finish(LogLine line) {
    if (end.areWhole()) {
      return set(line, end);
    }
    if (begin.areWhole()) {
      return set(line, begin);
    }
    end.complete(begin);
    return end.areWhole() && set(line, end);
  }

  private boolean set(LogLine line, TimeParts parts) {
    long milli = parts.get(TimeField.MILLI, 0);
    if (parts.tells(TimeField.EPOCH_MILLI)) {
      line.setTimeMillis(parts.get(TimeField.EPOCH_MILLI, 0));
      return true;
    }
    if (parts.tells(TimeField.EPOCH_SECOND)) {
      line.setTimeMillis(parts.get(TimeField.EPOCH_SECOND, 0) * 1000 + milli);
      return true;
    }
    long day =
        parts.tells(TimeField.EPOCH_DAY) ? parts.get(TimeField.EPOCH_DAY, 0) : epochDay(parts);
    long second =
        parts.tells(TimeField.SECOND_OF_DAY)
            ? parts.get(TimeField.SECOND_OF_DAY, 0)
            : secondOfDay(parts);
    if (day == Timestamps.NONE || second < 0) {
      return false;
    }
    long local = day * 86_400 + second;
    if (parts.tells(TimeField.OFFSET)) {
      line.setTimeMillis((local - parts.get(TimeField.OFFSET, 0)) * 1000 + milli);
    } else {
      clock.set(line, local, milli);
    }
    return true;
  }

  /** Days since 1970, or {@link Timestamps#NONE}. */
  private long epochDay(TimeParts parts) {
    if (parts.tells(TimeField.MONTH) && parts.tells(TimeField.DAY)) {
      int month = (int) parts.get(TimeField.MONTH, 0);
      int day = (int) parts.get(TimeField.DAY, 0);
      int year = year(parts, month, day);
      boolean valid = Timestamps.isDate(year, month, day);
      return valid ? Timestamps.epochDay(year, month, day) : Timestamps.NONE;
    }
    long dayOfYear = parts.get(TimeField.DAY_OF_YEAR, 0);
    // Of a week's year it is not known whether it is another one's; in midsummer it is not.
    int year = year(parts, 7, 1);
    int days = Timestamps.isDate(year, 2, 29) ? 366 : 365;
    boolean valid = dayOfYear >= 1 && dayOfYear <= days;
    return valid ? Timestamps.epochDay(year, 1, 1) + dayOfYear - 1 : Timestamps.NONE;
  }

  private int year(TimeParts parts, int month, int day) {
    if (parts.tells(TimeField.YEAR)) {
      return (int) parts.get(TimeField.YEAR, 0);
    }
    if (parts.tells(TimeField.YEAR_OF_CENTURY)) {
      return 2000 + (int) parts.get(TimeField.YEAR_OF_CENTURY, 0);
    }
    int weekYear = (int) parts.get(TimeField.WEEK_YEAR, 0);
    boolean nearNewYear = (month == 12 && day > 24) || (month == 1 && day < 8);
    if (nearNewYear) {
      for (int year = weekYear - 1; year <= weekYear + 1; year++) {
        if (Timestamps.isDate(year, month, day)
            && LocalDate.of(year, month, day).get(weeks.weekBasedYear()) == weekYear) {
          return year;
        }
      }
    }
    return weekYear;
  }

  /** Seconds since midnight, or -1. */
  private static long secondOfDay(TimeParts parts) {
    long half = parts.get(TimeField.HALF_HOUR, 0) + 12 * parts.get(TimeField.HALF, 0);
    long hour = parts.get(TimeField.HOUR, half);
    long minute = parts.get(TimeField.MINUTE, 0);
    long second = parts.get(TimeField.SECOND, 0);
    return hour < 24 && minute < 60 && second <= 60 ? (hour * 60 + minute) * 60 + second : -1;
  }
}
