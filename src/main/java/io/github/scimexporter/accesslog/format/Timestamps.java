package io.github.scimexporter.accesslog.format;

/**
 * Reads the times of access logs. Months are English whatever the machine's locale: Tomcat fixes
 * {@code %t} to en_US.
 */
final class Timestamps {
  /** The length of {@code [21/Nov/2025:11:56:39 +0100]}. */
  static final int CLF_LENGTH = 28;

  /** The length of {@code [06/Feb/2009:12:14:14.655]}. */
  static final int HTTPLOG_LENGTH = 26;

  /** What is returned for bytes that are no time; no log line is that old. */
  static final long NONE = Long.MIN_VALUE;

  private Timestamps() {}

  /** Reads {@code [21/Nov/2025:11:56:39 +0100]}; ms since 1970, or {@link #NONE}. */
  static long clf(byte[] bytes, int from, int to) {
    if (to - from < CLF_LENGTH
        || bytes[from] != '['
        || bytes[from + 3] != '/'
        || bytes[from + 7] != '/'
        || bytes[from + 12] != ':'
        || bytes[from + 21] != ' '
        || bytes[from + 27] != ']') {
      return NONE;
    }
    long local = clfSeconds(bytes, from + 1, to);
    int offset = offsetSeconds(bytes, from + 22, to);
    return local == NONE || offset == Integer.MIN_VALUE ? NONE : (local - offset) * 1000;
  }

  /**
   * Reads {@code [06/Feb/2009:12:14:14.655]}, as HAProxy writes it; ms since 1970 on the clock of
   * its zone, or {@link #NONE}.
   */
  static long httplog(byte[] bytes, int from, int to) {
    if (to - from < HTTPLOG_LENGTH
        || bytes[from] != '['
        || bytes[from + 3] != '/'
        || bytes[from + 7] != '/'
        || bytes[from + 12] != ':'
        || bytes[from + 21] != '.'
        || bytes[from + 25] != ']') {
      return NONE;
    }
    long local = clfSeconds(bytes, from + 1, to);
    int millis = Bytes.digits(bytes, from + 22, to, 3);
    return local == NONE || millis < 0 ? NONE : local * 1000 + millis;
  }

  /** The digits and the month of {@code 21/Nov/2025:11:56:39}; s since 1970 by its own clock. */
  private static long clfSeconds(byte[] bytes, int from, int to) {
    int month = month(bytes, from + 3);
    int day = Bytes.twoDigits(bytes, from);
    int century = Bytes.twoDigits(bytes, from + 7);
    int yearOfCentury = Bytes.twoDigits(bytes, from + 9);
    int year = century < 0 || yearOfCentury < 0 ? -1 : 100 * century + yearOfCentury;
    int secondOfDay = secondOfDay(bytes, from + 12, to);
    return isDate(year, month, day) && secondOfDay >= 0
        ? epochDay(year, month, day) * 86_400L + secondOfDay
        : NONE;
  }

  /** Reads {@code 2025-11-21}; days since 1970, or {@link #NONE}. */
  static long isoDate(byte[] bytes, int from, int to) {
    if (to - from != 10 || bytes[from + 4] != '-' || bytes[from + 7] != '-') {
      return NONE;
    }
    int year = Bytes.digits(bytes, from, to, 4);
    int month = Bytes.digits(bytes, from + 5, to, 2);
    int day = Bytes.digits(bytes, from + 8, to, 2);
    return isDate(year, month, day) ? epochDay(year, month, day) : NONE;
  }

  /** Reads {@code 11:56:39}; seconds since midnight, or -1. */
  static int secondOfDay(byte[] bytes, int from, int to) {
    if (to - from < 8 || bytes[from + 2] != ':' || bytes[from + 5] != ':') {
      return -1;
    }
    int hour = Bytes.twoDigits(bytes, from);
    int minute = Bytes.twoDigits(bytes, from + 3);
    int second = Bytes.twoDigits(bytes, from + 6);
    boolean valid =
        hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60;
    return valid ? (hour * 60 + minute) * 60 + second : -1;
  }

  /** Reads {@code +0100}; seconds, or {@link Integer#MIN_VALUE}. */
  static int offsetSeconds(byte[] bytes, int from, int to) {
    if (to - from < 5) {
      return Integer.MIN_VALUE;
    }
    int hours = Bytes.twoDigits(bytes, from + 1);
    int minutes = Bytes.twoDigits(bytes, from + 3);
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int seconds = (hours * 60 + minutes) * 60;
    return switch (bytes[from]) {
      case '+' -> seconds;
      case '-' -> -seconds;
      default -> Integer.MIN_VALUE;
    };
  }

  private static int month(byte[] bytes, int from) {
    int letters =
        (bytes[from] & 0xff) << 16 | (bytes[from + 1] & 0xff) << 8 | (bytes[from + 2] & 0xff);
    return switch (letters) {
      case 'J' << 16 | 'a' << 8 | 'n' -> 1;
      case 'F' << 16 | 'e' << 8 | 'b' -> 2;
      case 'M' << 16 | 'a' << 8 | 'r' -> 3;
      case 'A' << 16 | 'p' << 8 | 'r' -> 4;
      case 'M' << 16 | 'a' << 8 | 'y' -> 5;
      case 'J' << 16 | 'u' << 8 | 'n' -> 6;
      case 'J' << 16 | 'u' << 8 | 'l' -> 7;
      case 'A' << 16 | 'u' << 8 | 'g' -> 8;
      case 'S' << 16 | 'e' << 8 | 'p' -> 9;
      case 'O' << 16 | 'c' << 8 | 't' -> 10;
      case 'N' << 16 | 'o' << 8 | 'v' -> 11;
      case 'D' << 16 | 'e' << 8 | 'c' -> 12;
      default -> -1;
    };
  }

  static boolean isDate(int year, int month, int day) {
    return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  }

  private static int daysIn(int year, int month) {
    return switch (month) {
      case 2 -> (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** Days since 1970 in the Gregorian calendar, counted from 1 March so that a leap day is last. */
  static long epochDay(int year, int month, int day) {
    long y = month <= 2 ? year - 1L : year;
    long era = Math.floorDiv(y, 400L);
    long yearOfEra = y - era * 400;
    long dayOfYear = (153L * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }
}
