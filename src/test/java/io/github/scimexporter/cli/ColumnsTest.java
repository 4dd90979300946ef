package io.github.scimexporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {
  @ParameterizedTest
  @CsvSource({
    "prod 2026, 9",
    "é, 1",
    "e\u0301, 1",
    "“–…”, 4",
    "日本語, 6",
    "한국, 4",
    "ｆ, 2",
    "😀, 2",
    "✅, 2",
    "𠀀, 2",
    "👨\u200d👩, 4",
  })
  void aTextTakesTheRoomThatATerminalGivesIt(String text, int columns) {
    assertThat(Columns.of(text)).isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({
    "entra-prod, 10, entra-prod",
    "entra-prod, 9, entra-pr…",
    "entra-prod, 1, …",
    "日本語, 6, 日本語",
    "日本語, 5, 日本…",
    "日本語, 4, 日…",
    "a😀b, 3, a…",
  })
  void aLongTextIsShortenedBetweenItsLetters(String text, int columns, String shortened) {
    assertThat(Columns.shortened(text, columns)).isEqualTo(shortened);
  }

  @Test
  void nothingThatATerminalActsOnIsPrinted() {
    assertThat(Columns.printable("a\u001b[31m\n\t\u0085\u009b\u202e\u2028ö 日 👨\u200d👩 b"))
        .isEqualTo("a?[31m??????ö 日 👨\u200d👩 b");
  }
}
