package io.github.scimexporter.accesslog.format;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * What lines do not tell of themselves.
 *
 * @param zone the zone of times without offset
 * @param tomcatVersion the major version of the Tomcat that writes: in 10 {@code %D} became
 *     microseconds, and {@code %T} whole seconds
 * @param locale the language of month names; empty: English, or whichever is unambiguous
 */
public record FormatOptions(ZoneId zone, int tomcatVersion, Optional<Locale> locale) {
  /** UTC, a Tomcat of today. */
  public static final FormatOptions DEFAULT =
      new FormatOptions(ZoneOffset.UTC, 10, Optional.empty());
}
