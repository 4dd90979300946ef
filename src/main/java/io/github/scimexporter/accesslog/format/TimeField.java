package io.github.scimexporter.accesslog.format;

import java.util.Set;

/** What a part of a time says. */
enum TimeField {
  /** Seconds since 1970. */
  EPOCH_SECOND,
  /** Milliseconds since 1970. */
  EPOCH_MILLI,
  /** Days since 1970. */
  EPOCH_DAY,
  SECOND_OF_DAY,
  YEAR,
  /** The last two digits of a year of this century. */
  YEAR_OF_CENTURY,
  /** The year that most days of the week are in; another than the year's around New Year. */
  WEEK_YEAR,
  MONTH,
  DAY,
  DAY_OF_YEAR,
  /** 0 to 23. */
  HOUR,
  /** 0 to 11. */
  HALF_HOUR,
  /** 0 before noon, 1 after. */
  HALF,
  MINUTE,
  SECOND,
  MILLI,
  /** Seconds east of Greenwich. */
  OFFSET;

  /** Whether these fields say a date and a time of at least a minute's precision. */
  static boolean areWhole(Set<TimeField> fields) {
    if (fields.contains(EPOCH_SECOND) || fields.contains(EPOCH_MILLI)) {
      return true;
    }
    boolean year =
        fields.contains(YEAR) || fields.contains(YEAR_OF_CENTURY) || fields.contains(WEEK_YEAR);
    boolean dayOfYear =
        (fields.contains(MONTH) && fields.contains(DAY)) || fields.contains(DAY_OF_YEAR);
    boolean hour = fields.contains(HOUR) || (fields.contains(HALF_HOUR) && fields.contains(HALF));
    return (fields.contains(EPOCH_DAY) || (year && dayOfYear))
        && (fields.contains(SECOND_OF_DAY) || (hour && fields.contains(MINUTE)));
  }
}
