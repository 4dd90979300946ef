package io.github.scimexporter.accesslog.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One object for many lines. */
class LogLineTest {
  private final LogLine line = new LogLine();

  private void read(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    assertThat(LineFormat.COMMON.reader("").read(bytes, 0, bytes.length, line))
        .isEqualTo(LineReader.Fit.REQUEST);
  }

  private void readTarget(String target) {
    read("1.2.3.4 - - [24/Nov/2026:08:59:38 +0000] \"GET " + target + " HTTP/1.1\" 200 11");
  }

  @Test
  void nothingOfTheLineBeforeIsLeft() {
    read("1.2.3.4 - jane [24/Nov/2026:08:59:38 +0000] \"GET /a?b HTTP/1.1\" 200 11");
    read("- - - [24/Nov/2026:08:59:38 +0000] \"-\" 400 -");

    assertThat(line.client()).isEmpty();
    assertThat(line.user()).isEmpty();
    assertThat(line.method()).isEmpty();
    assertThat(line.path()).isEmpty();
    assertThat(line.query()).isEmpty();
  }

  @Test
  void aQueryIsOfItsOwnLine() {
    readTarget("/a?b");
    readTarget("/c");

    assertThat(line.query()).isEmpty();
    assertThat(line.path()).isEqualTo("/c");
  }

  @Test
  void bytesThatAreNoUtf8AreKept() {
    readTarget("/\u00ff\u00c3");

    assertThat(line.path()).isEqualTo("/\u00ff\u00c3");
  }

  @ParameterizedTest
  @CsvSource({
    "/scim/Users, false",
    "/scim/Users/, false",
    "/, false",
    "/scim//Users, true",
    "//, true",
    "//scim, true",
    "/scim//, true",
    "/scim/%55sers, true",
    "/scim;v=1, true",
    "/scim?a//b;c%20, false",
    "'', false",
  })
  void aPathIsUnusualIfItCanBeAnotherOneThanItSpells(String target, boolean unusual) {
    readTarget(target);

    assertThat(line.isPathUnusual()).isEqualTo(unusual);
  }

  @ParameterizedTest
  @CsvSource({"/scim, true", "/scim/Users, true", "/scim2, true", "/sci, false", "/Scim, false"})
  void aPathMayStartWithOtherBytes(String target, boolean starts) {
    readTarget(target);

    assertThat(line.pathStartsWith("/scim".getBytes(ISO_8859_1))).isEqualTo(starts);
  }

  @ParameterizedTest
  @CsvSource({
    "/x?ab-c, true",
    "/x?AB-C, true",
    "/x?aab-cd, true",
    "/x?ab-, false",
    "/x?ab-d, false",
    "/x?b-c, false",
    "/x?, false",
    "/x, false",
    "/ab-c?x, false",
    "/x?%61, true",
    "/x?%7a, true",
    "/x?%5A, true",
    "/x?%2d, true",
    "/x?%40, false",
    "/x?%5b, false",
    "/x?%20%3D, false",
    "/x?%, false",
    "/x?%6, false",
    "/x?%zz, false",
  })
  void aQueryMayHoldAText(String target, boolean may) {
    readTarget(target);

    assertThat(line.queryMayHold("ab-c".getBytes(ISO_8859_1))).isEqualTo(may);
  }
}
