package io.github.scimexporter.accesslog.format;

import java.util.List;

/** The times that Tomcat's {@code AccessLogValve} writes. */
final class TomcatTimes {
  private TomcatTimes() {}

  /**
   * The parts of {@code %{name}t}.
   *
   * @throws FormatException if the name is neither a word of Tomcat's nor a SimpleDateFormat
   */
  static List<Part> parts(String name, FormatOptions options) throws FormatException {
    boolean begin = name.equals("begin") || name.startsWith("begin:");
    boolean end = name.equals("end") || name.startsWith("end:");
    String format = begin || end ? name.replaceFirst("^(begin|end):?", "") : name;
    return switch (format) {
      case "" -> List.of(clf(begin));
      case "sec" -> List.of(epoch(begin, TimeField.EPOCH_SECOND));
      case "msec" -> List.of(epoch(begin, TimeField.EPOCH_MILLI));
      case "msec_frac" ->
          List.of(
              new Part(
                  Shapes.digits(3, 3), new Meaning.Time(begin, TimeField.MILLI, Bytes::number)));
      default -> DateText.parts(format, begin, options);
    };
  }

  /** {@code %t}. */
  static Part clf(boolean begin) {
    Meaning.TimeReader seconds =
        (bytes, from, to) -> Math.floorDiv(Timestamps.clf(bytes, from, to), 1000L);
    return new Part(Shapes.CLF, new Meaning.Time(begin, TimeField.EPOCH_SECOND, seconds));
  }

  private static Part epoch(boolean begin, TimeField field) {
    return new Part(Shapes.digits(1, 15), new Meaning.Time(begin, field, Bytes::number));
  }
}
