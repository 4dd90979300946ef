package io.github.scimexporter.accesslog.follow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineFramingTest {
  private static FramedLines lines(String text, int piece) {
    FramedLines found = FramedLines.of(new LineFraming(), text, piece);
    assertThat(found.sent()).isEqualTo(text.length());
    return found;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 100})
  void endsLinesInLfAndCrLfHoweverTheyArrive(int piece) {
    assertThat(lines("a\nbc\r\n\n\r\nd\re\0f\n", piece).lines())
        .containsExactly("a", "bc", "", "", "d\re\0f");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void aLastLineWithoutEndCounts(int piece) {
    assertThat(lines("a\nb", piece).lines()).containsExactly("a", "b");
    assertThat(lines("a\nb\r", piece).lines()).containsExactly("a", "b");
    assertThat(lines("a\n", piece).lines()).containsExactly("a");
    assertThat(lines("", piece).lines()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 64 * 1024, 2 * LineFeed.MAX_LINE_BYTES})
  void aLineThatIsTooLongCountsOnceAsUnfit(int piece) {
    String longest = "x".repeat(LineFeed.MAX_LINE_BYTES);
    assertThat(lines("a\n" + longest + "\n" + longest + "y\nb\n", piece).lines())
        .containsExactly("a", longest, FramedLines.UNFIT, "b");
  }

  @Test
  void aLastLineThatIsTooLongCountsOnceAsUnfit() {
    assertThat(lines("a\n" + "x".repeat(LineFeed.MAX_LINE_BYTES + 1), 1000).lines())
        .containsExactly("a", FramedLines.UNFIT);
  }
}
