package io.github.scimexporter.accesslog.format;

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

  /** The bit that stands for it in a set of fields. */
  @SuppressWarnings("EnumOrdinal") // Forgotten with the program.
  int bit() {
    return 1 << ordinal();
  }

  /**
   * Whether these fields say a date and a time of at least a minute's precision.
   *
   * @param fields their bits
   */
  static boolean areWhole(int fields) {
    if (any(fields, EPOCH_SECOND.bit() | EPOCH_MILLI.bit())) {
      return true;
    }
    boolean year = any(fields, YEAR.bit() | YEAR_OF_CENTURY.bit() | WEEK_YEAR.bit());
    boolean dayOfYear = all(fields, MONTH.bit() | DAY.bit()) || any(fields, DAY_OF_YEAR.bit());
    boolean hour = any(fields, HOUR.bit()) || all(fields, HALF_HOUR.bit() | HALF.bit());
    return (any(fields, EPOCH_DAY.bit()) || (year && dayOfYear))
        && (any(fields, SECOND_OF_DAY.bit()) || (hour && any(fields, MINUTE.bit())));
  }

  private static boolean any(int fields, int bits) {
    return (fields & bits) != 0;
  }

  private static boolean all(int fields, int bits) {
    return (fields & bits) == bits;
  }
}
