package io.github.scimexporter.standin.tomcats;

import java.util.List;
import org.apache.catalina.valves.AccessLogValve;
import org.apache.catalina.valves.ExtendedAccessLogValve;

/**
 * One access log of a {@link LoadedTomcat}.
 *
 * @param name of the directory of its files, and of the log in the exporter's configuration
 * @param valve which of Tomcat's valves writes it
 * @param pattern the valve's pattern
 * @param rotation how its files are named
 * @param fileDateFormat the date in the file names; its finest unit is the rotation period
 * @param flushing when lines reach the file
 */
public record TomcatLog(
    String name,
    Valve valve,
    String pattern,
    Rotation rotation,
    String fileDateFormat,
    Flushing flushing) {

  /** The valves. */
  public enum Valve {
    /** {@code AccessLogValve}. */
    NCSA,
    /** {@code ExtendedAccessLogValve}, with {@code #Fields:}. */
    EXTENDED
  }

  /** How files are named. */
  public enum Rotation {
    /** Each file has its date in its name from the beginning. */
    DATED_NAMES,
    /** The file that is written has no date; it gets one when it is rotated. */
    RENAME
  }

  /** When lines reach the file. */
  public enum Flushing {
    /** After each request. */
    EACH_LINE,
    /** When the file is rotated, or when 128,000 characters wait: then in the middle of a line. */
    WHEN_FULL
  }

  /** A new file each second. */
  public static final String EACH_SECOND = "yyyy-MM-dd.HH.mm.ss";

  /** A new file each minute. */
  public static final String EACH_MINUTE = "yyyy-MM-dd.HH.mm";

  private static final String SEPARATOR = "|";

  public TomcatLog {
    if (List.of(name, pattern, fileDateFormat).stream().anyMatch(text -> text.contains("|"))) {
      throw new IllegalArgumentException("a | parts the fields of an argument");
    }
  }

  /** The glob that names its files, the compressed ones too, seen from the work directory. */
  public String glob() {
    return name + "/access*";
  }

  /** As one argument of a program. */
  String toArgument() {
    return String.join(
        SEPARATOR, name, valve.name(), pattern, rotation.name(), fileDateFormat, flushing.name());
  }

  /** Reads what {@link #toArgument()} wrote. */
  static TomcatLog ofArgument(String argument) {
    List<String> fields = List.of(argument.split("\\|", -1));
    return new TomcatLog(
        fields.get(0),
        Valve.valueOf(fields.get(1)),
        fields.get(2),
        Rotation.valueOf(fields.get(3)),
        fields.get(4),
        Flushing.valueOf(fields.get(5)));
  }

  /** Makes the real valve, which writes below a work directory. */
  AccessLogValve toValve(String work) {
    AccessLogValve made =
        switch (valve) {
          case NCSA -> new AccessLogValve();
          case EXTENDED -> new ExtendedAccessLogValve();
        };
    made.setDirectory(work + "/" + name);
    made.setPattern(pattern);
    made.setPrefix("access");
    made.setSuffix(".log");
    made.setFileDateFormat("." + fileDateFormat);
    made.setRenameOnRotate(rotation == Rotation.RENAME);
    made.setBuffered(flushing == Flushing.WHEN_FULL);
    return made;
  }
}
