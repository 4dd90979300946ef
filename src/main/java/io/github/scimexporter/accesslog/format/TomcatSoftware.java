package io.github.scimexporter.accesslog.format;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Tomcat as {@code #Software:} names it.
 *
 * @param patch the last part of the version; of a milestone 0
 * @param milestone the number of a milestone; of a release {@link Integer#MAX_VALUE}
 */
record TomcatSoftware(int major, int minor, int patch, int milestone) {
  private static final Pattern NAME =
      Pattern.compile("Apache Tomcat/(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})(?:-M(\\d{1,4}))?\\b.*");

  /** Reads {@code Apache Tomcat/10.1.44}; empty for anything else. */
  static Optional<TomcatSoftware> parse(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String milestone = matcher.group(4);
    return Optional.of(
        new TomcatSoftware(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3)),
            milestone == null ? Integer.MAX_VALUE : Integer.parseInt(milestone)));
  }

  /**
   * Whether a bare {@code time-taken} takes the next word of the pattern for its unit: 10.1.24 to
   * 10.1.39 and 11.0.0-M20 to 11.0.5; mended by Tomcat's commit e28959dc0b.
   */
  boolean swallowsAfterTimeTaken() {
    return switch (major) {
      case 10 -> minor == 1 && patch >= 24 && patch <= 39;
      case 11 -> minor == 0 && patch <= 5 && (patch > 0 || milestone >= 20);
      default -> false;
    };
  }

  /** Whether {@code time-taken} may have a unit: since 10.1.24 and 11.0.0-M20. */
  boolean knowsUnitsOfTimeTaken() {
    return switch (major) {
      case 10 -> minor > 1 || (minor == 1 && patch >= 24);
      case 11 -> minor > 0 || patch > 0 || milestone >= 20;
      default -> major > 11;
    };
  }

  /**
   * Whether a quoted value has its backslashes, and what is not ASCII, escaped: 9.0.103, 10.1.40,
   * 11.0.6 and later.
   */
  boolean escapesByBackslash() {
    return switch (major) {
      case 9 -> minor > 0 || patch >= 103;
      case 10 -> minor > 1 || (minor == 1 && patch >= 40);
      case 11 -> minor > 0 || patch >= 6;
      default -> major > 11;
    };
  }
}
