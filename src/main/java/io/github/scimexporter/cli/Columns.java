package io.github.scimexporter.cli;

/** How much room a text takes on a terminal. */
final class Columns {
  private static final String ELLIPSIS = "…";

  // Java does not know widths. Wide letters (Unicode's UAX 11) and emoji all lie in these two
  // ranges; that some narrow ones do, too, costs a blank, where the opposite would break the line.
  private static final int WIDE_FROM = 0x1100;
  private static final int WIDE_TO = 0x115f;
  private static final int MOSTLY_WIDE_FROM = 0x2300;

  /** Makes the sign before it an emoji, which is wide. */
  private static final int EMOJI_SELECTOR = 0xfe0f;

  private Columns() {}

  /** How many columns a text takes at most. */
  static int of(String text) {
    return text.codePoints().map(Columns::of).sum();
  }

  private static int of(int letter) {
    if (letter == EMOJI_SELECTOR) {
      return 1;
    }
    return switch (Character.getType(letter)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> letter >= MOSTLY_WIDE_FROM || (letter >= WIDE_FROM && letter <= WIDE_TO) ? 2 : 1;
    };
  }

  /** The text, or its beginning and an ellipsis where it takes more columns than that. */
  static String shortened(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    int end = text.length();
    while (end > 0 && of(text.substring(0, end)) > columns - 1) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end) + ELLIPSIS;
  }

  /**
   * The text without what a terminal would act on, such as the beginning of a control sequence or
   * of a text that runs from right to left: it may come from a file that was edited.
   */
  static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\u200d]]", "?");
  }
}
