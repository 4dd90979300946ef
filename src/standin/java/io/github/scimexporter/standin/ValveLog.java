package io.github.scimexporter.standin;

import java.nio.file.Path;
import java.util.Objects;
import org.apache.catalina.valves.AccessLogValve;
import org.apache.catalina.valves.ExtendedAccessLogValve;

/**
 * One access log that the stand-in writes, with Tomcat's own valve.
 *
 * @param format what a line says
 * @param directory where the files are; made by Tomcat if missing
 * @param prefix beginning of each file name
 * @param fileDateFormat {@link java.text.SimpleDateFormat} pattern between prefix and suffix; its
 *     finest unit is the rotation period; empty for a single file that is never rotated
 * @param suffix end of each file name
 * @param maxDays age in days after which Tomcat deletes a file; -1 for never
 */
public record ValveLog(
    Format format,
    Path directory,
    String prefix,
    String fileDateFormat,
    String suffix,
    int maxDays) {

  /** The formats of Tomcat's valves that Spotfire installations are known to use. */
  public enum Format {
    /** {@code %h %l %u %t "%r" %s %b}. */
    COMMON,
    /** {@link #COMMON} with the headers Referer and User-Agent. */
    COMBINED,
    /** W3C extended with {@code #Fields:}, as Spotfire's containers write it. */
    EXTENDED
  }

  /**
   * The pattern of Spotfire's cloud deployment kit, release 14.8 (file extended.accesslog.xml of
   * its spotfire-server image).
   */
  public static final String SPOTFIRE_PATTERN =
      "date time c-ip x-R(spotfire.user) x-S(spotfire.session-number) x-R(spotfire.request-id)"
          + " cs-method cs-uri-stem cs-uri-query sc-status bytes time-taken-fracsec"
          + " x-H(protocol) x-H(scheme)";

  public ValveLog {
    Objects.requireNonNull(format, "format");
    directory = directory.toAbsolutePath().normalize();
    Objects.requireNonNull(fileDateFormat, "fileDateFormat");
    if ((prefix + suffix).isBlank()) {
      throw new IllegalArgumentException("a log needs a prefix or a suffix to have a name");
    }
    if (maxDays == 0 || maxDays < -1) {
      throw new IllegalArgumentException(
          "maxDays is " + maxDays + "; want 1 or more, or -1 for never");
    }
  }

  /** Returns the common format under the names of Tomcat's stock server.xml. */
  public static ValveLog common(Path directory) {
    return new ValveLog(
        Format.COMMON, directory, "localhost_access_log", ".yyyy-MM-dd", ".txt", -1);
  }

  /** Returns the combined format under the names of Tomcat's stock server.xml. */
  public static ValveLog combined(Path directory) {
    return new ValveLog(
        Format.COMBINED, directory, "localhost_access_log", ".yyyy-MM-dd", ".txt", -1);
  }

  /** Returns the extended format, hourly, as Spotfire's kit names it; the kit's maxDays is 1. */
  public static ValveLog extended(Path directory, int maxDays) {
    return new ValveLog(
        Format.EXTENDED, directory, "access.extendedvalve.", "yyyy-MM-dd.HH", ".log", maxDays);
  }

  /** Returns this log under other file names, for instance to rotate each second. */
  public ValveLog named(String newPrefix, String newFileDateFormat, String newSuffix) {
    return new ValveLog(format, directory, newPrefix, newFileDateFormat, newSuffix, maxDays);
  }

  /**
   * Returns the glob that matches the files of this log, as the exporter's configuration takes it.
   */
  public String glob() {
    return directory + "/" + prefix + "*" + suffix;
  }

  /** Makes the real valve. Extended logs belong to the context, the others to the host. */
  AccessLogValve toValve() {
    AccessLogValve valve =
        format == Format.EXTENDED ? new ExtendedAccessLogValve() : new AccessLogValve();
    switch (format) {
      case COMMON -> valve.setPattern("common");
      case COMBINED -> valve.setPattern("combined");
      case EXTENDED -> {
        valve.setPattern(SPOTFIRE_PATTERN);
        valve.setRequestAttributesEnabled(true);
      }
    }
    valve.setDirectory(directory.toString());
    valve.setPrefix(prefix);
    valve.setSuffix(suffix);
    valve.setFileDateFormat(fileDateFormat);
    valve.setMaxDays(maxDays);
    return valve;
  }
}
