package io.github.scimexporter.accesslog.format;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;

/**
 * Files of any content, for each format. In the usual build they are those under {@code
 * src/test/resources}; in {@code bin/test --all} Jazzer makes others of them.
 */
@Timeout(60)
class ReadersFuzzTest {
  /** A zone with daylight saving, and what older Tomcats write. */
  private static final FormatOptions OTHER =
      new FormatOptions(ZoneId.of("Europe/Brussels"), 9, Optional.of(Locale.FRENCH));

  private static final List<LineFormat> TOMCAT =
      List.of(
          tomcat("%h %l %u %t %r %s %b %{Referer}i %{User-Agent}i %T", FormatOptions.DEFAULT),
          tomcat("%{X-Forwarded-For}i %l %u %t \"%r\"  %h   %s %b %D ms;", OTHER),
          tomcat("%u%r%{a}i%U%q%m%s%t%{b}i%b%h", FormatOptions.DEFAULT),
          tomcat("%h \"%u\" %{dd/MMM/yyyy:HH:mm:ss}t %m %U%q %s %{X}i%{ms}T", OTHER),
          tomcat("%{begin:msec}t %m %U %s %F \"%{User-Agent}i\"", OTHER));

  private static final LineFormat REGEX = regex();

  private static LineFormat regex() {
    try {
      return LineFormat.regex(
          "(?<time>\\S+ \\S+) (?<client>.*) (?<user>.*) \"(?<request>.*)\" (?<status>\\d+)"
              + " (?<duration>.*)",
          "yyyy-MM-dd HH:mm:ss,SSS",
          ChronoUnit.MILLIS,
          OTHER);
    } catch (FormatException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static LineFormat tomcat(String pattern, FormatOptions options) {
    try {
      return LineFormat.tomcat(pattern, options);
    } catch (FormatException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @FuzzTest(maxDuration = "6s")
  void common(byte[] file) {
    AnyBytes.readAsFile(LineFormat.COMMON, file);
  }

  @FuzzTest(maxDuration = "6s")
  void combined(byte[] file) {
    AnyBytes.readAsFile(LineFormat.COMBINED, file);
  }

  @FuzzTest(maxDuration = "6s")
  void auto(byte[] file) {
    AnyBytes.readAsFile(LineFormat.auto(FormatOptions.DEFAULT), file);
  }

  @FuzzTest(maxDuration = "6s")
  void extended(byte[] file) {
    AnyBytes.readAsFile(LineFormat.extended(FormatOptions.DEFAULT), file);
    AnyBytes.readAsFile(LineFormat.extended(OTHER), file);
  }

  @FuzzTest(maxDuration = "6s")
  void haproxy(byte[] file) {
    AnyBytes.readAsFile(LineFormat.haproxy(FormatOptions.DEFAULT), file);
    AnyBytes.readAsFile(LineFormat.haproxy(OTHER), file);
  }

  @FuzzTest(maxDuration = "6s")
  void regex(byte[] file) {
    AnyBytes.readAsFile(REGEX, file);
  }

  @FuzzTest(maxDuration = "6s")
  void json(byte[] file) {
    AnyBytes.readAsFile(LineFormat.json(FormatOptions.DEFAULT), file);
    AnyBytes.readAsFile(LineFormat.json(OTHER), file);
  }

  @FuzzTest(maxDuration = "6s")
  void tomcat(byte[] file) {
    TOMCAT.forEach(format -> AnyBytes.readAsFile(format, file));
  }
}
