package io.github.scimexporter.accesslog.format;

import static io.github.scimexporter.accesslog.format.LineReader.Fit.HEADER;
import static io.github.scimexporter.accesslog.format.LineReader.Fit.REQUEST;
import static io.github.scimexporter.accesslog.format.LineReader.Fit.UNFIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The format is found out from the lines. */
class AutoReaderTest {
  private static final String COMMON =
      "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11";
  private static final String COMBINED = COMMON + " \"-\" \"agent\"";
  private static final String HAPROXY =
      "192.0.2.7:5000 [24/Nov/2026:08:59:38.120] web~ app/tss1 0/0/1/12/13 200 11 - - ----"
          + " 1/1/0/0/0 0/0 \"GET / HTTP/1.1\"";
  private static final String JSON =
      "{\"host\":\"192.0.2.7\",\"logicalUserName\":\"-\",\"user\":\"-\",\"time\":"
          + "\"[24/Nov/2026:08:59:38 +0000]\",\"request\":\"GET / HTTP/1.1\",\"statusCode\":\"200\","
          + "\"size\":\"11\"}";
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "203.0.113.9 192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11",
        "203.0.113.9 192.0.2.7 jane [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11",
        "203.0.113.9 - 192.0.2.7 - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11",
        "- - - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11",
        "192.0.2.7 - - 1A2B [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11",
        "web-1 | 192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11",
        "- - - [09/Sep/2022:13:30:25 +0800] \"GET /hello HTTP/1.1\"  127.0.0.1   500 245 422 ms;",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 0.013 200 11",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 11 200",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11 5 7",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11 main-1",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] \"GET / HTTP/1.1\" 200 11 \"-\" \"a\" 5",
        "192.0.2.7 - - [24/Nov/2026:08:59:38 +0000] GET / HTTP/1.1 200 11 - - 0.000",
      })
  void aPatternThatMerelyResemblesAKnownOneDoesNotFit(String line) {
    assertThat(fit(line)).isEqualTo(UNFIT);
    assertThat(reader.decision()).isEmpty();
  }

  private static String decision(String line) {
    LineReader fresh = LineFormat.auto(FormatOptions.DEFAULT).reader("");
    assertThat(Lines.read(fresh, line).fit()).isNotEqualTo(UNFIT);
    LineReader resumed = LineFormat.auto(FormatOptions.DEFAULT).reader(fresh.memory());
    assertThat(resumed.decision()).isEqualTo(fresh.decision());
    assertThat(resumed.memory()).isEqualTo(fresh.memory());
    return fresh.decision();
  }

  @Test
  void whatWasDecidedIsSaidWithItsReason() {
    String because = ", since the first line that fits ";
    assertThat(decision(COMMON)).isEqualTo("common" + because + "ends with status and size");
    assertThat(decision(COMMON + " 0.260"))
        .isEqualTo("common and one more number" + because + "ends with status, size and a number");
    assertThat(decision(COMBINED))
        .isEqualTo("combined" + because + "has two quoted columns after the size");
    assertThat(decision(COMBINED + " \"-\""))
        .isEqualTo(
            "combined and one more quoted column"
                + because
                + "has three quoted columns after the size");
    assertThat(decision(HAPROXY))
        .isEqualTo("haproxy" + because + "has HAProxy's timers and termination state");
    assertThat(decision(JSON)).isEqualTo("json" + because + "is a JSON object");
    assertThat(decision(FIELDS)).isEqualTo("extended, since a line begins with #Fields:");
    assertThat(LineFormat.auto(FormatOptions.DEFAULT).reader("").decision()).isEmpty();
  }

  @Test
  void theColumnIsThatOfTheFormatThatCameFarthest() {
    fit(COMMON + " \"-\"");

    assertThat(reader.mismatch()).isEqualTo(COMMON.length() + 5);
  }

  @Test
  void aFileMayGoOnInAnyOtherFormat() {
    for (String line : List.of(HAPROXY, COMMON, JSON, COMBINED, HAPROXY, COMMON + " 7", HAPROXY)) {
      assertThat(fit(line)).isEqualTo(REQUEST);
    }
    assertThat(reader.memory()).isEqualTo("haproxy:");
  }
}
