package io.github.scimexporter.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The major version of a Tomcat, as it is written: {@code 9}, {@code 10.1}, {@code 11.0.27}. */
record TomcatVersion(int major) {
  private static final Pattern SHAPE = Pattern.compile("([789]|1\\d)(\\.\\d+)*");

  /**
   * Reads a version.
   *
   * @throws IllegalArgumentException if the text is none
   */
  static TomcatVersion parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a version of Tomcat; write e.g. 9, 10.1 or 11");
    }
    return new TomcatVersion(Integer.parseInt(matcher.group(1)));
  }
}
