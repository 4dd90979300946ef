package io.github.scimexporter.accesslog.format;

/** What Tomcat writes that can end in one place only. */
final class Shapes {
  /** A three-digit status. */
  static final Shape.Single STATUS =
      (bytes, from, to) ->
          to - from >= 3 && Bytes.status(bytes, from, from + 3) >= 0 ? from + 3 : -1;

  /** {@code [21/Nov/2025:11:56:39 +0100]}. */
  static final Shape.Single CLF =
      (bytes, from, to) ->
          Timestamps.clf(bytes, from, to) == Timestamps.NONE ? -1 : from + Timestamps.CLF_LENGTH;

  /** Digits, perhaps with a sign; or a dash. */
  static final Shape.Single NUMBER =
      (bytes, from, to) -> {
        int digits = from < to && bytes[from] == '-' ? from + 1 : from;
        int end = Bytes.digitsEnd(bytes, digits, to, Integer.MAX_VALUE);
        return end > from ? end : -1;
      };

  /**
   * Digits, perhaps with decimals; a dash; or the {@code ???} that Tomcat writes for what it does
   * not know.
   */
  static final Shape.Single DURATION =
      (bytes, from, to) -> {
        if (to - from >= 3 && Bytes.isText(bytes, from, from + 3, "???")) {
          return from + 3;
        }
        int end = NUMBER.end(bytes, from, to);
        boolean decimals =
            end > from
                && end + 1 < to
                && bytes[end] == '.'
                && Bytes.isDigit(bytes[end - 1])
                && Bytes.isDigit(bytes[end + 1]);
        return decimals ? Bytes.digitsEnd(bytes, end + 1, to, Integer.MAX_VALUE) : end;
      };

  /** One byte. */
  static final Shape.Single ANY_BYTE = (bytes, from, to) -> from < to ? from + 1 : -1;

  /** {@code +0100}. */
  static final Shape.Single OFFSET =
      (bytes, from, to) ->
          Timestamps.offsetSeconds(bytes, from, to) == Integer.MIN_VALUE ? -1 : from + 5;

  private Shapes() {}

  /** From {@code min} to {@code max} digits. */
  static Shape.Single digits(int min, int max) {
    return (bytes, from, to) -> {
      int end = Bytes.digitsEnd(bytes, from, to, max);
      return end - from >= min ? end : -1;
    };
  }

  /** {@code Z}, {@code +01}, {@code +0100} or {@code +01:00}: X, XX and XXX of SimpleDateFormat. */
  static Shape.Single isoOffset(int letters) {
    int length = letters == 1 ? 3 : letters == 2 ? 5 : 6;
    return (bytes, from, to) -> {
      if (from < to && bytes[from] == 'Z') {
        return from + 1;
      }
      boolean fits =
          to - from >= length && isoOffsetSeconds(bytes, from, from + length) != Timestamps.NONE;
      return fits ? from + length : -1;
    };
  }

  /** The seconds that an ISO 8601 offset is, or {@link Timestamps#NONE}. */
  static long isoOffsetSeconds(byte[] bytes, int from, int to) {
    if (Bytes.isText(bytes, from, to, "Z")) {
      return 0;
    }
    int minutesAt = to - from == 6 ? from + 4 : from + 3;
    int hours = Bytes.digits(bytes, from + 1, to, 2);
    int minutes = to - from == 3 ? 0 : Bytes.digits(bytes, minutesAt, to, 2);
    boolean colon = to - from != 6 || bytes[from + 3] == ':';
    int sign = bytes[from] == '+' ? 1 : bytes[from] == '-' ? -1 : 0;
    boolean valid = colon && sign != 0 && hours >= 0 && hours <= 18 && minutes >= 0 && minutes < 60;
    return valid ? sign * (hours * 3600L + minutes * 60L) : Timestamps.NONE;
  }
}
