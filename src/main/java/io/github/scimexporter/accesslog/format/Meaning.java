package io.github.scimexporter.accesslog.format;

/** What a part of a line tells. */
sealed interface Meaning {
  /** What is taken as it stands. */
  enum Plain implements Meaning {
    NOTHING,
    STATUS,
    /** {@code METHOD TARGET PROTOCOL}. */
    REQUEST,
    METHOD,
    PATH,
    QUERY,
    /** {@code PATH?QUERY}. */
    TARGET,
    /** The header of that name: the first address is the client's, as proxies tell it. */
    FORWARDED,
    /** The address that the connection came from. */
    PEER,
    HOST,
    ADDRESS,
    USER;

    /** Whether {@code ExtendedAccessLogValve} wraps it in quotes. */
    boolean mayBeQuoted() {
      return this == USER || this == FORWARDED;
    }
  }

  /** How long the answer took, the finest first. */
  enum Duration implements Meaning {
    NANOS(1),
    MICROS(1_000),
    MILLIS(1_000_000),
    /** Seconds of which at least some are written with decimals. */
    DECIMAL_SECONDS(1_000_000_000),
    SECONDS(1_000_000_000),
    /** How long it took until the answer began, in ms. */
    MILLIS_TO_COMMIT(1_000_000);

    private final long nanos;

    Duration(long nanos) {
      this.nanos = nanos;
    }

    /**
     * The microseconds that digits with or without decimals are, or {@link LogLine#NO_DURATION}.
     */
    long micros(byte[] bytes, int from, int to) {
      int point = Bytes.indexOrEnd(bytes, from, to, '.');
      long whole = Bytes.number(bytes, from, point);
      if (whole < 0 || whole > Long.MAX_VALUE / 2 / nanos) {
        return LogLine.NO_DURATION;
      }
      long unit = nanos;
      long fraction = 0;
      for (int i = point + 1; i < to && Bytes.isDigit(bytes[i]); i++) {
        unit /= 10;
        fraction += unit * (bytes[i] - '0');
      }
      return (whole * nanos + fraction) / 1_000;
    }
  }

  /**
   * A part of the line's time.
   *
   * @param begin whether it is that of the request's beginning, not of its end
   * @param field which part
   * @param reader reads it
   */
  record Time(boolean begin, TimeField field, TimeReader reader) implements Meaning {}

  /** Reads a part of a time. */
  @FunctionalInterface
  interface TimeReader {
    /** What the bytes say, or {@link Timestamps#NONE}. */
    long read(byte[] bytes, int from, int to);
  }
}
