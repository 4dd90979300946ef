package io.github.scimexporter.accesslog.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A format that is configured in the middle of a file goes on with what its headers said. */
class RememberingReaderTest {
  private static final String FIELDS = "#Fields: date time cs-method cs-uri sc-status";
  private static final String LINE = "2026-11-24 10:00:00 GET /scim/Users 200";

  private static final LineFormat EXTENDED = LineFormat.extended(FormatOptions.DEFAULT);
  private static final LineFormat AUTO = LineFormat.auto(FormatOptions.DEFAULT);

  private static LineReader.Fit fit(LineReader reader, String line) {
    return Lines.read(reader, line).fit();
  }

  @Test
  void whatHeadersSaidIsKnownToWhateverFormatIsConfiguredNext() {
    List<LineFormat> formats = List.of(EXTENDED, AUTO, LineFormat.COMMON);
    for (LineFormat before : formats) {
      LineReader reader = before.reader("");
      fit(reader, FIELDS);
      fit(reader, "#Software: Apache Tomcat/9.0.98");
      fit(reader, LINE);
      assertThat(reader.memory())
          .isEqualTo("extended:date time cs-method cs-uri sc-status\nApache Tomcat/9.0.98");
      for (LineFormat after : List.of(EXTENDED, AUTO)) {
        LineReader next = after.reader(reader.memory());
        assertThat(fit(next, LINE)).isEqualTo(LineReader.Fit.REQUEST);
        assertThat(next.memory()).isEqualTo(reader.memory());
      }
    }
  }

  @Test
  void columnsThatAnOlderVersionRememberedAreKnown() {
    LineReader reader = EXTENDED.reader("date time cs-method cs-uri sc-status");
    assertThat(fit(reader, LINE)).isEqualTo(LineReader.Fit.REQUEST);
  }

  @Test
  void whatAutoDecidedOfAFileWithoutHeadersMakesNoOtherFormatStumble() {
    for (String memory : List.of("common:", "haproxy:")) {
      LineReader reader = EXTENDED.reader(memory);
      assertThat(fit(reader, FIELDS)).isEqualTo(LineReader.Fit.HEADER);
      assertThat(fit(reader, LINE)).isEqualTo(LineReader.Fit.REQUEST);
    }
  }
}
