package io.github.scimexporter.accesslog.format;

import static io.github.scimexporter.accesslog.format.LineReader.Fit.HEADER;
import static io.github.scimexporter.accesslog.format.LineReader.Fit.REQUEST;
import static io.github.scimexporter.accesslog.format.LineReader.Fit.UNFIT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The format is found out from the lines. */
class AutoReaderTest {
  private static final String COMMON =
      "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11";
  private static final String COMBINED = COMMON + " \"-\" \"agent\"";
  private static final String FIELDS = "#Fields: date time sc-status";
  private static final String EXTENDED = "2026-11-24 08:59:38 204";

  private final LineReader reader = LineFormat.auto(FormatOptions.DEFAULT).reader("");

  private LineReader.Fit fit(String line) {
    return Lines.read(reader, line).fit();
  }

  @Test
  void aFileIsExtendedByItsHeader() {
    assertThat(fit(FIELDS)).isEqualTo(HEADER);
    assertThat(fit("#Version: 2.0")).isEqualTo(HEADER);
    assertThat(fit(EXTENDED)).isEqualTo(REQUEST);
    assertThat(fit(COMMON)).isEqualTo(UNFIT);
    assertThat(reader.memory()).isEqualTo("extended:date time sc-status");
  }

  @Test
  void aLaterHeaderOfAnExtendedFileChangesItsColumns() {
    fit(FIELDS);
    fit("#Fields: sc-status date time");

    assertThat(fit("204 2026-11-24 08:59:38")).isEqualTo(REQUEST);
    assertThat(fit(EXTENDED)).isEqualTo(UNFIT);
  }

  @Test
  void aFileIsCommonOrCombinedByItsLines() {
    assertThat(fit("rubbish")).isEqualTo(UNFIT);
    assertThat(reader.memory()).isEmpty();
    assertThat(fit(COMMON)).isEqualTo(REQUEST);
    assertThat(reader.memory()).isEqualTo("common:");
    assertThat(fit("rubbish")).isEqualTo(UNFIT);
  }

  @Test
  void aPatternThatWasChangedWithinTheDayIsFollowed() {
    assertThat(fit(COMMON)).isEqualTo(REQUEST);
    assertThat(fit(COMBINED)).isEqualTo(REQUEST);
    assertThat(reader.memory()).isEqualTo("combined:");
    assertThat(fit(COMBINED)).isEqualTo(REQUEST);
    assertThat(fit(COMMON)).isEqualTo(REQUEST);
    assertThat(fit(FIELDS)).isEqualTo(HEADER);
    assertThat(fit(EXTENDED)).isEqualTo(REQUEST);
  }

  @Test
  void aHashIsAHeaderOnlyAsLongAsTheFormatMayHaveHeaders() {
    assertThat(fit("#Software: Apache Tomcat/10.1.34")).isEqualTo(HEADER);
    fit(COMMON);

    assertThat(fit("#Software: Apache Tomcat/10.1.34")).isEqualTo(UNFIT);
  }

  @Test
  void whatWasFoundOutIsRemembered() {
    assertThat(
            Lines.read(
                    LineFormat.auto(FormatOptions.DEFAULT).reader("extended:date time sc-status"),
                    EXTENDED)
                .fit())
        .isEqualTo(REQUEST);
    assertThat(
            Lines.read(
                    LineFormat.auto(FormatOptions.DEFAULT).reader("extended:date time sc-status"),
                    COMMON)
                .fit())
        .isEqualTo(UNFIT);
    assertThat(Lines.read(LineFormat.auto(FormatOptions.DEFAULT).reader("common:"), COMMON).fit())
        .isEqualTo(REQUEST);
    assertThat(
            Lines.read(LineFormat.auto(FormatOptions.DEFAULT).reader("combined:"), COMBINED).fit())
        .isEqualTo(REQUEST);
    assertThat(Lines.read(LineFormat.auto(FormatOptions.DEFAULT).reader("common:"), "#x").fit())
        .isEqualTo(UNFIT);
  }

  @Test
  void eachConfiguredFormatReadsItsOwnOnly() {
    assertThat(Lines.read(LineFormat.COMMON.reader(""), COMMON).fit()).isEqualTo(REQUEST);
    assertThat(Lines.read(LineFormat.COMMON.reader(""), COMBINED).fit()).isEqualTo(UNFIT);
    assertThat(Lines.read(LineFormat.COMBINED.reader(""), COMBINED).fit()).isEqualTo(REQUEST);
    assertThat(Lines.read(LineFormat.COMBINED.reader(""), COMMON).fit()).isEqualTo(UNFIT);
    assertThat(Lines.read(LineFormat.extended(FormatOptions.DEFAULT).reader(""), FIELDS).fit())
        .isEqualTo(HEADER);
  }
}
