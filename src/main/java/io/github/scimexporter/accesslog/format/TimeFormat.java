package io.github.scimexporter.accesslog.format;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.IsoEra;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalField;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the text of a time as it is described in the configuration. */
final class TimeFormat {
  private static final String RIGHT =
      "write e.g. \"yyyy-MM-dd HH:mm:ss,SSS\", or one of ISO8601, UNIX, UNIX_MILLIS";

  /** A moment by which it is seen what a pattern tells: no two parts of it are the same number. */
  private static final ZonedDateTime SAMPLE =
      ZonedDateTime.of(2026, 11, 24, 20, 59, 38, 0, ZoneOffset.UTC);

  /** What a time needs, and the letters for it; the order is that of the message. */
  private static final Map<ChronoField, String> PARTS =
      Map.of(
          ChronoField.YEAR, "year (yyyy)",
          ChronoField.MONTH_OF_YEAR, "month (MM or MMM)",
          ChronoField.DAY_OF_MONTH, "day (dd)",
          ChronoField.HOUR_OF_DAY, "hour (HH)",
          ChronoField.MINUTE_OF_HOUR, "minute (mm)",
          ChronoField.SECOND_OF_MINUTE, "second (ss)");

  /** Digits before the decimal point that a moment may have: 18 would not fit in ms. */
  private static final Pattern UNIX_SECONDS = Pattern.compile("(\\d{1,14})(?:\\.(\\d{1,9}))?");

  private static final Pattern UNIX_MILLIS = Pattern.compile("\\d{1,17}");

  @FunctionalInterface
  private interface Reader {
    boolean read(String text, LocalClock clock, LogLine line);
  }

  private final Reader reader;

  private TimeFormat(Reader reader) {
    this.reader = reader;
  }

  /**
   * Makes a reader of times.
   *
   * @param written {@code ISO8601}, {@code UNIX} (seconds, perhaps with decimals), {@code
   *     UNIX_MILLIS}, or a pattern of {@link DateTimeFormatter}
   * @param locale the language of names, where it is not English
   * @throws FormatException if the text is none of them, or leaves out a part of the time
   */
  static TimeFormat of(String written, Optional<Locale> locale) throws FormatException {
    return switch (written) {
      case "UNIX" -> new TimeFormat((text, clock, line) -> readSeconds(text, line));
      case "UNIX_MILLIS" -> new TimeFormat((text, clock, line) -> readMillis(text, line));
      case "ISO8601" -> {
        DateTimeFormatter iso = iso8601();
        yield new TimeFormat((text, clock, line) -> readText(iso, text, clock, line));
      }
      default -> {
        List<DateTimeFormatter> languages = languages(written, locale);
        yield new TimeFormat(
            (text, clock, line) ->
                languages.stream().anyMatch(language -> readText(language, text, clock, line)));
      }
    };
  }

  /**
   * Reads a time and enters it into a line.
   *
   * @param clock tells which moment a time without offset is
   * @return whether the text was a time
   */
  boolean read(String text, LocalClock clock, LogLine line) {
    return reader.read(text, clock, line);
  }

  private static boolean readSeconds(String text, LogLine line) {
    Matcher parts = UNIX_SECONDS.matcher(text);
    if (!parts.matches()) {
      return false;
    }
    String decimals = Optional.ofNullable(parts.group(2)).orElse("") + "000";
    line.setTimeMillis(
        Long.parseLong(String.valueOf(parts.group(1))) * 1000
            + Long.parseLong(decimals.substring(0, 3)));
    return true;
  }

  private static boolean readMillis(String text, LogLine line) {
    if (!UNIX_MILLIS.matcher(text).matches()) {
      return false;
    }
    line.setTimeMillis(Long.parseLong(text));
    return true;
  }

  private static boolean readText(
      DateTimeFormatter formatter, String text, LocalClock clock, LogLine line) {
    TemporalAccessor time;
    try {
      time = formatter.parse(text);
    } catch (DateTimeParseException e) {
      // The line is counted as one that does not fit.
      return false;
    }
    LocalDate day = time.query(TemporalQueries.localDate());
    LocalTime timeOfDay = time.query(TemporalQueries.localTime());
    if (day == null || timeOfDay == null) {
      return false;
    }
    LocalDateTime local = day.atTime(timeOfDay);
    long localSecond = local.toEpochSecond(ZoneOffset.UTC);
    long milli = local.get(ChronoField.MILLI_OF_SECOND);
    ZoneId zone = time.query(TemporalQueries.zone());
    if (zone == null) {
      clock.set(line, localSecond, milli);
    } else {
      new LocalClock(zone).set(line, localSecond, milli);
    }
    return true;
  }

  /** {@code 2026-11-24T20:59:38}, with T or a blank, with or without decimals and offset. */
  private static DateTimeFormatter iso8601() {
    return new DateTimeFormatterBuilder()
        .appendPattern("uuuu-MM-dd['T'][' ']HH:mm:ss")
        .optionalStart()
        .appendLiteral('.')
        .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, false)
        .optionalEnd()
        .optionalStart()
        .appendLiteral(',')
        .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, false)
        .optionalEnd()
        .appendPattern("[XXX][XX][X]")
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private static List<DateTimeFormatter> languages(String pattern, Optional<Locale> locale)
      throws FormatException {
    try {
      List<DateTimeFormatter> languages =
          Stream.concat(Stream.of(Locale.ENGLISH), locale.stream())
              .distinct()
              .map(language -> formatter(pattern, language))
              .toList();
      refuseIncomplete(pattern, languages.get(0));
      return languages;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new FormatException(
          "time_format: '"
              + pattern
              + "' is no pattern of Java's DateTimeFormatter ("
              + e.getMessage()
              + "); "
              + RIGHT);
    }
  }

  private static DateTimeFormatter formatter(String pattern, Locale language) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        // In yyyy the years are counted within an era, which nobody writes.
        .parseDefaulting(ChronoField.ERA, IsoEra.CE.getValue())
        .toFormatter(language)
        // Otherwise 31 November would be read as the 30th.
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** Writes the sample and reads it back: a part that is not the same was not written. */
  private static void refuseIncomplete(String pattern, DateTimeFormatter formatter)
      throws FormatException {
    TemporalAccessor back = formatter.parse(formatter.format(SAMPLE));
    for (Map.Entry<ChronoField, String> part : new TreeMap<>(PARTS).descendingMap().entrySet()) {
      if (!tellsSame(back, part.getKey())) {
        throw new FormatException(
            "time_format: '" + pattern + "' does not tell the " + part.getValue() + "; " + RIGHT);
      }
    }
  }

  private static boolean tellsSame(TemporalAccessor back, TemporalField part) {
    return back.isSupported(part) && back.getLong(part) == SAMPLE.getLong(part);
  }
}
